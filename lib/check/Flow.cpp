#include "check/Flow.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/SmallPtrSet.h"

#include <deque>

using namespace clang;

namespace costate {

bool alwaysGives(const Expr *E, bool Value, const ASTContext &Context) {
  if (!E)
    return false;
  const auto *Call = dyn_cast<CallExpr>(E->IgnoreImplicit()->IgnoreParens());
  const FunctionDecl *Callee = Call ? Call->getDirectCallee() : nullptr;
  const FunctionDecl *Definition = nullptr;
  if (!Callee || !Callee->hasBody(Definition) || isa<CoroutineBodyStmt>(Definition->getBody()))
    return false;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Callee); Method && Method->isVirtual())
    return false;
  const auto *Body = dyn_cast<CompoundStmt>(Definition->getBody());
  const auto *Return =
      Body && Body->size() == 1 ? dyn_cast<ReturnStmt>(Body->body_front()) : nullptr;
  const Expr *Result = Return ? Return->getRetValue() : nullptr;
  bool Known = false;
  return Result && !Result->isValueDependent() &&
         Result->EvaluateAsBooleanCondition(Known, Context) && Known == Value;
}

namespace {

/// In an uninstantiated template some awaits are not resolved: parts are missing, and Clang's CFG
/// gives up. Fills the gaps while it lives.
class ResolvedAwaits : public RecursiveASTVisitor<ResolvedAwaits> {
public:
  ResolvedAwaits(Stmt *Body, ASTContext &Context) : Context(Context) { TraverseStmt(Body); }
  ResolvedAwaits(const ResolvedAwaits &) = delete;
  ~ResolvedAwaits() {
    for (Stmt **Part : Filled)
      *Part = nullptr;
  }
  bool TraverseLambdaExpr(LambdaExpr * /*Lambda*/) { return true; } // flows on its own

  bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *Await) {
    for (Stmt *&Part : Await->children())
      if (!Part) {
        Part = new (Context) OpaqueValueExpr(Await->getKeywordLoc(), Context.BoolTy, VK_PRValue);
        Filled.push_back(&Part);
      }
    return true;
  }

private:
  ASTContext &Context;
  llvm::SmallVector<Stmt **, 8> Filled;
};

/// The function's own statements, without what stands around the body of a coroutine.
Stmt *bodyOf(const FunctionDecl &Function) {
  Stmt *Body = Function.getBody();
  if (auto *Coroutine = dyn_cast_or_null<CoroutineBodyStmt>(Body))
    return Coroutine->getBody();
  return Body;
}

void addAll(const Stmt *S, llvm::SmallPtrSetImpl<const Stmt *> &Set) {
  if (!S || !Set.insert(S).second)
    return;
  for (const Stmt *Child : S->children()) // an OpaqueValueExpr has none
    addAll(Child, Set);
}

} // namespace

class EventFlowBuilder {
public:
  EventFlowBuilder(const FunctionDecl &Function, ASTContext &Context)
      : Function(Function), Context(Context), Result(new EventFlow) {}

  std::unique_ptr<EventFlow> run() {
    Stmt *Body = bodyOf(Function);
    if (!Body)
      return nullptr;
    CFG::BuildOptions Options;
    Options.setAllAlwaysAdd();
    Options.AddEHEdges = true;
    Options.AddImplicitDtors = true;
    Options.AddTemporaryDtors = true;
    Options.AddLifetime = true;
    {
      const ResolvedAwaits Resolved(Body, Context);
      Result->Graph = CFG::buildCFG(&Function, Body, &Context, Options);
    }
    if (!Result->Graph)
      return nullptr;
    for (const CFGBlock *Block : *Result->Graph)
      findAwaits(*Block);
    Result->Blocks.resize(Result->Graph->getNumBlockIDs());
    Result->Entry = Result->Graph->getEntry().getBlockID();
    reach(Result->Graph->getEntry());
    for (unsigned Id = 0; Id != Result->Blocks.size(); ++Id)
      for (const unsigned Next : Result->Blocks[Id].Successors)
        Result->Blocks[Next].Predecessors.push_back(Id);
    index();
    return std::move(Result);
  }

private:
  /// Notes what of the await's parts is nobody's code, and behind which of them it resumes.
  void findAwaits(const CFGBlock &Block) {
    for (const CFGElement &Element : Block) {
      const auto OfStmt = Element.getAs<CFGStmt>();
      const auto *Await = OfStmt ? dyn_cast<CoroutineSuspendExpr>(OfStmt->getStmt()) : nullptr;
      if (!Await || !Await->getResumeExpr())
        continue;
      addAll(Await->getReadyExpr(), Hidden);
      addAll(Await->getSuspendExpr(), Hidden);
      addAll(Await->getResumeExpr(), Hidden);
      if (const auto *Call = dyn_cast<CallExpr>(Await->getResumeExpr()->IgnoreImplicit()))
        Resumes[Call->getCallee()] = Await;
    }
  }

  void reach(const CFGBlock &First) {
    std::deque<const CFGBlock *> Work{&First};
    llvm::SmallPtrSet<const CFGBlock *, 32> Seen{&First};
    while (!Work.empty()) {
      const CFGBlock &Block = *Work.front();
      Work.pop_front();
      fill(Block);
      for (const CFGBlock::AdjacentBlock &Next : Block.succs()) {
        if (!Next.isReachable())
          continue;
        Result->Blocks[Block.getBlockID()].Successors.push_back(Next->getBlockID());
        if (Seen.insert(Next).second)
          Work.push_back(Next);
      }
    }
  }

  void fill(const CFGBlock &Block) {
    FlowBlock &To = Result->Blocks[Block.getBlockID()];
    for (const CFGElement &Element : Block)
      add(Element, To);
    if (const auto *Try = dyn_cast_or_null<CXXTryStmt>(Block.getTerminatorStmt()))
      To.Events.push_back({EventKind::Unwind, Try->getTryBlock(), nullptr, Try->getBeginLoc()});
    const bool Both = Block.succ_size() == 2 && Block.succ_begin()->isReachable() &&
                      std::next(Block.succ_begin())->isReachable();
    if (Both && Block.getTerminator().isStmtBranch())
      To.Condition = conditionOf(Block);
  }

  /// `a && b` as a whole is decided where `b` is: what `a` is was decided before.
  static const Expr *conditionOf(const CFGBlock &Block) {
    if (isa_and_nonnull<SwitchStmt, CXXTryStmt>(Block.getTerminatorStmt()))
      return nullptr;
    const auto *Condition = dyn_cast_or_null<Expr>(Block.getTerminatorCondition());
    while (Condition) {
      const auto *Binary = dyn_cast<BinaryOperator>(Condition->IgnoreParenImpCasts());
      if (!Binary || !Binary->isLogicalOp())
        break;
      Condition = Binary->getRHS();
    }
    return Condition;
  }

  void add(const CFGElement &Element, FlowBlock &To) {
    switch (Element.getKind()) {
    case CFGElement::Statement:
    case CFGElement::Constructor:
    case CFGElement::CXXRecordTypedCall:
      addStmt(Element.castAs<CFGStmt>().getStmt(), To);
      return;
    case CFGElement::AutomaticObjectDtor: {
      const auto Destructor = Element.castAs<CFGAutomaticObjDtor>();
      To.Events.push_back({EventKind::Destroy, nullptr, Destructor.getVarDecl(),
                           endOf(Destructor.getTriggerStmt())});
      return;
    }
    case CFGElement::LifetimeEnds: {
      const auto End = Element.castAs<CFGLifetimeEnds>();
      if (const VarDecl *Variable = End.getVarDecl(); !Variable->needsDestruction(Context))
        To.Events.push_back({EventKind::Destroy, nullptr, Variable, endOf(End.getTriggerStmt())});
      return;
    }
    case CFGElement::TemporaryDtor: {
      const auto *Temporary = Element.castAs<CFGTemporaryDtor>().getBindTemporaryExpr();
      To.Events.push_back({EventKind::DestroyObject, Temporary, nullptr, Temporary->getEndLoc()});
      return;
    }
    default:
      return;
    }
  }

  /// Where a scope ends that is left by the end of \p Trigger, or by a jump, which that is then.
  static SourceLocation endOf(const Stmt *Trigger) {
    if (!Trigger)
      return {};
    if (isa<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt, GotoStmt>(Trigger))
      return Trigger->getBeginLoc();
    return Trigger->getEndLoc();
  }

  void addStmt(const Stmt *S, FlowBlock &To) {
    if (const auto Resume = Resumes.find(S); Resume != Resumes.end())
      suspend(Resume->second, To);
    if (Hidden.contains(S))
      return;
    const auto *Await = dyn_cast<CoroutineSuspendExpr>(S);
    if (isa<DependentCoawaitExpr>(S) || (Await && !Await->getResumeExpr()))
      suspend(cast<Expr>(S), To);
    To.Events.push_back({EventKind::Evaluate, S, nullptr, S->getBeginLoc()});
  }

  void suspend(const Expr *Await, FlowBlock &To) {
    SourceLocation At = Await->getBeginLoc();
    if (const auto *Resolved = dyn_cast<CoroutineSuspendExpr>(Await)) {
      At = Resolved->getKeywordLoc();
      if (alwaysGives(Resolved->getReadyExpr(), true, Context))
        return;
    }
    To.Events.push_back({EventKind::Suspend, Await, nullptr, At});
  }

  void index() {
    for (unsigned Id = 0; Id != Result->Blocks.size(); ++Id)
      for (unsigned I = 0; I != Result->Blocks[Id].Events.size(); ++I) {
        const Event &E = Result->Blocks[Id].Events[I];
        if (E.Kind == EventKind::Suspend)
          Result->Suspensions.push_back({Id, I});
        else if (E.Kind == EventKind::Evaluate)
          Result->Points.try_emplace(E.Code, EventPoint{Id, I});
      }
    const SourceManager &Sources = Context.getSourceManager();
    llvm::sort(Result->Suspensions, [&](EventPoint Left, EventPoint Right) {
      const SourceLocation L = Result->event(Left).At;
      const SourceLocation R = Result->event(Right).At;
      return L == R ? std::tie(Left.Block, Left.Index) < std::tie(Right.Block, Right.Index)
                    : Sources.isBeforeInTranslationUnit(L, R);
    });
  }

  const FunctionDecl &Function;
  ASTContext &Context;
  std::unique_ptr<EventFlow> Result;
  llvm::SmallPtrSet<const Stmt *, 32> Hidden;
  llvm::DenseMap<const Stmt *, const CoroutineSuspendExpr *> Resumes;
};

std::unique_ptr<EventFlow> EventFlow::of(const FunctionDecl &Function, ASTContext &Context) {
  return EventFlowBuilder(Function, Context).run();
}

std::optional<EventPoint> EventFlow::pointOf(const Stmt *E) const {
  const auto It = Points.find(E);
  return It == Points.end() ? std::nullopt : std::optional<EventPoint>(It->second);
}

void EventFlow::forEachBehind(EventPoint From,
                              llvm::function_ref<bool(const Event &, EventPoint)> Visit) const {
  std::deque<EventPoint> Work{{From.Block, From.Index + 1}};
  std::vector<bool> Seen(Blocks.size());
  while (!Work.empty()) {
    EventPoint At = Work.front();
    Work.pop_front();
    const FlowBlock &Block = Blocks[At.Block];
    bool Follow = true;
    for (; Follow && At.Index < Block.Events.size(); ++At.Index)
      Follow = Visit(Block.Events[At.Index], At);
    if (!Follow)
      continue;
    for (const unsigned Next : Block.Successors)
      if (!Seen[Next]) {
        Seen[Next] = true;
        Work.push_back({Next, 0});
      }
  }
}

} // namespace costate
