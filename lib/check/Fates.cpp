// What becomes of a task, and of the closure of a lambda that makes tasks: what is around the
// expression tells, up to the statement.
#include "check/Tasks.h"

#include "check/Types.h"

#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace costate {

bool waitsForTask(const FunctionDecl *Callee) {
  if (!Callee || !Callee->getIdentifier())
    return false;
  const StringRef Name = Callee->getName();
  return Name.contains_insensitive("wait") || Name.contains_insensitive("block") || Name == "run" ||
         Name == "get" || Name == "join" || Name == "run_until_complete" || Name == "execute";
}

/// Whether a function of this name keeps the closure that it is given until its task is done.
static bool keepsClosure(const FunctionDecl *Callee) {
  return Callee && Callee->getIdentifier() &&
         llvm::is_contained({"co_spawn", "co_invoke", "let_value", "let_async_scope"},
                            Callee->getName());
}

/// Whether \p Body moves from \p Parameter, or passes it on as it came.
static bool movesFrom(const Stmt *Body, const ParmVarDecl *Parameter) {
  bool Moves = false;
  forEachPart(Body, [&](const Stmt *Part) {
    if (const auto *Call = dyn_cast<CallExpr>(Part);
        Call && Call->getNumArgs() == 1 &&
        (Call->isCallToStdMove() || callsStd(Call, "forward") || callsStd(Call, "exchange"))) {
      const auto *Name = dyn_cast<DeclRefExpr>(Call->getArg(0)->IgnoreParenImpCasts());
      Moves |= Name && Name->getDecl() == Parameter;
    }
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Part)) // which may keep it
      Moves |= llvm::any_of(Lambda->captures(), [&](const LambdaCapture &Capture) {
        return Capture.capturesVariable() && Capture.getCapturedVar() == Parameter;
      });
    if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Part); Cast && Cast->isXValue())
      if (const auto *Name = dyn_cast<DeclRefExpr>(Cast->getSubExpr()->IgnoreParenImpCasts()))
        Moves |= Name->getDecl() == Parameter;
  });
  return Moves;
}

/// Whether the task that \p Call is given as \p Argument cannot outlive the call: the function
/// takes no ownership, or destroys the task before it returns.
static bool endsWithin(const CallExpr *Call, const Expr *Argument) {
  const FunctionDecl *Callee = Call->getDirectCallee();
  const unsigned First = Callee && isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
  for (unsigned I = First; Callee && I < Call->getNumArgs(); ++I) {
    if (Call->getArg(I)->IgnoreImplicit() != Argument->IgnoreImplicit() ||
        I - First >= Callee->getNumParams())
      continue;
    const QualType Type = Callee->getParamDecl(I - First)->getType();
    if (Type->isLValueReferenceType())
      return true;
    const FunctionDecl *Definition = nullptr;
    if (!Callee->hasBody(Definition) || isa<CoroutineBodyStmt>(Definition->getBody()))
      return false;
    return !movesFrom(Definition->getBody(), Definition->getParamDecl(I - First));
  }
  return false;
}

/// Whether the function puts its argument into a container.
static bool insertsArgument(const FunctionDecl *Callee) {
  return isa_and_nonnull<CXXMethodDecl>(Callee) && Callee->getIdentifier() &&
         llvm::is_contained({"push_back", "emplace_back", "push_front", "emplace_front", "push",
                             "emplace", "insert", "insert_or_assign", "try_emplace", "assign"},
                            Callee->getName());
}

/// What becomes of a closure that \p Call is given: a function that returns nothing may keep it and
/// call it whenever it likes; one that returns an object may have put it there.
static Fate fateOfGivenClosure(const CallExpr *Call, const Fate &OfCall) {
  if (OfCall.Kind == FateKind::Awaited)
    return OfCall;
  if (insertsArgument(Call->getDirectCallee()) || !Call->getType()->isVoidType())
    return {};
  return {FateKind::Escapes, Call->getExprLoc()};
}

Fate TaskQuestions::fateOfArgument(const CallExpr *Call, const Expr *Argument) const {
  const FunctionDecl *Callee = Call->getDirectCallee();
  if (waitsForTask(Callee) || endsWithin(Call, Argument))
    return {FateKind::Awaited, Call->getExprLoc(), nullptr, Call};
  const auto *Member = dyn_cast<CXXMemberCallExpr>(Call);
  if (Member && insertsArgument(Callee)) { // into a container of the function's own, or another
    const auto *Name =
        dyn_cast<DeclRefExpr>(Member->getImplicitObjectArgument()->IgnoreParenImpCasts());
    const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    if (Variable && Variable->hasLocalStorage() && !Variable->getType()->isReferenceType())
      return {FateKind::Kept, Call->getExprLoc(), Variable};
  }
  const bool IsObject =
      Member && Member->getImplicitObjectArgument()->IgnoreImplicit() == Argument->IgnoreImplicit();
  if (Call->isPRValue() && isAwaitable(Call->getType(), Context) && !IsObject)
    return fateOf(Call); // when_all(a(), b())
  if (IsObject) {
    const StringRef Name = Callee && Callee->getIdentifier() ? Callee->getName() : "";
    if (Name == "detach" || Name == "start" || Name == "spawn" || Name == "release" ||
        Name == "start_detached")
      return {FateKind::Escapes, Call->getExprLoc(), nullptr, Call};
    if (isAwaitable(Call->getType(), Context))
      return fateOf(Call);
    return {FateKind::Unknown, Call->getExprLoc()};
  }
  // What gives a result may have waited for it, or keep the task in the result.
  if (!Call->getType()->isVoidType())
    return {};
  return {FateKind::Escapes, Call->getExprLoc(), nullptr, Call};
}

/// Of an overloaded operator, as `co_await` or `=`.
static Fate fateOfOperand(const CXXOperatorCallExpr &Operator) {
  if (Operator.getOperator() == OO_Coawait)
    return {FateKind::Awaited, Operator.getExprLoc()};
  if (Operator.getOperator() != OO_Equal)
    return {};
  const auto *To = dyn_cast<DeclRefExpr>(Operator.getArg(0)->IgnoreParenImpCasts());
  const auto *Variable = To ? dyn_cast<VarDecl>(To->getDecl()) : nullptr;
  return Variable && Variable->hasLocalStorage()
             ? Fate{FateKind::Kept, Operator.getExprLoc(), Variable}
             : Fate{FateKind::Escapes, Operator.getExprLoc()};
}

Fate TaskQuestions::fateOf(const Expr *Task) const {
  DynTypedNode At = DynTypedNode::create(*Task);
  const Expr *Last = Task;
  for (unsigned Depth = 0; Depth < 64; ++Depth) {
    const auto Parents = Context.getParents(At);
    if (Parents.empty())
      return {};
    for (const DynTypedNode &Parent : Parents)
      if (Parent.get<CoroutineSuspendExpr>() || Parent.get<DependentCoawaitExpr>())
        return {FateKind::Awaited, Last->getExprLoc()};
    const DynTypedNode Parent = Parents[0];
    if (const auto *Variable = Parent.get<VarDecl>()) {
      if (Variable->hasGlobalStorage())
        return {FateKind::Escapes, Variable->getLocation()};
      return {FateKind::Kept, Variable->getLocation(), Variable};
    }
    if (Parent.get<ReturnStmt>() || Parent.get<CoreturnStmt>())
      return {FateKind::Escapes, Parent.get<Stmt>()->getBeginLoc()};
    const auto *Around = Parent.get<Expr>();
    if (!Around)
      return {Parent.get<Stmt>() ? FateKind::Dropped : FateKind::Unknown, Last->getExprLoc()};
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Around))
      return fateOfOperand(*Operator);
    if (const auto *Call = dyn_cast<CallExpr>(Around)) {
      if (Call->isCallToStdMove() || callsStd(Call, "forward")) {
        Last = Call;
      } else {
        return fateOfArgument(Call, Last);
      }
    } else if (const auto *Comma = dyn_cast<BinaryOperator>(Around)) {
      if (Comma->getOpcode() == BO_Comma && Comma->getLHS() == Last)
        return {FateKind::Dropped, Last->getExprLoc()};
    } else if (const auto *Member = dyn_cast<MemberExpr>(Around)) {
      At = DynTypedNode::create(*Member);
      const auto Calls = Context.getParents(At);
      const auto *Call = Calls.empty() ? nullptr : Calls[0].get<CXXMemberCallExpr>();
      if (!Call)
        return {};
      return fateOfArgument(Call, Last);
    } else if (const auto *Cast = dyn_cast<ExplicitCastExpr>(Around)) {
      if (Cast->getType()->isVoidType())
        return {FateKind::Unknown, Cast->getBeginLoc()}; // meant so
    } else if (isa<InitListExpr>(Around)) {
      // An aggregate or a container, of which the same is asked.
    } else if (isa<LambdaExpr, CXXNewExpr, CXXThrowExpr>(Around)) {
      return {FateKind::Escapes, Around->getExprLoc()};
    }
    Last = Around;
    At = DynTypedNode::create(*Around);
  }
  return {};
}

/// All uses of a variable in the function around it.
static void collectUses(const Stmt *S, const VarDecl *Of,
                        llvm::SmallVectorImpl<const DeclRefExpr *> &Uses) {
  if (!S)
    return;
  if (const auto *Name = dyn_cast<DeclRefExpr>(S); Name && Name->getDecl() == Of)
    Uses.push_back(Name);
  if (const auto *Body = dyn_cast<CoroutineBodyStmt>(S))
    return collectUses(Body->getBody(), Of, Uses);
  if (const auto *Await = dyn_cast<CoroutineSuspendExpr>(S))
    return collectUses(Await->getOperand(), Of, Uses);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(S))
    return collectUses(Lambda->getBody(), Of, Uses);
  for (const Stmt *Child : S->children())
    collectUses(Child, Of, Uses);
}

static llvm::SmallVector<const DeclRefExpr *, 4> usesOf(const VarDecl &Variable) {
  llvm::SmallVector<const DeclRefExpr *, 4> Uses;
  if (const auto *Function = dyn_cast<FunctionDecl>(Variable.getDeclContext()))
    collectUses(Function->getBody(), &Variable, Uses);
  return Uses;
}

/// What becomes of a closure, or of the tasks that it makes, in a local variable.
Fate TaskQuestions::fateOfNamedClosure(const VarDecl &Variable, unsigned Depth) const {
  for (const DeclRefExpr *Use : usesOf(Variable)) {
    const Fate F = fateOfUse(Use, Depth);
    if (F.Kind == FateKind::Dropped || (F.Kind == FateKind::Escapes && !isJoined(F, Variable)))
      return F;
  }
  return {FateKind::Awaited, Variable.getLocation(), &Variable};
}

bool TaskQuestions::isOnlyCalledAndAwaited(const LambdaExpr *Lambda) const {
  const auto IsAwaited = [&](const Expr *Closure) {
    DynTypedNode At = DynTypedNode::create(*Closure);
    for (unsigned Depth = 0; Depth < 8; ++Depth) {
      const auto Parents = Context.getParents(At);
      const auto *Around = Parents.empty() ? nullptr : Parents[0].get<Expr>();
      if (const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(Around))
        return Call->getOperator() == OO_Call &&
               Call->getArg(0)->IgnoreUnlessSpelledInSource() == Closure &&
               fateOf(Call).Kind == FateKind::Awaited;
      if (!Around ||
          !isa<ImplicitCastExpr, ParenExpr, MaterializeTemporaryExpr, CXXBindTemporaryExpr>(Around))
        return false;
      At = DynTypedNode::create(*Around);
    }
    return false;
  };
  DynTypedNode At = DynTypedNode::create(*Lambda);
  for (unsigned Depth = 0; Depth < 8; ++Depth) {
    const auto Parents = Context.getParents(At);
    if (Parents.empty())
      return false;
    if (const auto *Variable = Parents[0].get<VarDecl>())
      return Variable->hasLocalStorage() && Variable->getType()->isRecordType() &&
             llvm::all_of(usesOf(*Variable), IsAwaited);
    const auto *Around = Parents[0].get<Expr>();
    if (!Around || isa<CallExpr>(Around))
      return Around && IsAwaited(Lambda);
    At = DynTypedNode::create(*Around);
  }
  return false;
}

Fate TaskQuestions::fateOfClosure(const LambdaExpr *Lambda) const {
  DynTypedNode At = DynTypedNode::create(*Lambda);
  const Expr *Last = Lambda;
  for (unsigned Depth = 0; Depth < 32; ++Depth) {
    const auto Parents = Context.getParents(At);
    if (Parents.empty())
      return {};
    for (const DynTypedNode &Parent : Parents)
      if (Parent.get<CoroutineSuspendExpr>())
        return {FateKind::Awaited, Last->getExprLoc()};
    const DynTypedNode Parent = Parents[0];
    if (const auto *Variable = Parent.get<VarDecl>()) {
      if (Variable->hasGlobalStorage())
        return {FateKind::Awaited, Variable->getLocation()}; // the closure is static
      return fateOfNamedClosure(*Variable, 0);
    }
    const auto *Around = Parent.get<Expr>();
    if (!Around)
      return {}; // returned, to callers that may keep it
    if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Around);
        Call && Call->getOperator() == OO_Call && Call->getArg(0)->IgnoreImplicit() == Lambda) {
      Fate F = fateOf(Call);
      if (F.Kind != FateKind::Awaited)
        F.At = Call->getEndLoc();
      return F;
    }
    if (const auto *Call = dyn_cast<CallExpr>(Around)) {
      if (!Call->isCallToStdMove() && !callsStd(Call, "forward")) {
        if (waitsForTask(Call->getDirectCallee()) || keepsClosure(Call->getDirectCallee()) ||
            endsWithin(Call, Last))
          return {FateKind::Awaited, Call->getExprLoc()};
        const Fate F = fateOf(Call);
        return fateOfGivenClosure(Call, F);
      }
    }
    Last = Around;
    At = DynTypedNode::create(*Around);
  }
  return {};
}

/// What becomes of the task when a named closure is called, or of the closure. Copies of it are
/// followed from one local variable to the next.
Fate TaskQuestions::fateOfUse(const DeclRefExpr *Use, unsigned Followed) const {
  DynTypedNode At = DynTypedNode::create(*Use);
  if (Use->refersToEnclosingVariableOrCapture() || Followed > 8)
    return {}; // in another lambda, whose callers decide
  for (unsigned Depth = 0; Depth < 8; ++Depth) {
    const auto Parents = Context.getParents(At);
    if (Parents.empty())
      return {};
    if (const auto *Variable = Parents[0].get<VarDecl>())
      return Variable->hasGlobalStorage() || !classOf(Variable->getType())
                 ? Fate{}
                 : fateOfNamedClosure(*Variable, Followed + 1);
    const auto *Around = Parents[0].get<Expr>();
    if (!Around || isa<LambdaExpr, UnaryExprOrTypeTraitExpr>(Around))
      return {}; // its address, its size; what has a copy decides
    if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Around);
        Call && Call->getOperator() == OO_Call && Call->getArg(0)->IgnoreParenImpCasts() == Use)
      return fateOf(Call);
    if (const auto *Call = dyn_cast<CallExpr>(Around);
        Call && !Call->isCallToStdMove() && !callsStd(Call, "forward")) {
      if (waitsForTask(Call->getDirectCallee()) || keepsClosure(Call->getDirectCallee()) ||
          endsWithin(Call, At.get<Expr>()))
        return {FateKind::Awaited, Call->getExprLoc()};
      const Fate F = fateOf(Call);
      return fateOfGivenClosure(Call, F);
    }
    At = DynTypedNode::create(*Around);
  }
  return {};
}

} // namespace costate
