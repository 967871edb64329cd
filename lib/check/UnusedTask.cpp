// unused-task: a lazy task that nobody awaits never runs.
//
//   save(report);               makes a task, and destroys it
//   auto job = save(report);    the same, at the end of the scope
//
// await-after-move: what is awaited has been moved from.
//
//   queue.push(std::move(job));
//   co_await job;
#include "check/Checks.h"
#include "check/Mentions.h"
#include "check/Tasks.h"
#include "check/Types.h"

#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;

namespace costate {
namespace {

class UnusedTasks : public RecursiveASTVisitor<UnusedTasks> {
public:
  UnusedTasks(ASTContext &Context, const LoweredFiles &Files, Findings &Result)
      : Context(Context), Tasks(Context), Files(Files), Result(Result) {}

  bool shouldVisitTemplateInstantiations() const { return true; }

  bool VisitCallExpr(CallExpr *Call) {
    if (!Files.contains(Call->getBeginLoc()) || !Seen.insert(Call).second || !isLazyTask(Call))
      return true;
    const Fate F = Tasks.fateOf(Call);
    if (F.Kind == FateKind::Dropped)
      report(Call->getExprLoc(), "the task is not awaited, and never runs",
             {F.At, "it is destroyed at the end of this expression"}, Tasks.functionAround(Call),
             mayAwait(*Call) ? Call : nullptr);
    return true;
  }

  bool VisitVarDecl(VarDecl *Variable) {
    const Expr *Init = Variable->getInit();
    const auto *Function = dyn_cast<FunctionDecl>(Variable->getDeclContext());
    if (!Init || !Function || !Variable->hasLocalStorage() || isa<ParmVarDecl>(Variable) ||
        !Files.contains(Variable->getLocation()) || Variable->hasAttr<UnusedAttr>())
      return true;
    const auto *Call = dyn_cast<CallExpr>(Init->IgnoreUnlessSpelledInSource());
    if (!Call || !isLazyTask(Call) || Variable->isReferenced())
      return true;
    report(Variable->getLocation(),
           "the task " + quoted(Variable->getName()) + " is never awaited, and never runs",
           {Call->getExprLoc(), "it is made here"}, Function);
    return true;
  }

private:
  /// Whether `co_await` may stand before \p Call: in a coroutine that awaits what it likes, and not
  /// in a handler ([expr.await]/2).
  bool mayAwait(const CallExpr &Call) const {
    DynTypedNode At = DynTypedNode::create(Call);
    const Stmt *Body = nullptr;
    while (!Body) {
      const auto Parents = Context.getParents(At);
      if (Parents.empty() || Call.getBeginLoc().isMacroID())
        return false;
      At = Parents[0];
      if (At.get<CXXCatchStmt>())
        return false;
      if (const auto *Lambda = At.get<LambdaExpr>())
        Body = Lambda->getCallOperator()->getBody();
      else if (const auto *Function = At.get<FunctionDecl>())
        Body = Function->getBody();
    }
    const auto *Coroutine = dyn_cast<CoroutineBodyStmt>(Body);
    const CXXRecordDecl *Promise = Coroutine && Coroutine->getPromiseDecl()
                                       ? classOf(Coroutine->getPromiseDecl()->getType())
                                       : nullptr;
    return Promise && Promise->hasDefinition() && !Promise->hasAnyDependentBases() &&
           !Promise->hasMemberName(&Context.Idents.get("await_transform"));
  }

  bool isLazyTask(const CallExpr *Call) const {
    return Tasks.isTask(Call->getType()) && hasAwaiter(Call->getType(), Context) &&
           Call->isPRValue() && !isAssignment(Call) && Tasks.isLazy(Call->getType());
  }
  static bool isAssignment(const CallExpr *Call) {
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Call);
    return Operator && Operator->getOperator() != OO_Call;
  }

  void report(SourceLocation At, const std::string &Text, FindingNote Note, const FunctionDecl *In,
              const CallExpr *Unawaited = nullptr) {
    Finding F;
    F.Kind = WarningKind::UnusedTask;
    if (Unawaited)
      F.Fixes.push_back(FixItHint::CreateInsertion(Unawaited->getBeginLoc(), "co_await "));
    F.At = At;
    F.Text = Text;
    F.Notes.push_back(std::move(Note));
    F.Help = "await it, or give it to something that does";
    setFunction(F, In);
    Result.push_back(std::move(F));
  }

  ASTContext &Context;
  TaskQuestions Tasks;
  const LoweredFiles &Files;
  Findings &Result;
  llvm::SmallPtrSet<const Stmt *, 32> Seen;
};

/// Which variables may have been moved from, and where.
struct Moved {
  std::map<const VarDecl *, SourceLocation> At;
  bool join(const Moved &Other) {
    const size_t Before = At.size();
    At.insert(Other.At.begin(), Other.At.end());
    return At.size() != Before;
  }
};

const VarDecl *localNamed(const Expr *E) {
  const auto *Name = dyn_cast<DeclRefExpr>(sameObject(E));
  const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
  return Variable && !Variable->getType()->isReferenceType() ? Variable->getCanonicalDecl()
                                                             : nullptr;
}

void transferMoves(Moved &S, const Event &E) {
  if (E.Kind == EventKind::Destroy)
    S.At.erase(E.Variable->getCanonicalDecl());
  if (E.Kind != EventKind::Evaluate)
    return;
  if (const auto *Declaration = dyn_cast<DeclStmt>(E.Code)) {
    for (const Decl *D : Declaration->decls())
      if (const auto *Variable = dyn_cast<VarDecl>(D))
        S.At.erase(Variable->getCanonicalDecl());
    return;
  }
  const auto MoveFrom = [&](const Expr *Argument) {
    if (Argument->isXValue())
      if (const VarDecl *Variable = localNamed(Argument);
          Variable && Variable->getType()->isRecordType())
        S.At.try_emplace(Variable, Argument->getExprLoc());
  };
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E.Code)) {
    llvm::for_each(Construct->arguments(), MoveFrom);
  } else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E.Code);
             Operator && Operator->getOperator() == OO_Equal) {
    MoveFrom(Operator->getArg(1));
    if (const VarDecl *To = localNamed(Operator->getArg(0)))
      S.At.erase(To);
  } else if (const auto *Call = dyn_cast<CallExpr>(E.Code); Call && !Call->isCallToStdMove() &&
                                                            !callsStd(Call, "forward") &&
                                                            !isa<CXXOperatorCallExpr>(Call)) {
    llvm::for_each(Call->arguments(), MoveFrom);
    if (const auto *Member = dyn_cast<CXXMemberCallExpr>(Call))
      if (const VarDecl *Object = localNamed(Member->getImplicitObjectArgument()))
        if (const CXXMethodDecl *Method = Member->getMethodDecl();
            Method && Method->getIdentifier() &&
            llvm::is_contained({"reset", "emplace", "assign", "swap"}, Method->getName()))
          S.At.erase(Object);
  }
}

} // namespace

void checkUnusedTasks(ASTContext &Context, const LoweredFiles &Files, Findings &Result) {
  UnusedTasks(Context, Files, Result).TraverseDecl(Context.getTranslationUnitDecl());
}

void checkMoves(const CheckedCoroutine &C, Findings &Result) {
  const auto In = solveForward(
      C.Events, Moved{}, [](Moved &S, const Event &E, EventPoint) { transferMoves(S, E); },
      [](Moved &, const Expr *, bool) {});
  for (unsigned Id = 0; Id != C.Events.blocks().size(); ++Id) {
    if (!In[Id])
      continue;
    Moved S = *In[Id];
    for (const Event &E : C.Events.blocks()[Id].Events) {
      const auto *Await = E.Kind == EventKind::Suspend ? dyn_cast<CoawaitExpr>(E.Code) : nullptr;
      const Expr *Operand = Await ? Await->getOperand() : nullptr;
      const VarDecl *Named = Operand ? localNamed(Operand) : nullptr;
      // `co_await std::move(job)` moves only now.
      if (const auto Known = Named ? S.At.find(Named) : S.At.end();
          Known != S.At.end() &&
          !(Known->second >= Operand->getBeginLoc() && Known->second <= Operand->getEndLoc())) {
        Finding F;
        F.Kind = WarningKind::AwaitAfterMove;
        F.At = Await->getKeywordLoc();
        F.Text = quoted(Named->getName()) + " of type " + quoted(Named->getType(), C.Context) +
                 " is awaited after it was moved from";
        F.Notes.push_back({Known->second, "it is moved from here"});
        F.Help = "await it before it is moved, or await what it was moved to";
        Result.push_back(std::move(F));
      }
      transferMoves(S, E);
    }
  }
}

} // namespace costate
