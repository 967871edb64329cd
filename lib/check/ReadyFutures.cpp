#include "check/ReadyFutures.h"

#include "check/Types.h"

using namespace clang;

namespace costate {

bool ReadyFutures::State::join(const State &Other) {
  return std::erase_if(Ready, [&](ObjectId Each) { return !Other.Ready.contains(Each); }) != 0;
}

static StringRef nameOf(const CXXMemberCallExpr *Call) {
  const CXXMethodDecl *Method = Call->getMethodDecl();
  return Method && Method->getIdentifier() ? Method->getName() : "";
}

static bool isFuture(QualType Type) {
  const CXXRecordDecl *Record = classOf(Type);
  return Record && Record->getIdentifier() && Record->getName().ends_with("future");
}

void ReadyFutures::transfer(State &S, const Event &E) {
  const auto Forget = [&](ObjectId Object) {
    std::erase_if(S.Ready, [&](ObjectId Each) { return Names.overlap(Each, Object); });
  };
  if (S.Ready.empty() || E.Kind != EventKind::Evaluate)
    return;
  if (const auto *Declaration = dyn_cast<DeclStmt>(E.Code)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        Forget(Names.variable(Variable));
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E.Code);
             Operator && Operator->getOperator() == OO_Equal && Operator->getNumArgs() == 2) {
    if (const auto To = Names.of(Operator->getArg(0)))
      Forget(*To);
  }
}

bool ReadyFutures::isReady(const State &S, const CallExpr &Call) {
  const auto *Member = dyn_cast<CXXMemberCallExpr>(&Call);
  if (S.Ready.empty() || !Member || !isFuture(Member->getObjectType()))
    return false;
  const Expr *Object = Member->getImplicitObjectArgument();
  const auto Asked = Names.of(Object, Object->getType()->isPointerType());
  return Asked && S.Ready.contains(*Asked);
}

/// The future of which \p Condition tells whether it is ready: it is if the condition is \p Value.
std::optional<ObjectId> ReadyFutures::asked(const Expr *Condition, bool &Value, unsigned Depth) {
  const Expr *E = Condition->IgnoreUnlessSpelledInSource();
  if (Depth > 6)
    return std::nullopt;
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_LNot) {
    Value = !Value;
    return asked(Unary->getSubExpr(), Value, Depth + 1);
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isEqualityOp()) {
    const auto IsReady = [](const Expr *Side) {
      const auto *Name = dyn_cast<DeclRefExpr>(Side->IgnoreParenImpCasts());
      const auto *Constant = Name ? dyn_cast<EnumConstantDecl>(Name->getDecl()) : nullptr;
      return Constant && Constant->getName() == "ready";
    };
    const Expr *Status = IsReady(Binary->getRHS())   ? Binary->getLHS()
                         : IsReady(Binary->getLHS()) ? Binary->getRHS()
                                                     : nullptr;
    if (!Status)
      return std::nullopt;
    if (Binary->getOpcode() == BO_NE)
      Value = !Value;
    return asked(Status, Value, Depth + 1);
  }
  if (const auto *Name = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
    return Variable && Variable->getInit() && Variable->isLocalVarDecl() &&
                   Variable->getType()->isIntegralOrEnumerationType()
               ? asked(Variable->getInit(), Value, Depth + 1)
               : std::nullopt;
  }
  const auto *Call = dyn_cast<CXXMemberCallExpr>(E);
  if (!Call || !isFuture(Call->getObjectType()))
    return std::nullopt;
  const StringRef Asks = nameOf(Call);
  if (Asks != "wait_for" && Asks != "wait_until" && Asks != "is_ready")
    return std::nullopt;
  const Expr *Object = Call->getImplicitObjectArgument();
  return Names.of(Object, Object->getType()->isPointerType());
}

void ReadyFutures::refine(State &S, const Expr *Condition, bool Value) {
  bool ReadyIf = true;
  if (const auto Object = asked(Condition, ReadyIf); Object && ReadyIf == Value)
    S.Ready.insert(*Object);
}

} // namespace costate
