// thread-bound-across-suspend: what belongs to one thread is used after a suspension, when the
// coroutine may run on another.
//
//   auto &cache = thread_cache;                const auto self = std::this_thread::get_id();
//   co_await fetch(url);                       co_await pause();
//   cache.put(url);                            assert(self == std::this_thread::get_id());
//
// That is: references and pointers to variables that are thread_local, the thread's id, `errno`,
// and objects of types that are marked so. Guards of locks have a warning of their own.
#include "check/Mentions.h"
#include "check/Types.h"

#include "clang/AST/Attr.h"

using namespace clang;

namespace costate {
namespace {

class ThreadBoundCheck {
public:
  ThreadBoundCheck(const CheckedCoroutine &C, Findings &Result)
      : C(C), Named(C.Events, Mentions::Referring::Surely), Result(Result) {
    for (const FlowBlock &Block : C.Events.blocks())
      for (const Event &E : Block.Events)
        if (const CallExpr *Errno = assignedErrno(E))
          Set.insert(Errno);
  }

  void run() {
    for (const ParmVarDecl *Parameter : C.Function.parameters())
      if (const QualType Type = boundType(Parameter->getType()); !Type.isNull())
        examine(*Parameter, std::nullopt, "an object of type " + quoted(Type, C.Context), true);
    for (unsigned Id = 0; Id != C.Events.blocks().size(); ++Id) {
      const FlowBlock &Block = C.Events.blocks()[Id];
      for (unsigned I = 0; I != Block.Events.size(); ++I) {
        if (Block.Events[I].Kind != EventKind::Evaluate)
          continue;
        if (const auto *Declaration = dyn_cast<DeclStmt>(Block.Events[I].Code))
          for (const Decl *D : Declaration->decls())
            if (const auto *Variable = dyn_cast<VarDecl>(D);
                Variable && !Variable->hasGlobalStorage())
              examineLocal(*Variable, {Id, I});
        examineAssignment(*Block.Events[I].Code, {Id, I});
        if (const auto *Call = dyn_cast<CallExpr>(Block.Events[I].Code);
            Call && isErrno(calleeOf(Call)) && !Set.contains(Call))
          examineErrno(*Call, {Id, I});
      }
    }
  }

private:
  static bool isErrno(const FunctionDecl *Callee) {
    return Callee && Callee->getIdentifier() &&
           llvm::is_contained({"__errno_location", "__error", "__errno", "_errno"},
                              Callee->getName());
  }

  /// The call of `errno` in `errno = 0`; null for other events.
  static const CallExpr *assignedErrno(const Event &E) {
    const auto *Binary = E.Kind == EventKind::Evaluate ? dyn_cast<BinaryOperator>(E.Code) : nullptr;
    const auto *Deref = Binary && Binary->getOpcode() == BO_Assign
                            ? dyn_cast<UnaryOperator>(Binary->getLHS()->IgnoreParens())
                            : nullptr;
    const auto *Call =
        Deref ? dyn_cast<CallExpr>(Deref->getSubExpr()->IgnoreParenImpCasts()) : nullptr;
    return isErrno(calleeOf(Call)) ? Call : nullptr;
  }

  bool isBound(QualType Type) const {
    const CXXRecordDecl *Record = classOf(Type);
    return Record && (matchesName(C.Config.ThreadBoundTypes, plainName(Record)) ||
                      isAnnotated(Record, "thread_bound"));
  }

  QualType boundType(QualType Type) const {
    return heldType(Type, [&](QualType Part) { return isBound(Part); });
  }

  /// The variable of the thread that \p Init refers to, or null.
  static const VarDecl *threadLocal(const Expr *Init) {
    const VarDecl *Found = nullptr;
    const auto IsLocal = [](const Expr *E) -> const VarDecl * {
      const auto *Name = dyn_cast<DeclRefExpr>(E);
      const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
      if (const auto *Member = dyn_cast<MemberExpr>(E))
        Variable = dyn_cast<VarDecl>(Member->getMemberDecl());
      return Variable && Variable->getTLSKind() != VarDecl::TLS_None ? Variable : nullptr;
    };
    // The chain of what it is a part of.
    const Expr *E = sameObject(Init);
    for (unsigned Depth = 0; E && !Found && Depth < 16; ++Depth) {
      if ((Found = IsLocal(E)))
        break;
      if (const auto *Member = dyn_cast<MemberExpr>(E))
        E = sameObject(Member->getBase());
      else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
        E = sameObject(Subscript->getBase());
      else if (const auto *Unary = dyn_cast<UnaryOperator>(E))
        E = sameObject(Unary->getSubExpr());
      else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
        E = sameObject(Call->getImplicitObjectArgument());
      else if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
        E = sameObject(Operator->getArg(0));
      else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E);
               Construct && Construct->getNumArgs() > 0)
        E = sameObject(Construct->getArg(0));
      else if (const auto *Bind = dyn_cast<CXXBindTemporaryExpr>(E))
        E = sameObject(Bind->getSubExpr());
      else if (const auto *Call = dyn_cast<CallExpr>(E))
        return returnsThreadLocal(Call->getDirectCallee());
      else
        break;
    }
    return Found;
  }

  /// `cache &local() { thread_local cache c; return c; }`
  static const VarDecl *returnsThreadLocal(const FunctionDecl *Callee) {
    const FunctionDecl *Definition = nullptr;
    if (!Callee || !Callee->hasBody(Definition) ||
        !(Callee->getReturnType()->isReferenceType() || Callee->getReturnType()->isPointerType()))
      return nullptr;
    const auto *Body = dyn_cast<CompoundStmt>(Definition->getBody());
    const auto *Return =
        Body && !Body->body_empty() ? dyn_cast<ReturnStmt>(Body->body_back()) : nullptr;
    return Return && Return->getRetValue() ? threadLocal(Return->getRetValue()) : nullptr;
  }

  /// The call in \p Init that gives the id of the thread.
  static const CallExpr *threadId(const Expr *Init) {
    const auto *Call = dyn_cast<CallExpr>(Init->IgnoreUnlessSpelledInSource());
    const std::string Name = plainName(calleeOf(Call));
    return llvm::is_contained({"std::this_thread::get_id", "pthread_self", "gettid", "thrd_current",
                               "GetCurrentThreadId"},
                              StringRef(Name))
               ? Call
               : nullptr;
  }

  void examineLocal(const VarDecl &Variable, EventPoint At) {
    const Expr *Init = Variable.getInit();
    const QualType Type = Variable.getType();
    if (const QualType Bound = boundType(Type); !Bound.isNull())
      return examine(Variable, At, "an object of type " + quoted(Bound, C.Context), true);
    if (!Init)
      return;
    if (threadId(Init))
      return examine(Variable, At, "the id of the thread", false);
    if (Type->isReferenceType() || Type->isPointerType() || isView(Type)) {
      if (const VarDecl *Local = threadLocal(Init))
        examine(Variable, At,
                "a reference to " + quoted(Local->getName()) + ", which is thread_local,", false);
      else if (const auto *Deref = dyn_cast<UnaryOperator>(sameObject(Init));
               Deref && isErrno(calleeOf(Deref->getSubExpr()->IgnoreParenImpCasts())))
        examine(Variable, At, "a reference to 'errno'", false);
    }
  }

  /// `self = std::this_thread::get_id()`, `cache = &thread_cache`.
  void examineAssignment(const Stmt &Code, EventPoint At) {
    const Expr *To = nullptr;
    const Expr *From = nullptr;
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(&Code);
        Operator && Operator->getOperator() == OO_Equal) {
      To = Operator->getArg(0);
      From = Operator->getArg(1);
    } else if (const auto *Binary = dyn_cast<BinaryOperator>(&Code);
               Binary && Binary->getOpcode() == BO_Assign) {
      To = Binary->getLHS();
      From = Binary->getRHS();
    }
    const auto *Name = To ? dyn_cast<DeclRefExpr>(To->IgnoreParens()) : nullptr;
    const auto *Variable = Name ? dyn_cast<VarDecl>(Name->getDecl()) : nullptr;
    if (!Variable || Variable->hasGlobalStorage() || Variable->getType()->isReferenceType())
      return;
    if (threadId(From))
      examine(*Variable, At, "the id of the thread", false);
    else if (const VarDecl *Local =
                 Variable->getType()->isPointerType() ? threadLocal(From) : nullptr)
      examine(*Variable, At,
              "a reference to " + quoted(Local->getName()) + ", which is thread_local,", false);
  }

  void examine(const VarDecl &Variable, std::optional<EventPoint> Made, const std::string &What,
               bool UntilDestroyed) {
    std::vector<EventPoint> Kept;
    std::optional<FindingNote> Later;
    const auto Consider = [&](EventPoint At) {
      if (isSafeAwait(C, C.Events.event(At).Code))
        return;
      const Mentions::Later Behind = Named.behind(At, &Variable);
      const std::optional<Event> Used = Behind.Use ? Behind.Use : Behind.Measure;
      const bool IsDestroyed = UntilDestroyed && !Variable.getType()->isReferenceType() &&
                               Variable.getType().isDestructedType() != QualType::DK_none;
      if (!Used && !IsDestroyed)
        return;
      Kept.push_back(At);
      if (!Later)
        Later = Used ? FindingNote{Used->At, "it is used later, here"}
                     : FindingNote{Behind.Destroy ? Behind.Destroy->At : C.Function.getBodyRBrace(),
                                   "it is destroyed later, here"};
    };
    if (!Made)
      llvm::for_each(C.Events.suspensions(), Consider);
    else
      C.Events.forEachBehind(*Made, [&](const Event &E, EventPoint At) {
        if (E.Kind == EventKind::Suspend)
          Consider(At);
        return !Named.ends(E, &Variable);
      });
    if (!Kept.empty())
      report(Variable.getLocation(),
             quoted(Variable.getName()) + " is " + What +
                 " and is kept while the coroutine waits; it may go on in another thread",
             Kept, *Later);
  }

  /// `errno` that is read after a suspension is not that of the call before it.
  void examineErrno(const CallExpr &Call, EventPoint At) {
    // Where it is a reference that is kept, the variable is told of.
    const Stmt *Before = nullptr;
    std::optional<EventPoint> Suspended;
    for (unsigned I = At.Index; I-- > 0 && !Before;) {
      const Event &E = C.Events.blocks()[At.Block].Events[I];
      if (E.Kind == EventKind::Suspend) {
        Suspended = {At.Block, I};
        break;
      }
      if (setsErrno(E)) // since then
        Before = E.Code;
    }
    if (!Suspended && !Before)
      Suspended = lastSuspensionBefore(At.Block);
    if (!Suspended)
      return;
    const SourceLocation Read = C.sources().getExpansionLoc(Call.getExprLoc());
    report(Read,
           "'errno' is read after a suspension; it belongs to the thread that the "
           "coroutine ran on before",
           {*Suspended}, {Read, "it is used here"},
           "let what is awaited give the error, or keep it before the coroutine waits");
  }

  /// Whether `errno` is behind \p E what was made of it there, as far as can be seen: it is
  /// assigned, or a function was called that may have set it.
  static bool setsErrno(const Event &E) {
    if (assignedErrno(E))
      return true;
    const auto *Call = E.Kind == EventKind::Evaluate ? dyn_cast<CallExpr>(E.Code) : nullptr;
    const FunctionDecl *Callee = calleeOf(Call);
    return Callee && !isErrno(Callee) && !Callee->isInStdNamespace() && !Callee->isConstexpr();
  }

  /// The suspension that the block comes behind, on all paths through blocks without calls.
  std::optional<EventPoint> lastSuspensionBefore(unsigned Block) const {
    llvm::SmallDenseSet<unsigned, 8> Seen{Block};
    std::vector<unsigned> Work(C.Events.blocks()[Block].Predecessors.begin(),
                               C.Events.blocks()[Block].Predecessors.end());
    while (!Work.empty()) {
      const unsigned Id = Work.back();
      Work.pop_back();
      if (!Seen.insert(Id).second)
        continue;
      const FlowBlock &Of = C.Events.blocks()[Id];
      bool Stopped = false;
      for (unsigned I = Of.Events.size(); I-- > 0 && !Stopped;) {
        const Event &E = Of.Events[I];
        if (E.Kind == EventKind::Suspend)
          return EventPoint{Id, I};
        Stopped = setsErrno(E);
      }
      if (!Stopped)
        Work.insert(Work.end(), Of.Predecessors.begin(), Of.Predecessors.end());
    }
    return std::nullopt;
  }

  void report(
      SourceLocation At, const std::string &Text, ArrayRef<EventPoint> Kept, FindingNote Later,
      StringRef Help = "ask for it again after the coroutine has waited, or end its scope before") {
    Finding F;
    F.Kind = WarningKind::ThreadBoundAcrossSuspend;
    F.At = At;
    F.Text = Text;
    F.Notes.push_back(
        {C.Events.event(Kept.front()).At, "the coroutine is suspended " + here(Kept.size())});
    F.Notes.push_back(std::move(Later));
    F.Help = Help.str();
    Result.push_back(std::move(F));
  }

  const CheckedCoroutine &C;
  Mentions Named;
  Findings &Result;
  llvm::SmallPtrSet<const CallExpr *, 4> Set; ///< where `errno` is assigned
};

} // namespace

void checkThreadBound(const CheckedCoroutine &C, Findings &Result) {
  ThreadBoundCheck(C, Result).run();
}

} // namespace costate
