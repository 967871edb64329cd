#include "source/Types.h"

#include "clang/AST/DeclTemplate.h"
#include "clang/AST/QualTypeNames.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using llvm::isAlnum;

namespace costate {
namespace {

/// A type that has the pattern of a class template around it is only met inside of that template,
/// where its members go without the class's name, which would need its arguments.
class InsideOfTemplates : public PrintingCallbacks {
public:
  /// Clang asks from the inside out.
  bool isScopeVisible(const DeclContext *Scope) const override {
    const auto *Class = dyn_cast<CXXRecordDecl>(Scope);
    if (Class &&
        (Class->getDescribedClassTemplate() || isa<ClassTemplatePartialSpecializationDecl>(Class)))
      Pattern = Class;
    return Pattern && Scope->Encloses(Pattern);
  }

private:
  mutable const CXXRecordDecl *Pattern = nullptr;
};

bool isPrintedInFull(QualType Type);

bool isPrintedInFullArgument(const TemplateArgument &Argument) {
  return Argument.getIsDefaulted() || Argument.getKind() == TemplateArgument::Integral ||
         (Argument.getKind() == TemplateArgument::Type && isPrintedInFull(Argument.getAsType()));
}

/// Whether Clang prints \p Type with all names in full, and without the default arguments of
/// templates, which a type that was made fully qualified has lost the mark of. It prints explicit
/// specialisations as they were written, and local classes with their functions.
bool isPrintedInFull(QualType Type) {
  if (!Type.isCanonical())
    return false;
  if (const QualType Pointee = Type->getPointeeType(); !Pointee.isNull())
    return (Type->isPointerType() || Type->isReferenceType()) && isPrintedInFull(Pointee);
  if (Type->isBuiltinType())
    return true;
  const TagDecl *Tag = Type->getAsTagDecl();
  if (!Tag || !Tag->getIdentifier() || Tag->getParentFunctionOrMethod())
    return false;
  for (const DeclContext *Scope = Tag; Scope; Scope = Scope->getParent()) {
    const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Scope);
    if (Special && (Special->isExplicitSpecialization() ||
                    !llvm::all_of(Special->getTemplateArgs().asArray(), isPrintedInFullArgument)))
      return false;
  }
  return true;
}

/// \p Text with the names that everybody has for specialisations of the standard library.
std::string withLibraryNames(std::string Text) {
  static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> Names[] = {
      {"std::basic_string<char>", "std::string"},
      {"std::basic_string<wchar_t>", "std::wstring"},
      {"std::basic_string_view<char>", "std::string_view"},
      {"std::basic_string_view<wchar_t>", "std::wstring_view"},
  };
  for (const auto &[Long, Short] : Names)
    for (size_t At = Text.find(Long.str()); At != std::string::npos; At = Text.find(Long.str(), At))
      Text.replace(At, Long.size(), Short.str());
  return Text;
}

} // namespace

std::string declaration(QualType Type, llvm::StringRef Name, const ASTContext &Context,
                        bool Global) {
  if (const auto *Array = dyn_cast<ConstantArrayType>(Type.getTypePtr()); Array && !Name.empty())
    return declaration(Context.getQualifiedType(Array->getElementType(), Type.getLocalQualifiers()),
                       (Name + "[" + llvm::Twine(Array->getSize().getZExtValue()) + "]").str(),
                       Context, Global);
  // What qualifies names does not look into arrays.
  if (const auto *Array = dyn_cast<ConstantArrayType>(Type.getTypePtr())) {
    const std::string Bound = "[" + std::to_string(Array->getSize().getZExtValue()) + "]";
    std::string Text =
        declaration(Context.getQualifiedType(Array->getElementType(), Type.getLocalQualifiers()),
                    Bound, Context, Global);
    if (const size_t At = Text.find(" " + Bound); At != std::string::npos)
      Text.erase(At, 1);
    return Text;
  }
  PrintingPolicy Policy = Context.getPrintingPolicy();
  Policy.SuppressUnwrittenScope = true;
  const InsideOfTemplates Callbacks;
  Policy.Callbacks = &Callbacks;
  // What depends on arguments is as it is written, and stays where that means the same.
  const QualType Full = Type->isDependentType() || (!Global && isPrintedInFull(Type))
                            ? Type
                            : TypeName::getFullyQualifiedType(Type, Context, Global);
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Full.print(OS, Policy, Name);
  // Elaborated names are only needed where something hides the type, which a full name does not
  // mind.
  for (const char *Keyword : {"struct ", "class ", "union ", "enum "})
    for (size_t At = Text.find(Keyword); At != std::string::npos; At = Text.find(Keyword, At))
      if (At == 0 || !(isAlnum(Text[At - 1]) || Text[At - 1] == '_'))
        Text.erase(At, strlen(Keyword));
      else
        ++At;
  return withLibraryNames(std::move(Text));
}

/// Whether \p Type is spelled by names that mean the same everywhere.
static bool isNamedEverywhere(QualType Type) {
  if (const auto *Alias = dyn_cast<TypedefType>(Type.getTypePtr()))
    return Alias->getDecl()->getDeclContext()->getRedeclContext()->isFileContext();
  if (const auto *Used = dyn_cast<UsingType>(Type.getTypePtr()))
    return Used->getDecl()->getDeclContext()->getRedeclContext()->isFileContext();
  if (Type->isPointerType() || Type->isReferenceType())
    return isa<PointerType, ReferenceType>(Type.getTypePtr()) &&
           isNamedEverywhere(Type->getPointeeType());
  return Type.isCanonical();
}

QualType withoutLocalAliases(QualType Type) {
  return Type->isDependentType() || isNamedEverywhere(Type) ? Type : Type.getCanonicalType();
}

std::string qualifiedName(const NamedDecl &Named) {
  PrintingPolicy Policy = Named.getASTContext().getPrintingPolicy();
  Policy.SuppressUnwrittenScope = true;
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Named.printQualifiedName(OS, Policy);
  return Text;
}

std::vector<std::string> unqualifiedNames(llvm::StringRef Text) {
  const auto IsNamePart = [](char Ch) { return isAlnum(Ch) || Ch == '_'; };
  std::vector<std::string> Result;
  for (size_t At = 0; At != Text.size();) {
    const StringRef Word = Text.substr(At).take_while(IsNamePart);
    if (!Word.empty() && !Text.take_front(At).ends_with("::"))
      Result.push_back(Word.str());
    At += std::max<size_t>(Word.size(), 1);
  }
  return Result;
}

namespace {

bool isNameable(const TemplateArgument &Argument, const FunctionDecl *In,
                const ASTContext &Context) {
  if (Argument.getKind() == TemplateArgument::Pack)
    return llvm::all_of(Argument.pack_elements(), [&](const TemplateArgument &Each) {
      return isNameable(Each, In, Context);
    });
  return Argument.getKind() != TemplateArgument::Type ||
         costate::isNameable(Argument.getAsType(), In, Context);
}

bool isNameable(const TagDecl *Tag, const FunctionDecl *In) {
  const auto Encloses = [&](const DeclContext *Outer) {
    for (const DeclContext *DC = In; DC; DC = DC->getParent())
      if (DC->getPrimaryContext() == Outer->getPrimaryContext())
        return true;
    return false;
  };
  // A closure has the name of what makes it, in the function's own body.
  if (const auto *Record = dyn_cast<CXXRecordDecl>(Tag); Record && Record->isLambda()) {
    const auto *Maker = dyn_cast<FunctionDecl>(Record->getDeclContext());
    return Maker && Maker->getCanonicalDecl() == In->getCanonicalDecl();
  }
  for (const Decl *D = Tag; D; D = dyn_cast_or_null<Decl>(D->getDeclContext())) {
    const DeclContext *Outer = D->getDeclContext();
    const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(D);
    const AccessSpecifier Access = (Special ? Special->getSpecializedTemplate() : D)->getAccess();
    const bool IsHidden =
        (isa<CXXRecordDecl>(Outer) && (Access == AS_private || Access == AS_protected)) ||
        isa<FunctionDecl>(Outer);
    if (IsHidden && !Encloses(Outer))
      return false;
    if (Outer->isFileContext())
      break;
  }
  return true;
}

} // namespace

bool isNameable(QualType Type, const FunctionDecl *In, const ASTContext &Context) {
  Type = Type.getCanonicalType();
  if (const ArrayType *Array = Context.getAsArrayType(Type))
    return isNameable(Array->getElementType(), In, Context);
  if (const auto *Member = Type->getAs<MemberPointerType>())
    return isNameable(Member->getPointeeType(), In, Context);
  if (const QualType Pointee = Type->getPointeeType(); !Pointee.isNull())
    return isNameable(Pointee, In, Context);
  if (const auto *Function = Type->getAs<FunctionProtoType>())
    return isNameable(Function->getReturnType(), In, Context) &&
           llvm::all_of(Function->getParamTypes(),
                        [&](QualType Each) { return isNameable(Each, In, Context); });
  const TagDecl *Tag = Type->getAsTagDecl();
  if (!Tag)
    return true;
  for (const DeclContext *Scope = Tag; Scope; Scope = Scope->getParent())
    if (const auto *Special = dyn_cast<ClassTemplateSpecializationDecl>(Scope);
        Special && !llvm::all_of(Special->getTemplateArgs().asArray(), [&](const auto &Argument) {
          return isNameable(Argument, In, Context);
        }))
      return false;
  return isNameable(Tag, In);
}

std::string readable(QualType Type, const ASTContext &Context) {
  PrintingPolicy Policy = Context.getPrintingPolicy();
  Policy.SuppressTagKeyword = true;
  Policy.SuppressUnwrittenScope = true;
  std::string Text = Type.getAsString(Policy);
  for (size_t At = Text.find(" at "); At != std::string::npos; At = Text.find(" at ", At + 1)) {
    const size_t Slash = Text.rfind('/', Text.find(')', At));
    if (Slash != std::string::npos && Slash > At)
      Text.erase(At + 4, Slash + 1 - (At + 4));
  }
  return withLibraryNames(std::move(Text));
}

} // namespace costate
