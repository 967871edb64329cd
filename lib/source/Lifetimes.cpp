#include "source/Lifetimes.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

bool extendsTemporary(const Stmt *S, const VarDecl *Variable) {
  if (!S || isa<LambdaExpr>(S))
    return false;
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(S);
      Temporary && Temporary->getExtendingDecl() == Variable)
    return true;
  return llvm::any_of(S->children(),
                      [&](const Stmt *Child) { return extendsTemporary(Child, Variable); });
}

} // namespace costate
