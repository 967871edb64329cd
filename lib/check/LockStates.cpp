#include "check/LockStates.h"

#include "check/Types.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"

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

} // namespace costate
