#include "check/Tasks.h"

#include "check/Types.h"

#include "clang/AST/Attr.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;

namespace costate {

bool startsSuspended(const FunctionDecl &Function, const ASTContext &Context) {
  const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(Function.getBody());
  const auto *Initial = Body ? dyn_cast_or_null<Expr>(Body->getInitSuspendStmt()) : nullptr;
  const auto *Await = Initial ? dyn_cast<CoroutineSuspendExpr>(Initial->IgnoreImplicit()) : nullptr;
  return Await && Await->getReadyExpr() && alwaysGives(Await->getReadyExpr(), false, Context);
}

/// The class `promise_type` of \p Task; null if it has none.
static const CXXRecordDecl *promiseOf(QualType Task, const ASTContext &Context) {
  const CXXRecordDecl *Record = classOf(Task);
  if (!Record || !Record->hasDefinition() || Task->isReferenceType())
    return nullptr;
  for (const NamedDecl *Member : Record->lookup(&Context.Idents.get("promise_type")))
    if (const auto *Type = dyn_cast<TypeDecl>(Member))
      return classOf(Context.getTypeDeclType(Type));
  return nullptr;
}

bool TaskQuestions::isTask(QualType Type) const { return promiseOf(Type, Context) != nullptr; }

bool TaskQuestions::makesTask(const FunctionDecl *Function) const {
  const FunctionDecl *Definition = nullptr;
  return !Function->hasBody(Definition) || isa<CoroutineBodyStmt>(Definition->getBody());
}

bool TaskQuestions::isLazy(QualType Task) const {
  const CXXRecordDecl *Promise = promiseOf(Task, Context);
  if (Promise && !Promise->hasDefinition()) // of a template, not needed so far
    Promise = Promise->getTemplateInstantiationPattern();
  if (!Promise || !Promise->hasDefinition())
    return false;
  const auto Find = [&](const CXXRecordDecl *In, auto &&Self) -> const CXXMethodDecl * {
    for (const NamedDecl *Member : In->lookup(&Context.Idents.get("initial_suspend")))
      if (const auto *Method = dyn_cast<CXXMethodDecl>(Member))
        return Method;
    for (const CXXBaseSpecifier &Base : In->bases())
      if (const CXXRecordDecl *Class = classOf(Base.getType()); Class && Class->hasDefinition())
        if (const CXXMethodDecl *Method = Self(Class, Self))
          return Method;
    return nullptr;
  };
  const CXXMethodDecl *Initial = Find(Promise, Find);
  return Initial && plainName(classOf(Initial->getReturnType())) == "std::suspend_always";
}

const FunctionDecl *TaskQuestions::functionAround(const Stmt *S) const {
  DynTypedNode At = DynTypedNode::create(*S);
  for (;;) {
    const auto Parents = Context.getParents(At);
    if (Parents.empty())
      return nullptr;
    At = Parents[0];
    const auto *Function = At.get<FunctionDecl>();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
    if (Function && !(Method && Method->getParent()->isLambda()))
      return Function;
  }
}

bool TaskQuestions::usesLater(const ParmVarDecl &Parameter) const {
  const auto *Function = dyn_cast<FunctionDecl>(Parameter.getDeclContext());
  const FunctionDecl *Definition = nullptr;
  if (!Function || !Function->hasBody(Definition) || !isa<CoroutineBodyStmt>(Definition->getBody()))
    return true;
  const std::unique_ptr<EventFlow> Events = EventFlow::of(*Definition, Context);
  if (!Events)
    return true;
  const Mentions Named(*Events);
  const ParmVarDecl *Same = Definition->getParamDecl(Parameter.getFunctionScopeIndex());
  const auto IsUsed = [&](EventPoint From) {
    const Mentions::Later Later = Named.behind(From, Same);
    return Later.Use || Later.Measure;
  };
  return (startsSuspended(*Definition, Context) && IsUsed({Events->entry(), ~0U})) ||
         llvm::any_of(Events->suspensions(), IsUsed);
}

/// A task that was given to something, as a scope of tasks, that is awaited later.
bool TaskQuestions::isJoined(const Fate &F, const VarDecl &Local) const {
  const auto *Function = dyn_cast<FunctionDecl>(Local.getDeclContext());
  if (!Function || !F.Receiver || !Function->hasBody())
    return false;
  const Expr *Receiver = nullptr;
  if (const auto *Member = dyn_cast<CXXMemberCallExpr>(F.Receiver))
    Receiver = Member->getImplicitObjectArgument();
  else if (F.Receiver->getNumArgs() > 1)
    Receiver = F.Receiver->getArg(0);
  Objects Names;
  const auto Object =
      Receiver ? Names.of(Receiver, Receiver->getType()->isPointerType()) : std::nullopt;
  bool Joined = false;
  const auto Mentioned = [&](const Stmt *Part) {
    const auto *E = dyn_cast<Expr>(Part);
    const auto Other = E && (E->isGLValue() || isa<CXXThisExpr>(E)) ? Names.of(E) : std::nullopt;
    Joined |= Object && Other && Names.overlap(*Object, *Other);
  };
  const SourceManager &Sources = Context.getSourceManager();
  const auto *Body = dyn_cast<CoroutineBodyStmt>(Function->getBody());
  forEachPart(Body ? Body->getBody() : Function->getBody(), [&](const Stmt *Part) {
    const auto *Await = dyn_cast<CoroutineSuspendExpr>(Part);
    const auto *Call = dyn_cast<CallExpr>(Part);
    const bool Waits = Call && waitsForTask(Call->getDirectCallee());
    if ((Await || Waits) &&
        Sources.isBeforeInTranslationUnit(F.Receiver->getBeginLoc(), Part->getBeginLoc()))
      forEachPart(Await ? Await->getOperand() : Part, Mentioned);
    // A function that runs what was started, in a function that is no coroutine.
    Joined |= !Object && !Body && Waits &&
              Sources.isBeforeInTranslationUnit(F.Receiver->getBeginLoc(), Part->getBeginLoc());
  });
  return Joined;
}

const FunctionDecl *TaskQuestions::coroutineOf(const LambdaExpr &Lambda) const {
  const CXXMethodDecl *Call = Lambda.getCallOperator();
  if (const FunctionTemplateDecl *Template = Call->getDescribedFunctionTemplate())
    for (const FunctionDecl *Each : Template->specializations())
      if (isa_and_nonnull<CoroutineBodyStmt>(Each->getBody()))
        return Each;
  return isa_and_nonnull<CoroutineBodyStmt>(Call->getBody()) ? Call : nullptr;
}

std::optional<CaptureUse> TaskQuestions::captureUsedLater(const FunctionDecl &Body) const {
  const std::unique_ptr<EventFlow> Events = EventFlow::of(Body, Context);
  if (!Events)
    return std::nullopt;
  std::optional<CaptureUse> Found;
  const auto Follow = [&](EventPoint From, SourceLocation Suspended, bool Initially) {
    Events->forEachBehind(From, [&](const Event &E, EventPoint) {
      if (E.Kind != EventKind::Evaluate || Found)
        return !Found;
      const auto *Name = dyn_cast<DeclRefExpr>(E.Code);
      if (Name && Name->refersToEnclosingVariableOrCapture())
        Found = CaptureUse{"the capture '" + Name->getDecl()->getNameAsString() + "'", Suspended,
                           Initially, Name->getLocation()};
      else if (isa<CXXThisExpr>(E.Code))
        Found = CaptureUse{"the captured 'this'", Suspended, Initially, E.Code->getBeginLoc()};
      return !Found;
    });
  };
  if (startsSuspended(Body, Context))
    Follow({Events->entry(), ~0U}, Body.getLocation(), true);
  for (const EventPoint At : Events->suspensions())
    if (!Found)
      Follow(At, Events->event(At).At, false);
  return Found;
}

} // namespace costate
