#include "report/Describe.h"

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace costate {
namespace {

/// The functions that are called in an expression, outside of lambdas.
class CalleeFinder : public RecursiveASTVisitor<CalleeFinder> {
public:
  bool VisitCallExpr(CallExpr *Call) {
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      if (const FunctionDecl *Defined = Callee->getDefinition();
          Defined && isa_and_nonnull<CoroutineBodyStmt>(Defined->getBody()) &&
          !llvm::is_contained(Found, Defined))
        Found.push_back(Defined);
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Name) {
    // `auto job = fetch(); co_await job;`
    if (const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
        Variable && Variable->isLocalVarDecl() && Variable->hasInit() &&
        Seen.insert(Variable).second)
      TraverseStmt(const_cast<Expr *>(Variable->getInit()));
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr * /*Lambda*/) { return true; }
  bool TraverseCoawaitExpr(CoawaitExpr *Await) { return TraverseStmt(Await->getOperand()); }

  std::vector<const FunctionDecl *> Found;

private:
  llvm::SmallPtrSet<const VarDecl *, 4> Seen;
};

} // namespace

std::vector<const FunctionDecl *> awaitedCoroutines(const Expr &Await) {
  CalleeFinder Finder;
  if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(&Await))
    Finder.TraverseStmt(const_cast<Expr *>(Suspend->getOperand()));
  else if (const auto *Dependent = dyn_cast<DependentCoawaitExpr>(&Await))
    Finder.TraverseStmt(Dependent->getOperand());
  return std::move(Finder.Found);
}

} // namespace costate
