// What conditions tell of locks: `if (lock.owns_lock())`, `if (!mutex.try_lock())`.
#include "check/LockStates.h"

#include "check/Types.h"

#include "clang/AST/Attr.h"

using namespace clang;

namespace costate {

/// The lock of which \p Condition tells whether it is held: it is if the condition is \p Value.
std::optional<ObjectId> LockStates::tried(const Expr *Condition, bool &Value, unsigned Depth) {
  const Expr *E = Condition->IgnoreParenImpCasts();
  if (const auto *Full = dyn_cast<FullExpr>(E))
    E = Full->getSubExpr()->IgnoreParenImpCasts();
  if (Depth > 6)
    return std::nullopt;
  if (const auto *Unary = dyn_cast<UnaryOperator>(E); Unary && Unary->getOpcode() == UO_LNot) {
    Value = !Value;
    return tried(Unary->getSubExpr(), Value, Depth + 1);
  }
  if (const auto *Cast = dyn_cast<ExplicitCastExpr>(E))
    return tried(Cast->getSubExpr(), Value, Depth + 1);
  if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isEqualityOp())
    return triedBeside(*Binary, Value, Depth);
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(E)) {
    const CXXMethodDecl *Method = Member->getMethodDecl();
    const QualType Type = Member->getObjectType();
    const bool IsGuard = !Types.guardIn(Type).isNull();
    const StringRef Name = Method && Method->getIdentifier() ? Method->getName() : "";
    if ((IsGuard && (isa_and_nonnull<CXXConversionDecl>(Method) || Name == "owns_lock" ||
                     Name == "has_value")) ||
        Name.starts_with("try_lock") || (Method && Method->hasAttr<TryAcquireCapabilityAttr>()))
      return lockObject(Member->getImplicitObjectArgument());
    return std::nullopt;
  }
  if (const auto *Call = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *Callee = calleeOf(Call);
    if (Callee && Callee->getIdentifier() && Callee->getName().ends_with("trylock") &&
        Call->getNumArgs() == 1) {
      Value = !Value;
      return Names.of(Call->getArg(0), true);
    }
    return std::nullopt;
  }
  if (const auto *Name = dyn_cast<DeclRefExpr>(E)) {
    const auto *Variable = dyn_cast<VarDecl>(Name->getDecl());
    if (Variable && Variable->getInit() && Variable->getType()->isIntegralOrEnumerationType() &&
        Variable->isLocalVarDecl())
      return tried(Variable->getInit(), Value, Depth + 1);
    if (Variable && Variable->getType()->isPointerType() &&
        !Types.guardIn(Variable->getType()->getPointeeType()).isNull())
      return Names.of(E, true);
  }
  return std::nullopt;
}

/// `mtx_trylock(&mutex) == 0`, `guard != nullptr`: what is compared with zero tells.
std::optional<ObjectId> LockStates::triedBeside(const BinaryOperator &Binary, bool &Value,
                                                unsigned Depth) {
  Expr::EvalResult Number;
  const Expr *Right = Binary.getRHS();
  if (Right->isValueDependent() || !Right->EvaluateAsRValue(Number, C.Context) ||
      !(Number.Val.isInt() || Number.Val.isLValue()))
    return std::nullopt;
  const bool IsZero = Number.Val.isInt() ? Number.Val.getInt() == 0 : Number.Val.isNullPointer();
  if (!IsZero)
    return std::nullopt;
  if (Binary.getOpcode() == BO_EQ)
    Value = !Value;
  // What C's functions return is 0 if they have the lock.
  return tried(Binary.getLHS(), Value, Depth + 1);
}

void LockStates::refine(State &S, const Expr *Condition, bool Value) {
  bool HeldIf = true;
  if (const auto Object = tried(Condition, HeldIf); Object && HeldIf != Value)
    release(S, *Object);
}

} // namespace costate
