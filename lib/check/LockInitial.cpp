// What an initialiser gives to a guard: a lock, none, or that of another guard.
#include "check/LockStates.h"

#include "check/Types.h"

#include "clang/AST/DeclTemplate.h"

using namespace clang;

namespace costate {

/// `std::defer_lock` among the arguments, or none that could be a mutex.
bool LockStates::isDeferred(ArrayRef<const Expr *> Arguments) const {
  bool Any = false;
  for (const Expr *Argument : Arguments) {
    if (isa<CXXDefaultArgExpr>(Argument))
      continue;
    const CXXRecordDecl *Record = classOf(Argument->getType());
    if (isStdClass(Record, {"defer_lock_t", "nullopt_t"}) ||
        plainName(Record) == "boost::defer_lock_t" || Argument->getType()->isNullPtrType())
      return true;
    Any |= !isStdClass(Record, {"in_place_t", "adopt_lock_t", "piecewise_construct_t"});
  }
  return !Any;
}

LockStates::Initial LockStates::initialOfParts(ArrayRef<const Expr *> Parts, unsigned Depth) {
  Initial Result;
  for (const Expr *Part : Parts) {
    if (!Part || (Types.guardIn(Part->getType()).isNull() && !isa<CXXNewExpr>(Part)))
      continue;
    Initial Of = initial(Part, Depth);
    Result.Held |= Of.Held;
    Result.From.append(Of.From);
  }
  return Result;
}

LockStates::Initial LockStates::initial(const Expr *E, unsigned Depth) {
  if (!E || Depth > 12)
    return {};
  const Expr *Inner = E->IgnoreParens();
  if (const auto *Full = dyn_cast<FullExpr>(Inner))
    return initial(Full->getSubExpr(), Depth);
  if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Inner))
    return initial(Temporary->getSubExpr(), Depth);
  if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(Inner))
    return initial(Bind->getSubExpr(), Depth);
  if (const auto *Default = dyn_cast<CXXDefaultInitExpr>(Inner))
    return initial(Default->getExpr(), Depth + 1);
  if (const auto *Cast = dyn_cast<CastExpr>(Inner);
      Cast && (Inner->isPRValue() || isa<ImplicitCastExpr>(Inner)))
    return initial(Cast->getSubExpr(), Depth);
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Inner))
    return initialOfConstruct(Construct, Depth + 1);
  if (const auto *Call = dyn_cast<CallExpr>(Inner); Call && Inner->isPRValue())
    return initialOfCall(Call, Depth + 1);
  if (const auto *List = dyn_cast<InitListExpr>(Inner))
    return initialOfParts(llvm::to_vector_of<const Expr *>(List->inits()), Depth + 1);
  if (const auto *List = dyn_cast<CXXParenListInitExpr>(Inner))
    return initialOfParts(llvm::to_vector_of<const Expr *>(List->getInitExprs()), Depth + 1);
  if (const auto *Choice = dyn_cast<AbstractConditionalOperator>(Inner))
    return initialOfParts(ArrayRef<const Expr *>{Choice->getTrueExpr(), Choice->getFalseExpr()},
                          Depth + 1);
  if (const auto *New = dyn_cast<CXXNewExpr>(Inner))
    return initial(New->getInitializer(), Depth + 1);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Inner))
    return initialOfParts(llvm::to_vector_of<const Expr *>(Lambda->capture_inits()), Depth + 1);
  if (isa<CXXUnresolvedConstructExpr, ParenListExpr>(Inner)) {
    llvm::SmallVector<const Expr *, 4> Arguments;
    for (const Stmt *Child : Inner->children())
      Arguments.push_back(cast<Expr>(Child));
    return {!isDeferred(Arguments), {}};
  }
  if (Inner->isGLValue())
    if (const auto Source = Names.of(Inner))
      return {false, {*Source}};
  return {!isa<CXXNullPtrLiteralExpr, CXXScalarValueInitExpr, ImplicitValueInitExpr>(Inner), {}};
}

LockStates::Initial LockStates::initialOfConstruct(const CXXConstructExpr *Construct,
                                                   unsigned Depth) {
  const CXXConstructorDecl *Constructor = Construct->getConstructor();
  const auto Arguments = llvm::to_vector_of<const Expr *>(
      llvm::make_range(Construct->arg_begin(), Construct->arg_end()));
  if (Constructor->isCopyOrMoveConstructor() && Construct->getNumArgs() > 0) {
    const Expr *Source = Construct->getArg(0)->IgnoreParens();
    if (const auto *Temporary = dyn_cast<MaterializeTemporaryExpr>(Source->IgnoreImpCasts()))
      return initial(Temporary->getSubExpr(), Depth);
    if (Source->isPRValue())
      return initial(Source, Depth);
    return {false, {Names.temporary(Construct)}}; // where construct() put what it has taken
  }
  const CXXRecordDecl *Class = Constructor->getParent();
  if (Types.isGuard(Construct->getType())) {
    const bool IsStd =
        Class->isInStdNamespace() || StringRef(plainName(Class)).starts_with("boost::");
    return {!IsStd || !isDeferred(Arguments), {}};
  }
  if (!Class->isInStdNamespace())
    return initialOfClass(Construct, Depth);
  Initial Result = initialOfParts(Arguments, Depth);
  if (llvm::any_of(Arguments, [&](const Expr *Argument) {
        return !Types.guardIn(Argument->getType()).isNull() ||
               isa<CXXNewExpr>(Argument->IgnoreParenImpCasts());
      })) {
    if (!Result.From.empty())
      Result.From.push_back(Names.temporary(Construct));
    return Result;
  }
  return {!isDeferred(Arguments), {}};
}

static bool callsLock(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(S))
    if (const CXXMethodDecl *Method = Call->getMethodDecl();
        Method && Method->getIdentifier() && Method->getName() == "lock")
      return true;
  return llvm::any_of(S->children(), callsLock);
}

/// What the constructor of a class of the program's own does with the guard in it.
LockStates::Initial LockStates::initialOfClass(const CXXConstructExpr *Construct, unsigned Depth) {
  const FunctionDecl *Definition = nullptr;
  if (!Construct->getConstructor()->hasBody(Definition))
    return {!Construct->getConstructor()->isDefaulted(), {}};
  Initial Result;
  for (const CXXCtorInitializer *Init : cast<CXXConstructorDecl>(Definition)->inits()) {
    const bool Holds =
        Init->isDelegatingInitializer() ||
        (Init->isBaseInitializer() && !Types.guardIn(QualType(Init->getBaseClass(), 0)).isNull()) ||
        (Init->isAnyMemberInitializer() &&
         !Types.guardIn(Init->getAnyMember()->getType()).isNull());
    if (!Holds)
      continue;
    Initial Of = initial(Init->getInit(), Depth);
    Result.Held |= Of.Held || !Of.From.empty(); // of a parameter
  }
  Result.Held |= callsLock(Definition->getBody());
  return Result;
}

LockStates::Initial LockStates::initialOfCall(const CallExpr *Call, unsigned Depth) {
  const auto Arguments =
      llvm::to_vector_of<const Expr *>(llvm::make_range(Call->arg_begin(), Call->arg_end()));
  if (callsStd(Call, "make_unique") || callsStd(Call, "make_shared") ||
      callsStd(Call, "make_optional")) {
    const FunctionDecl *Callee = calleeOf(Call);
    const QualType Made = typeArgument(Callee->getReturnType(), 0);
    if (!Made.isNull() && !Types.isGuard(Made))
      if (const Initial Parts = initialOfParts(Arguments, Depth); Parts.Held)
        return Parts;
    return {!isDeferred(Arguments), {}};
  }
  // A function that makes a guard: what it returns tells, where its body is known.
  const FunctionDecl *Definition = nullptr;
  if (const FunctionDecl *Callee = calleeOf(Call);
      Callee && Callee->hasBody(Definition) && Depth < 4)
    if (const auto *Body = dyn_cast<CompoundStmt>(Definition->getBody()); Body && Body->size() == 1)
      if (const auto *Return = dyn_cast<ReturnStmt>(Body->body_front());
          Return && Return->getRetValue())
        return {initial(Return->getRetValue(), Depth + 1).Held, {}};
  return {true, {}};
}

} // namespace costate
