// Types in the text of a body that name its variables, which may be references to their storage in
// the output.
//
//   decltype(total) more = 1;   ->   int more = 1;
#include "normalize/Normalizer.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace costate {
namespace {

/// Finds `decltype(name)` in a written type.
class DecltypeFinder : public RecursiveASTVisitor<DecltypeFinder> {
public:
  std::vector<DecltypeTypeLoc> Found;
  bool VisitDecltypeTypeLoc(DecltypeTypeLoc Type) {
    Found.push_back(Type);
    return true;
  }
};

} // namespace

void Normalizer::collectTypes(const Stmt *S, std::vector<Hole> &Holes) {
  collectStatics(S, Holes);
  DecltypeFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(S));
  // A local type moves to where the variables are not.
  const auto *Declaration = dyn_cast<DeclStmt>(S);
  const bool Moves = !C.IsDependent && Declaration && isa<TypeDecl>(*Declaration->decl_begin());
  for (const DecltypeTypeLoc Found : Finder.Found)
    if (Moves && !Found.getType()->isUndeducedType() && isNameable(Found.getType()) &&
        !hasNoName(Found.getType().getCanonicalType()))
      Holes.push_back({T.range({Found.getDecltypeLoc(), Found.getRParenLoc()}),
                       Piece::of(typeName(Found.getType().getCanonicalType()))});
    else
      collectType(Found, Holes);
}

/// `decltype(name)`: the variable may be a reference to its storage in the output, where decltype
/// would tell.
void Normalizer::collectType(DecltypeTypeLoc Type, std::vector<Hole> &Holes) {
  const auto *Name = dyn_cast<DeclRefExpr>(Type.getUnderlyingExpr()->IgnoreImpCasts());
  if (!Name || isa<ParenExpr>(Type.getUnderlyingExpr())) {
    if (C.IsDependent) // the variables in it may be references to their storage
      collect(Type.getUnderlyingExpr(), Holes);
    return;
  }
  const TokenRange Range = T.range({Type.getDecltypeLoc(), Type.getRParenLoc()});
  if (const auto *Binding = dyn_cast<BindingDecl>(Name->getDecl()); Binding && C.IsDependent)
    return collectTypeOfBinding(Binding, Range, Holes);
  if (const QualType Known = Type.getType().getCanonicalType();
      isa<BindingDecl>(Name->getDecl()) && isNameable(Known) && !hasNoName(Known))
    return Holes.push_back({Range, Piece::of(typeName(Known))});
  const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
  if (!Variable || !Tracked.contains(Variable))
    return;
  if (C.IsDependent) {
    Part P(PartKind::TypeOfUse);
    P.Id = Tracked[Variable];
    P.Range = Range;
    Holes.push_back({P.Range, {{P}}});
    return;
  }
  const std::string Spelled = Variable->getType().getAsString(Context.getPrintingPolicy());
  if (Spelled.find("(lambda") != std::string::npos)
    Holes.push_back(
        {Range,
         Piece::of("std::remove_reference_t<decltype(").use(Tracked[Variable], false).text(")>")});
  else
    Holes.push_back({Range, Piece::of(typeName(Variable->getType()))});
}

/// ... in a lambda, whose other text is kept as it is.
void Normalizer::collectTypesOfNames(const LambdaExpr *Lambda, std::vector<Hole> &Holes) {
  DecltypeFinder Finder;
  Finder.TraverseStmt(const_cast<LambdaExpr *>(Lambda));
  for (const DecltypeTypeLoc Found : Finder.Found)
    if (isa<DeclRefExpr>(Found.getUnderlyingExpr()->IgnoreImpCasts()))
      collectType(Found, Holes);
}

/// The text of a written type, in which the body's variables may be named.
Piece Normalizer::typeText(TypeLoc Type) {
  DecltypeFinder Finder;
  Finder.TraverseTypeLoc(Type);
  std::vector<Hole> Holes;
  for (const DecltypeTypeLoc Found : Finder.Found)
    collectType(Found, Holes);
  return fill(T.range(Type.getSourceRange()), std::move(Holes));
}

/// Whether \p Type names, in a decltype, variables of the body or the object.
bool Normalizer::namesVariables(TypeLoc Type) const {
  DecltypeFinder Finder;
  Finder.TraverseTypeLoc(Type);
  const auto Names = [&](const auto &Self, const Stmt *S) -> bool {
    const auto *Name = dyn_cast_or_null<DeclRefExpr>(S);
    if (Name && isa<BindingDecl>(Name->getDecl()))
      return true;
    const auto *Member = dyn_cast_or_null<CXXDependentScopeMemberExpr>(S);
    if (isa_and_nonnull<CXXThisExpr>(S) || (Member && Member->isImplicitAccess()))
      return F.Object != None;
    const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    if (Variable && Tracked.contains(Variable))
      return !Variable->isParameterPack();
    return S && llvm::any_of(S->children(), [&](const Stmt *Child) { return Self(Self, Child); });
  };
  return llvm::any_of(Finder.Found, [&](const DecltypeTypeLoc Found) {
    return Names(Names, Found.getUnderlyingExpr());
  });
}

} // namespace costate
