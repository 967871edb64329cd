#include "check/LockStates.h"

#include "check/Types.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;

namespace costate {

bool LockStates::State::join(const State &Other) {
  const size_t Before = Held.size();
  Held.insert(Other.Held.begin(), Other.Held.end());
  return Held.size() != Before;
}

LockStates::LockStates(const CheckedCoroutine &C) : C(C), Types(C.Context, C.Config) {
  // What a function is given by value is its own matter from the call on.
  llvm::SmallPtrSet<const Expr *, 8> Given;
  for (const FlowBlock &Block : C.Events.blocks())
    for (const Event &E : Block.Events) {
      const auto *Call = dyn_cast_or_null<CallExpr>(E.Code);
      const FunctionDecl *Callee = calleeOf(Call);
      if (!Callee)
        continue;
      const unsigned First = isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
      for (unsigned I = First; I < Call->getNumArgs() && I - First < Callee->getNumParams(); ++I)
        if (!Callee->getParamDecl(I - First)->getType()->isReferenceType())
          Given.insert(Call->getArg(I)->IgnoreImpCasts());
    }
  for (const FlowBlock &Block : C.Events.blocks())
    for (const Event &E : Block.Events)
      if (E.Kind == EventKind::DestroyObject && !Given.contains(cast<Expr>(E.Code)))
        Temporaries.insert(cast<Expr>(E.Code));
}

LockStates::State LockStates::entry() {
  State S;
  for (const ParmVarDecl *Parameter : C.Function.parameters())
    if (!Parameter->getType()->isReferenceType())
      if (const QualType Guard = Types.guardIn(Parameter->getType()); !Guard.isNull())
        take(S, Names.variable(Parameter), Parameter->getLocation(), Parameter->getType(),
             Parameter);
  if (C.Lambda)
    for (const LambdaCapture &Capture : C.Lambda->captures())
      if (Capture.capturesVariable() && Capture.getCaptureKind() == LCK_ByCopy)
        if (const auto *Variable = dyn_cast<VarDecl>(Capture.getCapturedVar());
            Variable && !Types.guardIn(Variable->getType()).isNull())
          take(S, Names.variable(Variable), Capture.getLocation(), Variable->getType());
  return S;
}

void LockStates::take(State &S, ObjectId Object, SourceLocation At, QualType Type,
                      const VarDecl *Variable) {
  const LockSite Site{At, Object, Type, Variable};
  const auto Known =
      llvm::find_if(Sites, [&](const LockSite &Each) { return Each.key() == Site.key(); });
  const unsigned Number = Known - Sites.begin();
  if (Number == Sites.size())
    Sites.push_back(Site);
  S.Held.insert({Object, Number});
}

void LockStates::release(State &S, ObjectId Object) {
  std::erase_if(S.Held, [&](const auto &Each) { return Names.overlap(Each.first, Object); });
}

void LockStates::transfer(State &S, const Event &E) {
  switch (E.Kind) {
  case EventKind::Evaluate:
    evaluate(S, E.Code);
    return;
  case EventKind::Destroy:
    std::erase_if(S.Held, [&](const auto &Each) {
      return Names.isIn(Each.first, E.Variable->getCanonicalDecl());
    });
    return;
  case EventKind::DestroyObject:
    std::erase_if(S.Held,
                  [&](const auto &Each) { return Names.isIn(Each.first, cast<Expr>(E.Code)); });
    return;
  case EventKind::Unwind: {
    const SourceRange Try = E.Code->getSourceRange();
    std::erase_if(S.Held,
                  [&](const auto &Each) { return Names.isWithin(Each.first, Try, C.sources()); });
    return;
  }
  case EventKind::Suspend:
    return;
  }
}

void LockStates::evaluate(State &S, const Stmt *Code) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(Code)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        declare(S, *Variable);
  } else if (const auto *Construct = dyn_cast<CXXConstructExpr>(Code)) {
    construct(S, *Construct);
  } else if (const auto *Temporary = dyn_cast<CXXBindTemporaryExpr>(Code)) {
    if (Temporaries.contains(Temporary) && !Types.guardIn(Temporary->getType()).isNull()) {
      const ObjectId Object = Names.temporary(Temporary);
      initialise(S, Object, initial(Temporary->getSubExpr()),
                 {Temporary->getExprLoc(), Object, Temporary->getType()});
    }
  } else if (const auto *Assignment = dyn_cast<CXXOperatorCallExpr>(Code);
             Assignment && Assignment->getOperator() == OO_Equal) {
    assign(S, *Assignment);
  } else if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Code)) {
    moveArguments(S, *Member);
    callMember(S, *Member);
  } else if (const auto *Call = dyn_cast<CallExpr>(Code)) {
    moveArguments(S, *Call);
    callFree(S, *Call);
  } else if (const auto *Delete = dyn_cast<CXXDeleteExpr>(Code)) {
    if (const auto Object = Names.of(Delete->getArgument(), true))
      release(S, *Object);
  } else if (const auto *Binary = dyn_cast<BinaryOperator>(Code);
             Binary && Binary->getOpcode() == BO_Assign &&
             isa<CXXNewExpr>(Binary->getRHS()->IgnoreParenImpCasts())) {
    const auto Object = Names.of(Binary->getLHS(), true);
    const QualType Type = Binary->getLHS()->getType()->getPointeeType();
    if (Object && !Type.isNull() && !Types.guardIn(Type).isNull())
      initialise(S, *Object, initial(Binary->getRHS()), {Binary->getExprLoc(), *Object, Type});
  }
}

void LockStates::declare(State &S, const VarDecl &Variable) {
  const Expr *Init = Variable.getInit();
  if (!Init || Variable.isStaticLocal())
    return;
  const QualType Type = Variable.getType();
  if (Type->isPointerType()) {
    const auto *New = dyn_cast<CXXNewExpr>(Init->IgnoreParenImpCasts());
    if (New && !Types.guardIn(New->getAllocatedType()).isNull())
      initialise(S, Names.pointee(&Variable), initial(New),
                 {Variable.getLocation(), Names.pointee(&Variable), New->getAllocatedType()});
    return;
  }
  if (Types.guardIn(Type.getNonReferenceType()).isNull())
    return;
  if (Type->isReferenceType() && !Init->IgnoreImpCasts()->IgnoreParens()->isPRValue() &&
      !isa<MaterializeTemporaryExpr>(Init->IgnoreImpCasts()) && !isa<ExprWithCleanups>(Init))
    return; // another name
  if (Type->isReferenceType() && Names.of(Init) && !Temporaries.empty())
    release(S, *Names.of(Init));
  const ObjectId Object = Names.variable(&Variable);
  initialise(S, Object, initial(Init),
             {Variable.getLocation(), Object, Type.getNonReferenceType(), &Variable});
}

void LockStates::initialise(State &S, ObjectId Object, const Initial &From, LockSite Site) {
  std::set<unsigned> Taken;
  for (const ObjectId Source : From.From)
    for (const auto &[Held, Number] : S.Held)
      if (Names.overlap(Held, Source))
        Taken.insert(Number);
  for (const ObjectId Source : From.From)
    release(S, Source);
  release(S, Object);
  if (From.Held)
    take(S, Object, Site.At, Site.Type, Site.Variable);
  else if (!Taken.empty()) // the place where it is held now, and was taken
    take(S, Object, Site.At, Site.Type, Site.Variable);
}

/// A guard that is made from another takes its lock along.
void LockStates::construct(State &S, const CXXConstructExpr &Construct) {
  if (Construct.getNumArgs() == 0 || Types.guardIn(Construct.getType()).isNull())
    return;
  // With std::adopt_lock, the guard is responsible for what was locked before.
  if (llvm::any_of(Construct.arguments(), [](const Expr *Argument) {
        return isStdClass(classOf(Argument->getType()), {"adopt_lock_t"});
      }))
    for (const Expr *Argument : Construct.arguments())
      if (const auto Mutex = Names.of(Argument))
        release(S, *Mutex);
  const ObjectId Value = Names.temporary(&Construct);
  std::set<unsigned> Taken;
  for (const Expr *Argument : Construct.arguments()) {
    if (!Argument->isXValue() || Types.guardIn(Argument->getType()).isNull())
      continue;
    const auto Source = Names.of(Argument);
    if (!Source)
      continue;
    for (const auto &[Held, Number] : S.Held)
      if (Names.overlap(Held, *Source))
        Taken.insert(Number);
    release(S, *Source);
  }
  Values.insert(Value);
  std::erase_if(S.Held, [&](const auto &Each) { return Each.first == Value; });
  for (const unsigned Number : Taken)
    S.Held.insert({Value, Number});
}

void LockStates::assign(State &S, const CXXOperatorCallExpr &Call) {
  if (Call.getNumArgs() != 2 || Types.guardIn(Call.getArg(0)->getType()).isNull())
    return;
  const auto Object = Names.of(Call.getArg(0));
  if (!Object)
    return;
  const Expr *Source = Call.getArg(1);
  Initial From;
  if (Source->isXValue() && !isa<MaterializeTemporaryExpr>(Source->IgnoreImpCasts())) {
    if (const auto Other = Names.of(Source))
      From.From.push_back(*Other);
  } else {
    From = initial(Source);
  }
  initialise(S, *Object, From, {Call.getBeginLoc(), *Object, Call.getArg(0)->getType()});
}

/// `std::move(lock)` for a parameter that is a reference: the function takes the lock.
void LockStates::moveArguments(State &S, const CallExpr &Call) {
  if (callsStd(&Call, "move") || callsStd(&Call, "forward"))
    return;
  for (const Expr *Argument : Call.arguments())
    if (Argument->isXValue() && !Types.guardIn(Argument->getType()).isNull())
      if (const auto Object = Names.of(Argument))
        release(S, *Object);
}

/// The guard or mutex that a member function is called on; what an optional or a smart pointer owns
/// counts as itself.
std::optional<ObjectId> LockStates::lockObject(const Expr *Object) {
  Object = Object->IgnoreParenImpCasts();
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Object);
      Operator && (Operator->getOperator() == OO_Star || Operator->getOperator() == OO_Arrow) &&
      isStdOwner(classOf(Operator->getArg(0)->getType())) &&
      !Types.guardIn(Operator->getArg(0)->getType()).isNull())
    return Names.of(Operator->getArg(0));
  return Names.of(Object, Object->getType()->isPointerType());
}

void LockStates::callMember(State &S, const CXXMemberCallExpr &Call) {
  const CXXMethodDecl *Method = Call.getMethodDecl();
  if (!Method || !Method->getIdentifier())
    return;
  const auto Object = lockObject(Call.getImplicitObjectArgument());
  if (!Object)
    return;
  const QualType Type = Call.getObjectType();
  const StringRef Name = Method->getName();
  if (const QualType Guard = Types.guardIn(Type); !Guard.isNull())
    return callOnGuard(S, Call, *Object, Name, Type);
  const bool Takes = llvm::StringSwitch<bool>(Name)
                         .Cases({"lock", "lock_shared", "lock_upgrade"}, true)
                         .StartsWith("try_lock", true)
                         .Default(false);
  const bool Releases = Name == "unlock" || Name == "unlock_shared" || Name == "unlock_upgrade";
  if (Method->hasAttr<AcquireCapabilityAttr>() || Method->hasAttr<TryAcquireCapabilityAttr>() ||
      (Takes && Types.isMutex(Type)))
    take(S, *Object, Call.getExprLoc(), Type);
  else if (Method->hasAttr<ReleaseCapabilityAttr>() || (Releases && Types.isMutex(Type)))
    release(S, *Object);
}

/// A member function of a guard, or of what owns one.
void LockStates::callOnGuard(State &S, const CXXMemberCallExpr &Call, ObjectId Object,
                             StringRef Name, QualType Type) {
  const auto Arguments =
      llvm::to_vector_of<const Expr *>(llvm::make_range(Call.arg_begin(), Call.arg_end()));
  const LockSite Site{Call.getExprLoc(), Object, Type};
  if (Name == "lock" || Name == "lock_shared" || Name.starts_with("try_lock")) {
    take(S, Object, Site.At, Type);
  } else if (Name.contains_insensitive("unlock") || Name == "release" || Name == "clear" ||
             Name == "Release" || Name.starts_with("pop")) {
    release(S, Object);
  } else if (Name == "swap" && Call.getNumArgs() == 1) {
    if (const auto Other = Names.of(Call.getArg(0)))
      swap(S, Object, *Other);
  } else if (Name == "reset") {
    initialise(S, Object,
               Arguments.empty() || isa<CXXDefaultArgExpr>(Arguments.front())
                   ? Initial{}
                   : initial(Arguments.front()),
               Site);
  } else if (Name == "emplace" || Name == "emplace_back" || Name == "push_back" || Name == "push" ||
             Name == "insert") {
    const bool Held = initialOfParts(Arguments, 0).Held || !isDeferred(Arguments);
    if (Held)
      take(S, Object, Site.At, Type);
  }
}

void LockStates::swap(State &S, ObjectId Left, ObjectId Right) {
  std::set<std::pair<ObjectId, unsigned>> Swapped;
  for (const auto &[Object, Number] : S.Held)
    Swapped.insert({Object == Left ? Right : Object == Right ? Left : Object, Number});
  S.Held = std::move(Swapped);
}

void LockStates::callFree(State &S, const CallExpr &Call) {
  const FunctionDecl *Callee = calleeOf(&Call);
  if (!Callee || !Callee->getIdentifier() || Call.getNumArgs() == 0)
    return;
  const StringRef Name = Callee->getName();
  if (callsStd(&Call, "lock") || callsStd(&Call, "try_lock")) {
    for (const Expr *Argument : Call.arguments())
      if (const auto Object = Names.of(Argument))
        take(S, *Object, Argument->getExprLoc(), Argument->getType());
    return;
  }
  if (callsStd(&Call, "swap") && Call.getNumArgs() == 2) {
    const auto Left = Names.of(Call.getArg(0));
    const auto Right = Names.of(Call.getArg(1));
    if (Left && Right)
      swap(S, *Left, *Right);
    return;
  }
  const bool IsC = Name.starts_with("pthread_") || Name.starts_with("mtx_");
  const bool Takes = Name.ends_with("lock") && !Name.ends_with("unlock");
  if (!IsC || (!Takes && !Name.ends_with("unlock") && !Name.ends_with("rdlock")))
    return;
  const Expr *Pointer = Call.getArg(0);
  const auto Object = Names.of(Pointer, true);
  if (!Object)
    return;
  if (Name.ends_with("unlock"))
    release(S, *Object);
  else
    take(S, *Object, Call.getExprLoc(),
         Pointer->IgnoreParenImpCasts()->getType()->getPointeeType());
}

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
  if (const auto *Binary = dyn_cast<BinaryOperator>(E); Binary && Binary->isEqualityOp()) {
    Expr::EvalResult Number;
    const Expr *Right = Binary->getRHS();
    if (Right->isValueDependent() || !Right->EvaluateAsRValue(Number, C.Context) ||
        !(Number.Val.isInt() || Number.Val.isLValue()))
      return std::nullopt;
    const bool IsZero = Number.Val.isInt() ? Number.Val.getInt() == 0 : Number.Val.isNullPointer();
    if (!IsZero)
      return std::nullopt;
    if (Binary->getOpcode() == BO_EQ)
      Value = !Value;
    // What C's functions return is 0 if they have the lock.
    return tried(Binary->getLHS(), Value, Depth + 1);
  }
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

void LockStates::refine(State &S, const Expr *Condition, bool Value) {
  bool HeldIf = true;
  if (const auto Object = tried(Condition, HeldIf); Object && HeldIf != Value)
    release(S, *Object);
}

} // namespace costate
