// lock-across-suspend: a lock of threads is held while a coroutine waits.
//
//   const std::lock_guard lock(mutex);     the thread that goes on may be another one, which must
//   total += co_await price(item);         not unlock it; and every thread that wants the lock
//                                          meanwhile blocks, maybe the one that would resume this
#include "check/LockStates.h"
#include "check/Mentions.h"
#include "check/Tasks.h"
#include "check/Types.h"

using namespace clang;

namespace costate {
namespace {

class LockCheck {
public:
  LockCheck(const CheckedCoroutine &C, Findings &Result) : C(C), Locks(C), Result(Result) {}

  void run() {
    const auto In = solveForward(
        C.Events, Locks.entry(),
        [&](LockStates::State &S, const Event &E, EventPoint) { Locks.transfer(S, E); },
        [&](LockStates::State &S, const Expr *Condition, bool Value) {
          Locks.refine(S, Condition, Value);
        });
    std::map<unsigned, std::vector<EventPoint>> Offences; // by sites
    std::map<unsigned, ObjectId> Objects;
    if (startsSuspended(C))
      for (const auto &[Object, Number] : Locks.entry().Held) {
        Offences[Number];
        Objects[Number] = Object;
      }
    for (const EventPoint At : C.Events.suspensions()) {
      if (!In[At.Block] || isSafeAwait(C, C.Events.event(At).Code))
        continue;
      LockStates::State S = *In[At.Block];
      for (unsigned I = 0; I != At.Index; ++I)
        Locks.transfer(S, C.Events.blocks()[At.Block].Events[I]);
      for (const auto &[Object, Number] : S.Held)
        if (Locks.counts(Object) && !isHandedOver(Object, C.Events.event(At).Code)) {
          Offences[Number].push_back(At);
          Objects[Number] = Object;
        }
    }
    for (const auto &[Number, Suspensions] : Offences)
      report(Locks.site(Number), Number, Objects[Number], Suspensions);
  }

private:
  /// Whether what is awaited was given the lock by reference, as `co_await ready.wait(lock)`, to
  /// unlock it for as long as it waits. A coroutine that is given it may only use it, unless its
  /// name says that it waits.
  bool isHandedOver(ObjectId Object, const Stmt *Await) {
    const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(Await);
    const auto *Call =
        Suspend ? dyn_cast<CallExpr>(Suspend->getOperand()->IgnoreUnlessSpelledInSource())
                : nullptr;
    const FunctionDecl *Callee = calleeOf(Call);
    if (!Callee || (TaskQuestions(C.Context).isTask(Call->getType()) &&
                    !StringRef(Callee->getNameAsString()).contains_insensitive("wait")))
      return false;
    const unsigned First = isa<CXXOperatorCallExpr>(Call) && isa<CXXMethodDecl>(Callee);
    for (unsigned I = First; I < Call->getNumArgs() && I - First < Callee->getNumParams(); ++I) {
      const QualType Type = Callee->getParamDecl(I - First)->getType();
      const bool IsChanged = (Type->isLValueReferenceType() || Type->isPointerType()) &&
                             !Type->getPointeeType().isConstQualified();
      if (IsChanged &&
          Locks.objects().of(Call->getArg(I), Type->isPointerType()) == std::optional(Object))
        return true;
    }
    return false;
  }

  void report(const LockSite &Site, unsigned Number, ObjectId Object,
              ArrayRef<EventPoint> Suspensions) {
    Finding F;
    F.Kind = WarningKind::LockAcrossSuspend;
    F.At = Site.At;
    const std::string Name = Locks.objects().name(Object);
    F.Text = "lock " + quoted(Name) + " of type " + quoted(Site.Type, C.Context) +
             " is held while the coroutine waits";
    if (Suspensions.empty()) {
      F.Notes.push_back(
          {C.Function.getLocation(), "the coroutine starts suspended, with the lock in its frame"});
    } else {
      F.Notes.push_back(
          {C.Events.event(Suspensions.front()).At,
           "the coroutine is suspended " + here(Suspensions.size()) + ", with the lock held"});
      F.Notes.push_back(end(Suspensions.front(), Object, Number));
    }
    const bool IsVariable = Site.Variable && !isa<ParmVarDecl>(Site.Variable);
    F.Help = IsVariable ? "end the scope of " + quoted(Name) +
                              " before the coroutine waits, or lock something that is awaited"
                        : "unlock it before the coroutine waits, or lock something that is awaited";
    if (IsVariable)
      wrap(F, *Site.Variable, Suspensions);
    Result.push_back(std::move(F));
  }

  /// Puts what is done under the lock into a block of its own, where nothing behind the await needs
  /// the lock, as far as can be seen: what is named there was not named under it.
  void wrap(Finding &F, const VarDecl &Lock, ArrayRef<EventPoint> Suspensions) {
    const CompoundStmt *Around = nullptr;
    size_t First = 0;
    for (const CompoundStmt *Each : blocksOf(C.Body.getBody()))
      for (const auto &[I, Child] : llvm::enumerate(Each->body()))
        if (const auto *Declaration = dyn_cast<DeclStmt>(Child);
            Declaration && Declaration->isSingleDecl() && Declaration->getSingleDecl() == &Lock) {
          Around = Each;
          First = I;
        }
    if (!Around || Around->getBeginLoc().isMacroID())
      return;
    const auto Children = llvm::ArrayRef(Around->body_begin(), Around->body_end());
    size_t Last = First + 1;
    const auto Waits = [&](const Stmt *Child) {
      return llvm::any_of(Suspensions, [&](EventPoint At) {
        return C.sources().isPointWithin(C.Events.event(At).At, Child->getBeginLoc(),
                                         Child->getEndLoc());
      });
    };
    while (Last != Children.size() && !Waits(Children[Last]))
      ++Last;
    if (Last == Children.size() || Last == First + 1 ||
        Children[First]->getBeginLoc().isMacroID() || Children[Last]->getBeginLoc().isMacroID())
      return;
    llvm::SmallPtrSet<const Decl *, 16> Under;
    for (const Stmt *Child : Children.slice(First, Last - First))
      forEachPart(Child, [&](const Stmt *Part) { noteNames(Part, Under); });
    bool Shared = false;
    for (const Stmt *Child : Children.drop_front(Last))
      forEachPart(Child, [&](const Stmt *Part) {
        llvm::SmallPtrSet<const Decl *, 2> Here;
        noteNames(Part, Here);
        Shared |= isa<LabelStmt>(Part) ||
                  llvm::any_of(Here, [&](const Decl *D) { return Under.contains(D); });
      });
    if (Shared)
      return;
    const std::string Indent = indentOf(Children[First]->getBeginLoc());
    F.Fixes.push_back(FixItHint::CreateInsertion(Children[First]->getBeginLoc(), "{\n" + Indent));
    F.Fixes.push_back(FixItHint::CreateInsertion(Children[Last]->getBeginLoc(), "}\n" + Indent));
  }

  /// The blocks in \p S, but for those of lambdas.
  static std::vector<const CompoundStmt *> blocksOf(const Stmt *S) {
    std::vector<const CompoundStmt *> Result;
    forEachPart(S, [&](const Stmt *Part) {
      if (const auto *Block = dyn_cast<CompoundStmt>(Part))
        Result.push_back(Block);
    });
    return Result;
  }

  /// Variables and members, not functions.
  static void noteNames(const Stmt *Part, llvm::SmallPtrSetImpl<const Decl *> &Names) {
    if (const auto *Name = dyn_cast<DeclRefExpr>(Part); Name && isa<VarDecl>(Name->getDecl()))
      Names.insert(Name->getDecl());
    else if (const auto *Member = dyn_cast<MemberExpr>(Part);
             Member && isa<FieldDecl>(Member->getMemberDecl()))
      Names.insert(Member->getMemberDecl());
    else if (const auto *Declaration = dyn_cast<DeclStmt>(Part))
      for (const Decl *D : Declaration->decls())
        Names.insert(D);
  }

  /// The white space before the first token of the line.
  std::string indentOf(SourceLocation At) const {
    const FileIDAndOffset Place = C.sources().getDecomposedLoc(At);
    const StringRef Text = C.sources().getBufferData(Place.first).take_front(Place.second);
    const StringRef Line = Text.substr(Text.rfind('\n') + 1);
    return Line.take_while([](char Each) { return Each == ' ' || Each == '\t'; }).str();
  }

  /// Where the lock is released first behind \p From.
  FindingNote end(EventPoint From, ObjectId Object, unsigned Number) {
    std::optional<Event> Found;
    C.Events.forEachBehind(From, [&](const Event &E, EventPoint) {
      LockStates::State S;
      S.Held.insert({Object, Number});
      Locks.transfer(S, E);
      if (!S.Held.contains({Object, Number}) && !Found)
        Found = E;
      return !Found;
    });
    if (!Found)
      return {C.Function.getBodyRBrace(), "it is still held where the coroutine ends"};
    switch (Found->Kind) {
    case EventKind::Destroy:
    case EventKind::DestroyObject:
      return {Found->At, "it is released here, where " + quoted(Locks.objects().name(Object)) +
                             " is destroyed"};
    case EventKind::Unwind:
      return {Found->At, "it is released where an exception leaves this 'try'"};
    default:
      return {Found->At, "it is released here"};
    }
  }

  const CheckedCoroutine &C;
  LockStates Locks;
  Findings &Result;
};

} // namespace

void checkLocks(const CheckedCoroutine &C, Findings &Result) { LockCheck(C, Result).run(); }

} // namespace costate
