// What the names of a body mean by a declaration in it, where types that are written in front of
// the machine use those names:
//
//   template <class T> task<> wait(T count) {      using namespace std::chrono_literals;
//     using namespace std::chrono_literals;        struct wait_machine {
//     auto time = count * 5ms;               ->      struct Body { decltype(count * 5ms) time; };
//     co_await time;                                 ...
//
// So it is where the type of an awaiter has no name.
//
// Such a declaration stands in both places. In front of the machine it holds for the whole body: it
// stays where it is alone if that could change what another name means.
#include "normalize/Normalizer.h"

#include "source/Types.h"

using namespace clang;

namespace costate {
namespace {

/// The block that \p S is a statement of.
const CompoundStmt *blockAround(const Stmt *In, const Stmt *S) {
  if (!In || isa<LambdaExpr>(In))
    return nullptr;
  for (const Stmt *Child : In->children()) {
    if (Child == S)
      return dyn_cast<CompoundStmt>(In);
    if (const CompoundStmt *Block = blockAround(Child, S))
      return Block;
  }
  return nullptr;
}

/// Whether \p D makes something of the name \p Name visible.
bool introduces(const Decl *D, DeclarationName Name) {
  if (const auto *Directive = dyn_cast<UsingDirectiveDecl>(D))
    return !Directive->getNominatedNamespace()->lookup(Name).empty();
  if (const auto *Enum = dyn_cast<UsingEnumDecl>(D))
    return llvm::any_of(Enum->getEnumDecl()->enumerators(),
                        [&](const EnumConstantDecl *Each) { return Each->getDeclName() == Name; });
  return cast<NamedDecl>(D)->getDeclName() == Name;
}

/// Whether types of what \p S makes follow from expressions, or closures may be made in functions.
bool hasUnnamedTypes(const Stmt *S, const FunctionDecl *In, const ASTContext &Context) {
  if (!S)
    return false;
  if (isa<LambdaExpr>(S))
    return true;
  if (const auto *Await = dyn_cast<CoroutineSuspendExpr>(S); Await && Await->getCommonExpr())
    if (!isNameable(Await->getCommonExpr()->getType(), In, Context))
      return true;
  if (const auto *Declaration = dyn_cast<DeclStmt>(S))
    for (const Decl *D : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D);
          Variable && !isNameable(Variable->getType().getNonReferenceType(), In, Context))
        return true;
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return hasUnnamedTypes(Child, In, Context); });
}

} // namespace

/// Whether a name outside of the scope of \p D, which \p S declares, could mean it.
bool Normalizer::isNamedOutside(const Decl *D, const DeclStmt *S) const {
  const CompoundStmt *Block = blockAround(C.Body->getBody(), S);
  if (!Block)
    return true;
  const TokenRange Scope = {T.range(S->getSourceRange()).Begin,
                            T.range(Block->getSourceRange()).End};
  const TokenRange Body = T.range(C.BodyRange);
  for (unsigned I = Body.Begin; I < Body.End; ++I) {
    if (T.kind(I) != tok::identifier || (I >= Scope.Begin && I < Scope.End))
      continue;
    const tok::TokenKind Before = T.kind(I - 1);
    if (Before != tok::coloncolon && Before != tok::period && Before != tok::arrow &&
        introduces(D, &Context.Idents.get(T.text(I))))
      return true;
  }
  return false;
}

/// Puts a using-directive, using-declaration or alias of a namespace in front of the machine, too.
void Normalizer::declareNames(const Decl *D, const DeclStmt *S) {
  if (!isa<UsingDirectiveDecl, UsingDecl, UsingEnumDecl, NamespaceAliasDecl>(D) ||
      !(C.IsDependent || HasLocalClasses ||
        hasUnnamedTypes(C.Body->getBody(), C.Function, Context)) ||
      isNamedOutside(D, S))
    return;
  F.Types.push_back({D, text(S, true), ""});
  F.InBody = true;
}

} // namespace costate
