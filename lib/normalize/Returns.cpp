// co_return without awaits in its operand.
#include "normalize/Normalizer.h"

#include "normalize/Evaluation.h"

#include "clang/AST/ExprCXX.h"

using namespace clang;

namespace costate {

/// What a co_return without awaits calls ([stmt.return.coroutine]/2).
Piece Normalizer::returnCode(const CoreturnStmt *Return) {
  Piece P;
  const Expr *Operand = Return->getOperand();
  if (Operand && mayBeVoid(Operand)) {
    P = returnEither(asOperand(Operand, text(Operand)));
  } else if (Operand && Operand->getType()->isVoidType() && !isa<InitListExpr>(Operand)) {
    P.add(text(Operand)).text("; ").add(promise()).text(".return_void();");
  } else if (Operand) {
    P.add(promise()).text(".return_value(");
    // [stmt.return.coroutine], [class.copy.elision]/3: a local is moved from.
    const auto *Call = dyn_cast_or_null<CallExpr>(Return->getPromiseCall()->IgnoreImplicit());
    const FunctionDecl *Function = Call ? Call->getDirectCallee() : nullptr;
    // A scalar is the same moved, unless a template is told.
    const bool Plain =
        Operand->getType()->isScalarType() && Function && !Function->isTemplateInstantiation();
    const bool Implicit = !Plain && movesName(Return->getPromiseCall());
    P.text(Implicit ? "std::move(" : "")
        .add(asOperand(Operand, text(Operand)))
        .text(Implicit ? ")" : "");
    if (Call)
      P.text(positionArguments({Call->getArgs(), Call->getNumArgs()}));
    P.text(");");
  } else {
    P.add(promise()).text(".return_void();");
  }
  return P;
}

void Normalizer::collectReturn(const CoreturnStmt *Return, std::vector<Hole> &Holes) {
  Piece P = Piece::of("{ ").add(returnCode(Return)).text(" ");
  Part J(PartKind::Jump);
  J.To = {JumpKind::Return, nullptr, nullptr, Return->getBeginLoc()};
  P.Parts.push_back(std::move(J));
  P.text(" }");
  Holes.push_back({T.withSemicolon(T.range(Return->getSourceRange())), std::move(P)});
}

} // namespace costate
