// Local types leave the body for one place, where each needs a name of its own that hides nothing:
//
//   { struct item { int n; }; ... }      ->      struct item { int n; };
//   { struct item { long n; }; ... }             struct item_2 { long n; };
#include "normalize/Normalizer.h"

#include "source/MachineNames.h"

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace costate {
namespace {

/// Finds where a declaration is named.
class Mentions : public RecursiveASTVisitor<Mentions> {
public:
  explicit Mentions(const NamedDecl *Of) : Of(Of->getCanonicalDecl()) {}

  std::set<SourceLocation> Found;

  bool VisitTagTypeLoc(TagTypeLoc Type) { return add(Type.getDecl(), Type.getNameLoc()); }
  bool VisitInjectedClassNameTypeLoc(InjectedClassNameTypeLoc Type) {
    return add(Type.getDecl(), Type.getNameLoc());
  }
  bool VisitTypedefTypeLoc(TypedefTypeLoc Type) { return add(Type.getDecl(), Type.getNameLoc()); }
  bool VisitDeclRefExpr(DeclRefExpr *Name) { return add(Name->getDecl(), Name->getLocation()); }
  bool VisitNamedDecl(NamedDecl *Declared) { return add(Declared, Declared->getLocation()); }
  bool VisitCXXConstructorDecl(CXXConstructorDecl *Declared) {
    return Declared->isImplicit() || add(Declared->getParent(), Declared->getLocation());
  }

private:
  bool add(const Decl *Named, SourceLocation Where) {
    if (Named->getCanonicalDecl() == Of && Where.isValid())
      Found.insert(Where);
    return true;
  }

  const Decl *Of;
};

} // namespace

/// Refuses what hides the names of a machine: macros, and parameters of the template that it has
/// members for.
void Normalizer::refuseTakenNames() {
  std::vector<llvm::StringRef> Names = {"awaiter", "costate", "next"};
  llvm::append_range(Names, machineMembers().keys());
  for (const llvm::StringRef Name : Names)
    if (Context.Idents.get(Name).hasMacroDefinition())
      R.refuse(C.Function->getLocation(), "a macro is called '" + Name.str() +
                                              "', as something is in every machine; rename it");
  for (const DeclContext *DC = C.Function; DC && !DC->isFileContext(); DC = DC->getParent()) {
    const TemplateDecl *Template = nullptr;
    if (const auto *Function = dyn_cast<FunctionDecl>(DC))
      Template = Function->getDescribedFunctionTemplate();
    else if (const auto *Class = dyn_cast<CXXRecordDecl>(DC))
      Template = Class->getDescribedClassTemplate();
    if (!Template)
      continue;
    for (const NamedDecl *Parameter : *Template->getTemplateParameters())
      if (Parameter->getIdentifier() &&
          (Parameter->getName() == "awaiter" || Parameter->getName() == "state"))
        R.refuse(Parameter->getLocation(), "the template parameter '" +
                                               Parameter->getNameAsString() +
                                               "' has the name of a member of every machine; "
                                               "rename it");
  }
}

/// Whether \p Name is in the text of a lambda of the body, or of a local type, if \p InType. Where
/// such a closure is kept, a function makes it, which stands where the machine does.
bool Normalizer::isNamedIn(bool InType, llvm::StringRef Name) const {
  const auto IsAsked = [&](const Stmt *S) {
    const auto *Declaration = dyn_cast<DeclStmt>(S);
    return InType ? Declaration && isa<TypeDecl>(*Declaration->decl_begin()) : isa<LambdaExpr>(S);
  };
  const auto HasName = [&](const Stmt *S) {
    const TokenRange Range = T.range(S->getSourceRange());
    for (unsigned I = Range.Begin; I < Range.End; ++I)
      if (T.kind(I) == tok::identifier && T.text(I) == Name)
        return true;
    return false;
  };
  const auto Visit = [&](const auto &Self, const Stmt *S) -> bool {
    return S && ((IsAsked(S) && HasName(S)) ||
                 llvm::any_of(S->children(), [&](const Stmt *Child) { return Self(Self, Child); }));
  };
  return Visit(Visit, C.Body->getBody());
}

/// Whether a lambda of the body captures a variable of the local type \p Tag.
bool Normalizer::isCaptured(const TagDecl *Tag) const {
  return llvm::any_of(Captured, [&](const ValueDecl *Variable) {
    const TagDecl *Of = Variable->getType().getNonReferenceType()->getAsTagDecl();
    return Of && Of->getCanonicalDecl() == Tag->getCanonicalDecl();
  });
}

/// Gives the local type, or enumerator, \p Named another name where its own is taken by another
/// one, by a member of every machine, or by something that the body names outside of \p S's block.
void Normalizer::takeLocalName(const NamedDecl *Named, const DeclStmt *S) {
  const SourceLocation Where = Named->getLocation();
  const std::string Written = T.text(T.range({Where, Where}).Begin).str();
  const bool WasRenamed = Named->getName() != Written; // by another way through the body
  const auto *Tag = dyn_cast<TagDecl>(Named);
  F.InBody = F.InBody || isNamedIn(false, Written) || (Tag && isCaptured(Tag));
  if (!WasRenamed && !isMachineMember(Written) && !isNamedOutside(Named, S) &&
      LocalTypeNames.insert(Written).second)
    return;
  Mentions All(Named);
  All.TraverseStmt(C.Body->getBody());
  std::vector<TokenRange> Places;
  for (const SourceLocation Each : All.Found)
    Places.push_back(T.range({Each, Each}));
  if (const auto *Class = dyn_cast<CXXRecordDecl>(Named);
      Class && Class->hasUserDeclaredDestructor()) {
    const SourceLocation Tilde = Class->getDestructor()->getLocation();
    const unsigned Behind = T.range({Tilde, Tilde}).End;
    Places.push_back({Behind, Behind + 1});
  }
  bool CanRename = true; // not what a coroutine inside of this one names
  std::string Name = Named->getName().str();
  for (unsigned N = 2; !WasRenamed && (Name == Written || Words.contains(Name)); ++N)
    Name = Written + "_" + std::to_string(N);
  for (const TokenRange Range : Places) {
    CanRename =
        CanRename && T.text(Range.Begin) == Written &&
        llvm::none_of(Inner, [&](const Rewritten &Other) { return Other.Range.contains(Range); });
    LocalNames.push_back({Range, Name});
  }
  if (!CanRename)
    R.refuse(Where, "this local type would move out of its block, where '" + Written +
                        "' means something else; rename it");
  Words.insert(Name);
  LocalTypeNames.insert(Name);
  const_cast<NamedDecl *>(Named)->setDeclName(&Context.Idents.get(Name));
}

} // namespace costate
