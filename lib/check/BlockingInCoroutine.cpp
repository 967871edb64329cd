// blocking-in-coroutine: a coroutine blocks the thread that it runs on, and with it every other
// coroutine that this thread would resume.
//
//   std::this_thread::sleep_for(1s);      await a timer
//   auto value = future.get();            let what gives the value resume the coroutine
//
// Generators are left alone: they run in the thread of whoever wants the next value, as any
// function.
#include "check/BlockingCalls.h"
#include "check/LockStates.h"
#include "check/ReadyFutures.h"
#include "check/Types.h"

#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;

namespace costate {
namespace {

/// Whether the coroutine yields and never awaits.
bool isGenerator(const CheckedCoroutine &C) {
  bool Yields = false;
  bool Awaits = false;
  for (const FlowBlock &Block : C.Events.blocks())
    for (const Event &E : Block.Events) {
      Yields |= isa_and_nonnull<CoyieldExpr>(E.Code);
      Awaits |= isa_and_nonnull<CoawaitExpr, DependentCoawaitExpr>(E.Code);
    }
  return Yields && !Awaits;
}

/// The loops in \p S, but for those of lambdas.
void collectLoops(const Stmt *S, std::vector<const Stmt *> &Loops) {
  if (!S || isa<LambdaExpr>(S))
    return;
  if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
    Loops.push_back(S);
  for (const Stmt *Child : S->children())
    collectLoops(Child, Loops);
}

class BlockingCheck {
public:
  BlockingCheck(const CheckedCoroutine &C, Findings &Result)
      : C(C), Blocking(C.Context, C.Config), Result(Result) {}

  void run() {
    ReadyFutures Ready;
    const auto In = solveForward(
        C.Events, ReadyFutures::State{},
        [&](ReadyFutures::State &S, const Event &E, EventPoint) { Ready.transfer(S, E); },
        [&](ReadyFutures::State &S, const Expr *Condition, bool Value) {
          Ready.refine(S, Condition, Value);
        });
    for (unsigned Id = 0; Id != C.Events.blocks().size(); ++Id) {
      if (!In[Id])
        continue;
      ReadyFutures::State S = *In[Id];
      for (const Event &E : C.Events.blocks()[Id].Events) {
        const auto *Call = E.Kind == EventKind::Evaluate ? dyn_cast<CallExpr>(E.Code) : nullptr;
        if (Call && !Ready.isReady(S, *Call))
          examine(*Call);
        Ready.transfer(S, E);
      }
    }
    examineLocks();
  }

private:
  void examine(const CallExpr &Call) {
    const std::optional<BlockingCall> Found = Blocking.in(&Call);
    if (!Found)
      return;
    Finding F;
    F.Kind = WarningKind::BlockingInCoroutine;
    F.At = Call.getExprLoc();
    const FunctionDecl *Callee = calleeOf(&Call);
    if (Found->Way.empty())
      F.Text = quoted(Found->Name) + " blocks the thread that the coroutine runs on";
    else
      F.Text = quoted(Callee->getNameAsString()) + " calls " + quoted(Found->Name) +
               ", which blocks the thread that the coroutine runs on";
    for (size_t I = 0; I != Found->Way.size(); ++I)
      F.Notes.push_back({Found->Way[I], I + 1 == Found->Way.size()
                                            ? quoted(Found->Name) + " is called here"
                                            : "it is called through this call"});
    F.Help = Found->Usual + "; meanwhile the thread can resume other coroutines";
    Result.push_back(std::move(F));
  }

  /// A mutex that is locked for the length of a loop makes others wait as long.
  void examineLocks() {
    std::vector<const Stmt *> Loops;
    collectLoops(C.Body.getBody(), Loops);
    if (Loops.empty())
      return;
    LockStates Locks(C);
    const auto In = solveForward(
        C.Events, Locks.entry(),
        [&](LockStates::State &S, const Event &E, EventPoint) { Locks.transfer(S, E); },
        [&](LockStates::State &S, const Expr *Condition, bool Value) {
          Locks.refine(S, Condition, Value);
        });
    // Of what is held while the coroutine waits, lock-across-suspend tells.
    llvm::DenseSet<unsigned> Reported = heldAtSuspensions(Locks, In);
    for (unsigned Id = 0; Id != C.Events.blocks().size(); ++Id) {
      if (!In[Id])
        continue;
      LockStates::State S = *In[Id];
      for (const Event &E : C.Events.blocks()[Id].Events) {
        for (const auto &[Object, Number] : S.Held)
          if (E.Kind == EventKind::Evaluate && Locks.counts(Object))
            for (const Stmt *Loop : Loops)
              if (isHeldOver(*Loop, E, Locks, {Object, Number}) && Reported.insert(Number).second)
                reportLock(Locks, Number, Object, *Loop);
        Locks.transfer(S, E);
      }
    }
  }

  using HeldLock = std::pair<ObjectId, unsigned>;

  bool isWithin(SourceLocation At, const Stmt &Code) const {
    const SourceManager &Sources = C.sources();
    return At.isValid() && Sources.isPointWithin(Sources.getExpansionLoc(At),
                                                 Sources.getExpansionLoc(Code.getBeginLoc()),
                                                 Sources.getExpansionLoc(Code.getEndLoc()));
  }

  /// Whether \p Lock, which is held at \p Here, is held while \p Loop goes round.
  bool isHeldOver(const Stmt &Loop, const Event &Here, LockStates &Locks, HeldLock Lock) const {
    const Stmt *Body = bodyOf(&Loop);
    if (!Body || !isWithin(Here.At, *Body) || isWithin(Locks.site(Lock.second).At, Loop))
      return false;
    for (unsigned Id = 0; Id != C.Events.blocks().size(); ++Id)
      for (unsigned I = 0; I != C.Events.blocks()[Id].Events.size(); ++I)
        if (isWithin(C.Events.blocks()[Id].Events[I].At, *Body) &&
            isReleasedEachRound({Id, I}, Locks, Lock))
          return false;
    return true;
  }

  bool isReleasedEachRound(EventPoint At, LockStates &Locks, HeldLock Lock) const {
    LockStates::State S;
    S.Held.insert(Lock);
    Locks.transfer(S, C.Events.event(At));
    if (S.Held.contains(Lock))
      return false;
    bool Again = false;
    C.Events.forEachBehind(At, [&](const Event &, EventPoint Next) {
      Again |= Next == At;
      return !Again;
    });
    return Again;
  }

  llvm::DenseSet<unsigned>
  heldAtSuspensions(LockStates &Locks, llvm::ArrayRef<std::optional<LockStates::State>> In) const {
    llvm::DenseSet<unsigned> Result;
    for (const EventPoint At : C.Events.suspensions()) {
      if (!In[At.Block])
        continue;
      LockStates::State S = *In[At.Block];
      for (unsigned I = 0; I != At.Index; ++I)
        Locks.transfer(S, C.Events.blocks()[At.Block].Events[I]);
      for (const auto &[Object, Number] : S.Held)
        Result.insert(Number);
    }
    return Result;
  }

  static const Stmt *bodyOf(const Stmt *Loop) {
    if (const auto *For = dyn_cast<ForStmt>(Loop))
      return For->getBody();
    if (const auto *While = dyn_cast<WhileStmt>(Loop))
      return While->getBody();
    if (const auto *Do = dyn_cast<DoStmt>(Loop))
      return Do->getBody();
    return cast<CXXForRangeStmt>(Loop)->getBody();
  }

  void reportLock(LockStates &Locks, unsigned Number, ObjectId Object, const Stmt &Loop) {
    Finding F;
    F.Kind = WarningKind::BlockingInCoroutine;
    F.At = Locks.site(Number).At;
    F.Text = "lock " + quoted(Locks.objects().name(Object)) + " of type " +
             quoted(Locks.site(Number).Type, C.Context) +
             " is held over a loop, and blocks every thread that wants it";
    F.Notes.push_back({Loop.getBeginLoc(), "the loop is here"});
    F.Help = "take what the loop needs under the lock, and loop without it, or lock something that "
             "is awaited";
    Result.push_back(std::move(F));
  }

  const CheckedCoroutine &C;
  BlockingCalls Blocking;
  Findings &Result;
};

} // namespace

void checkBlocking(const CheckedCoroutine &C, Findings &Result) {
  if (!isGenerator(C))
    BlockingCheck(C, Result).run();
}

} // namespace costate
