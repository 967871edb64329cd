#include "check/LockTypes.h"

#include "check/Types.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace costate {

bool LockTypes::isListed(const CXXRecordDecl *Record) const {
  return Record->hasAttr<ScopedLockableAttr>() || isAnnotated(Record, "lock") ||
         matchesName(Config.LockTypes, plainName(Record));
}

/// Something of the class that locks is to be awaited.
bool LockTypes::isAsyncMutex(QualType Type) const {
  const CXXRecordDecl *Record = classOf(Type);
  if (!Record || !Record->hasDefinition() || Record->isInStdNamespace())
    return false;
  const auto Locks = [&](const Decl *Member) {
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Member->getAsFunction());
    if (!Method || !Method->getIdentifier())
      return false;
    const StringRef Name = Method->getName();
    return (Name.contains("lock") || Name.contains("acquire")) && !Name.contains("unlock") &&
           isAwaitable(Method->getReturnType(), Context);
  };
  return llvm::any_of(Record->decls(), Locks) ||
         llvm::any_of(Record->bases(),
                      [&](const CXXBaseSpecifier &Base) { return isAsyncMutex(Base.getType()); });
}

bool LockTypes::isGuard(QualType Type) const {
  const CXXRecordDecl *Record = classOf(Type);
  if (!Record)
    return false;
  if (isListed(Record))
    return true;
  const std::string Name = plainName(Record);
  static const StringRef Guards[] = {
      "std::lock_guard",    "std::scoped_lock",   "std::unique_lock",      "std::shared_lock",
      "boost::lock_guard",  "boost::unique_lock", "boost::shared_lock",    "boost::upgrade_lock",
      "boost::scoped_lock", "absl::MutexLock",    "absl::ReaderMutexLock", "absl::WriterMutexLock",
      "QMutexLocker"};
  if (!llvm::is_contained(Guards, StringRef(Name)))
    return false;
  if (const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Record)) {
    for (const TemplateArgument &Argument : Specialization->getTemplateArgs().asArray()) {
      if (Argument.getKind() == TemplateArgument::Type && isAsyncMutex(Argument.getAsType()))
        return false;
      if (Argument.getKind() == TemplateArgument::Pack) {
        if (Argument.pack_size() == 0)
          return false; // a scoped_lock of nothing
        for (const TemplateArgument &Element : Argument.pack_elements())
          if (Element.getKind() == TemplateArgument::Type && isAsyncMutex(Element.getAsType()))
            return false;
      }
    }
  }
  return true;
}

QualType LockTypes::guardIn(QualType Type) const {
  return heldType(Type, [&](QualType Part) { return isGuard(Part); });
}

bool LockTypes::isMutex(QualType Type) const {
  const CXXRecordDecl *Record = classOf(Type);
  if (!Record || isAsyncMutex(Type))
    return false;
  const std::string Name = plainName(Record);
  const auto *Capability = Record->getAttr<CapabilityAttr>();
  if (matchesName(Config.MutexTypes, Name) || isAnnotated(Record, "mutex") ||
      (Capability && Capability->getName().contains("mutex")))
    return true;
  if (isStdClass(Record, {"mutex", "recursive_mutex", "timed_mutex", "recursive_timed_mutex",
                          "shared_mutex", "shared_timed_mutex"}))
    return true;
  if (Record->isInStdNamespace() || !Record->hasDefinition())
    return false;
  bool Locks = false;
  bool Unlocks = false;
  for (const CXXMethodDecl *Method : Record->methods()) {
    if (!Method->getIdentifier() || Method->getMinRequiredArguments() != 0)
      continue;
    Locks |= Method->getName() == "lock" && Method->getReturnType()->isVoidType();
    Unlocks |= Method->getName() == "unlock";
  }
  return Locks && Unlocks;
}

} // namespace costate
