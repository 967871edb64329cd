#include "report/Describe.h"

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace costate {
namespace {

/// The calls of coroutines in an expression, outside of lambdas.
class CalleeFinder : public RecursiveASTVisitor<CalleeFinder> {
public:
  bool VisitCallExpr(CallExpr *Call) {
    if (const FunctionDecl *Callee = Call->getDirectCallee())
      if (const FunctionDecl *Defined = Callee->getDefinition();
          Defined && isa_and_nonnull<CoroutineBodyStmt>(Defined->getBody()))
        Found.push_back(Call);
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
  // What those inside await is over.
  bool TraverseCoawaitExpr(CoawaitExpr * /*Await*/) { return true; }
  bool TraverseDependentCoawaitExpr(DependentCoawaitExpr * /*Await*/) { return true; }
  bool TraverseCoyieldExpr(CoyieldExpr * /*Yield*/) { return true; }

  std::vector<const CallExpr *> Found;

private:
  llvm::SmallPtrSet<const VarDecl *, 4> Seen;
};

} // namespace

std::vector<const CallExpr *> awaitedCalls(const Expr &Await) {
  CalleeFinder Finder;
  if (const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(&Await))
    Finder.TraverseStmt(const_cast<Expr *>(Suspend->getOperand()));
  else if (const auto *Dependent = dyn_cast<DependentCoawaitExpr>(&Await))
    Finder.TraverseStmt(Dependent->getOperand());
  return std::move(Finder.Found);
}

std::string qualifiedName(const FunctionDecl &Function, const ASTContext &Context) {
  PrintingPolicy Policy = Context.getPrintingPolicy();
  Policy.SuppressTagKeyword = true;
  std::string Name;
  llvm::raw_string_ostream OS(Name);
  Function.getNameForDiagnostic(OS, Policy, true);
  return Name;
}

} // namespace costate
