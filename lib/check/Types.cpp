#include "check/Types.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

/// The template that \p Type is of, also where its arguments are not known.
static const TemplateDecl *templateOf(QualType Type) {
  if (const auto *Deduced = Type->getAs<DeducedTemplateSpecializationType>();
      Deduced && Deduced->getDeducedType().isNull())
    return Deduced->getTemplateName().getAsTemplateDecl();
  if (const auto *Specialization = Type->getAs<TemplateSpecializationType>())
    return Specialization->getTemplateName().getAsTemplateDecl();
  return nullptr;
}

const CXXRecordDecl *classOf(QualType Type) {
  if (Type.isNull())
    return nullptr;
  Type = Type.getNonReferenceType();
  if (const CXXRecordDecl *Record = Type->getAsCXXRecordDecl())
    return Record->hasDefinition() ? Record->getDefinition() : Record;
  const auto *Template = dyn_cast_or_null<ClassTemplateDecl>(templateOf(Type));
  return Template ? Template->getTemplatedDecl() : nullptr;
}

std::string plainName(const NamedDecl *Named) {
  if (!Named || !Named->getDeclName())
    return "";
  std::string Result = Named->getNameAsString();
  for (const DeclContext *Outer = Named->getDeclContext(); Outer; Outer = Outer->getParent()) {
    const auto *Space = dyn_cast<NamespaceDecl>(Outer);
    if ((Space && Space->isInlineNamespace()) || !isa<NamespaceDecl, RecordDecl>(Outer))
      continue;
    const std::string Name = cast<NamedDecl>(Outer)->getNameAsString();
    Result = (Name.empty() ? "(anonymous)" : Name) + "::" + Result;
  }
  return Result;
}

bool isStdClass(const CXXRecordDecl *Record, std::initializer_list<StringRef> Names) {
  return Record && Record->getIdentifier() && llvm::is_contained(Names, Record->getName()) &&
         Record->isInStdNamespace();
}

QualType typeArgument(QualType Type, unsigned Index) {
  const auto *Specialization =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type->getAsCXXRecordDecl());
  if (Specialization) {
    const TemplateArgumentList &List = Specialization->getTemplateArgs();
    if (Index < List.size() && List[Index].getKind() == TemplateArgument::Pack) {
      const auto Pack = List[Index].getPackAsArray();
      return !Pack.empty() && Pack[0].getKind() == TemplateArgument::Type ? Pack[0].getAsType()
                                                                          : QualType();
    }
    return Index < List.size() && List[Index].getKind() == TemplateArgument::Type
               ? List[Index].getAsType()
               : QualType();
  }
  if (const auto *Written = Type->getAs<TemplateSpecializationType>()) {
    const auto List = Written->template_arguments();
    if (Index < List.size() && List[Index].getKind() == TemplateArgument::Type)
      return List[Index].getAsType();
  }
  return {};
}

static bool hasMember(const CXXRecordDecl *Record, DeclarationName Name) {
  if (!Record || !Record->hasDefinition())
    return false;
  if (!Record->lookup(Name).empty())
    return true;
  return llvm::any_of(Record->bases(), [&](const CXXBaseSpecifier &Base) {
    return hasMember(classOf(Base.getType()), Name);
  });
}

bool isAwaitable(QualType Type, const ASTContext &Context) {
  return hasMember(classOf(Type), &Context.Idents.get("promise_type")) || hasAwaiter(Type, Context);
}

bool hasAwaiter(QualType Type, const ASTContext &Context) {
  const CXXRecordDecl *Record = classOf(Type);
  if (!Record)
    return false;
  if (hasMember(Record, &Context.Idents.get("await_ready")) ||
      hasMember(Record, Context.DeclarationNames.getCXXOperatorName(OO_Coawait)))
    return true;
  // An operator beside the class.
  const DeclContext *Around = Record->getDeclContext()->getEnclosingNamespaceContext();
  for (const NamedDecl *Found :
       Around->lookup(Context.DeclarationNames.getCXXOperatorName(OO_Coawait)))
    if (const FunctionDecl *Function = Found->getAsFunction();
        Function && Function->getNumParams() == 1 &&
        classOf(Function->getParamDecl(0)->getType()) == Record)
      return true;
  return false;
}

bool isAnnotated(const Decl *D, StringRef Name) {
  return D && llvm::any_of(D->specific_attrs<AnnotateAttr>(), [&](const AnnotateAttr *Attr) {
           StringRef Text = Attr->getAnnotation();
           return Text.consume_front("costate::") && Text == Name;
         });
}

bool isStdOwner(const CXXRecordDecl *Record) {
  return isStdClass(Record, {"optional", "unique_ptr", "shared_ptr", "vector", "deque", "list",
                             "forward_list", "array", "stack", "queue"});
}

namespace {

class HeldTypes {
public:
  explicit HeldTypes(llvm::function_ref<bool(QualType)> IsWanted) : IsWanted(IsWanted) {}

  QualType in(QualType Type) {
    if (Type.isNull() || Type->isReferenceType() || Type->isPointerType())
      return {};
    if (const auto *Array = Type->getAsArrayTypeUnsafe())
      return in(Array->getElementType());
    if (IsWanted(Type))
      return Type;
    const CXXRecordDecl *Record = classOf(Type);
    if (!Record || !Seen.insert(Record).second)
      return {};
    if (Record->isInStdNamespace())
      return inStd(Type, Record);
    if (!Record->hasDefinition())
      return {};
    for (const CXXBaseSpecifier &Base : Record->bases())
      if (const QualType Held = in(Base.getType()); !Held.isNull())
        return Held;
    for (const FieldDecl *Field : Record->fields())
      if (const QualType Held = in(Field->getType()); !Held.isNull())
        return Held;
    return {};
  }

private:
  /// By what the classes mean: their members are the library's own matter.
  QualType inStd(QualType Type, const CXXRecordDecl *Record) {
    unsigned Count = 0;
    if (isStdOwner(Record))
      Count = 1;
    else if (isStdClass(Record, {"pair", "map", "unordered_map", "expected"}))
      Count = 2;
    else if (isStdClass(Record, {"tuple", "variant"}))
      return inPack(Type);
    for (unsigned I = 0; I != Count; ++I)
      if (const QualType Held = in(typeArgument(Type, I)); !Held.isNull())
        return Held;
    return {};
  }

  QualType inPack(QualType Type) {
    const auto *Specialization =
        dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type->getAsCXXRecordDecl());
    if (!Specialization)
      return {};
    for (const TemplateArgument &Argument : Specialization->getTemplateArgs().asArray()) {
      if (Argument.getKind() != TemplateArgument::Pack)
        continue;
      for (const TemplateArgument &Element : Argument.pack_elements())
        if (Element.getKind() == TemplateArgument::Type)
          if (const QualType Held = in(Element.getAsType()); !Held.isNull())
            return Held;
    }
    return {};
  }

  llvm::function_ref<bool(QualType)> IsWanted;
  llvm::SmallPtrSet<const CXXRecordDecl *, 8> Seen;
};

} // namespace

QualType heldType(QualType Type, llvm::function_ref<bool(QualType)> IsWanted) {
  return HeldTypes(IsWanted).in(Type);
}

} // namespace costate
