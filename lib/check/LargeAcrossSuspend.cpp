// large-across-suspend: a large value is kept in the frame while the coroutine waits, or an owning
// container is kept only for its size.
//
//   char buffer[65536];                     std::vector<char> body = read();
//   use(buffer, co_await input.size());     co_await pause();
//   co_await pause();                       log(body.size());
#include "check/EmbeddedFrames.h"
#include "check/Mentions.h"
#include "check/Types.h"

#include "clang/AST/ParentMapContext.h"

using namespace clang;

namespace costate {
namespace {

bool isOwningContainer(QualType Type) {
  return !Type->isReferenceType() &&
         isStdClass(classOf(Type), {"basic_string", "vector", "deque", "list", "forward_list",
                                    "map", "multimap", "set", "multiset", "unordered_map",
                                    "unordered_multimap", "unordered_set", "unordered_multiset"});
}

std::string inBytes(uint64_t Bytes) {
  if (Bytes >= (1U << 20) && Bytes % (1U << 20) == 0)
    return std::to_string(Bytes >> 20) + " MiB";
  if (Bytes >= 1024 && Bytes % 1024 == 0)
    return std::to_string(Bytes >> 10) + " KiB";
  return std::to_string(Bytes) + " bytes";
}

class LargeCheck {
public:
  LargeCheck(const CheckedCoroutine &C, EmbeddedFrames &Frames, Findings &Result)
      : C(C), Named(C.Events), Frames(Frames), Result(Result) {}

  void run() {
    for (const ParmVarDecl *Parameter : C.Function.parameters())
      examine(*Parameter, std::nullopt);
    for (unsigned Id = 0; Id != C.Events.blocks().size(); ++Id) {
      const FlowBlock &Block = C.Events.blocks()[Id];
      for (unsigned I = 0; I != Block.Events.size(); ++I) {
        const Event &E = Block.Events[I];
        if (const auto *Declaration =
                E.Kind == EventKind::Evaluate ? dyn_cast<DeclStmt>(E.Code) : nullptr)
          for (const Decl *D : Declaration->decls())
            if (const auto *Variable = dyn_cast<VarDecl>(D))
              examine(*Variable, EventPoint{Id, I});
      }
    }
    for (const EventPoint At : C.Events.suspensions()) {
      examineTemporaries(At);
      if (!isSafeAwait(C, C.Events.event(At).Code))
        examineFrames(C.Events.event(At));
    }
  }

private:
  /// The type of the object in the frame; null if there is none.
  static QualType keptType(const VarDecl &Variable) {
    const QualType Type = Variable.getType();
    if (Variable.hasGlobalStorage() || Type->isDependentType() || Type->isUndeducedType())
      return {};
    if (!Type->isReferenceType())
      return Type;
    const Expr *Init = isa<ParmVarDecl>(Variable) ? nullptr : Variable.getInit();
    if (const auto *Full = dyn_cast_or_null<ExprWithCleanups>(Init))
      Init = Full->getSubExpr();
    const auto *Extended =
        Init ? dyn_cast<MaterializeTemporaryExpr>(Init->IgnoreImpCasts()) : nullptr;
    return Extended ? Extended->getType() : QualType();
  }

  void examine(const VarDecl &Variable, std::optional<EventPoint> Made) {
    const QualType Type = keptType(Variable);
    if (Type.isNull() || Type->isIncompleteType())
      return;
    const uint64_t Bytes = C.Context.getTypeSizeInChars(Type).getQuantity();
    if (Bytes >= C.Config.LargeThreshold)
      examineLarge(Variable, Type, Bytes, Made);
    else if (isOwningContainer(Type))
      examineContainer(Variable, Type, Made);
  }

  /// What lives until the end of the full-expression: what the operand of an await refers to, and
  /// what was made before it in the same expression.
  void examineTemporaries(EventPoint Suspended) {
    const Event &E = C.Events.event(Suspended);
    const auto *Await = dyn_cast<CoroutineSuspendExpr>(E.Code);
    if (!Await || isSafeAwait(C, Await))
      return;
    forEachPart(Await->getOperand(), [&](const Stmt *Part) { examineTemporary(Part, E.At); });
    forEachPart(fullExpression(*Await), [&](const Stmt *Part) {
      if (!isa<MaterializeTemporaryExpr>(Part))
        return;
      std::optional<EventPoint> Made; // of what is evaluated last to make it
      forEachPart(Part, [&](const Stmt *Inner) {
        if (!Made)
          Made = C.Events.pointOf(Inner);
      });
      bool Reaches = false;
      if (Made && C.sources().isBeforeInTranslationUnit(Part->getBeginLoc(), E.At))
        C.Events.forEachBehind(*Made, [&](const Event &, EventPoint At) {
          Reaches |= At == Suspended;
          return !Reaches;
        });
      if (Reaches)
        examineTemporary(Part, E.At);
    });
  }

  /// Coroutines that are awaited, whose frames are a part of this one's.
  void examineFrames(const Event &Suspended) {
    Frames.forEach(
        *Suspended.Code, C.Function, [&](const CallExpr &Call, const FunctionDecl &Awaited) {
          const uint64_t Bytes = Frames.leastBytes(Awaited);
          if (Bytes < C.Config.LargeThreshold)
            return;
          Finding F;
          F.Kind = WarningKind::LargeAcrossSuspend;
          F.At = Call.getExprLoc();
          F.Text = "the frame of " + quoted(Awaited.getNameAsString()) + " keeps at least " +
                   inBytes(Bytes) + " in the coroutine's own while it waits";
          F.Notes.push_back({Suspended.At, "the coroutine is suspended here"});
          F.Notes.push_back({Awaited.getLocation(), "the frame is of this coroutine"});
          F.Help = "keep less in that coroutine, or give its task a name and await that: "
                   "it is allocated on its own then";
          Result.push_back(std::move(F));
        });
  }

  /// The outermost expression that \p E is a part of.
  const Expr *fullExpression(const Expr &E) const {
    const Expr *Result = &E;
    for (;;) {
      const auto Parents = C.Context.getParents(*Result);
      const auto *Around = Parents.empty() ? nullptr : Parents[0].get<Expr>();
      if (!Around || isa<LambdaExpr>(Around))
        return Result;
      Result = Around;
    }
  }

  void examineTemporary(const Stmt *Part, SourceLocation Suspended) {
    const auto *Made = dyn_cast<MaterializeTemporaryExpr>(Part);
    if (!Made || Made->getStorageDuration() != SD_FullExpression ||
        Made->getType()->isDependentType() || Made->getType()->isIncompleteType())
      return;
    const uint64_t Bytes = C.Context.getTypeSizeInChars(Made->getType()).getQuantity();
    if (Bytes < C.Config.LargeThreshold)
      return;
    Finding F;
    F.Kind = WarningKind::LargeAcrossSuspend;
    F.At = Made->getExprLoc();
    F.Text = "a temporary of type " + quoted(Made->getType(), C.Context) + " keeps " +
             inBytes(Bytes) + " in the coroutine's frame while it waits";
    F.Notes.push_back({Suspended, "the coroutine is suspended here"});
    F.Notes.push_back({Made->getEndLoc(), "it lives to the end of this expression"});
    F.Help = "allocate it on its own, or take what is needed of it before the coroutine waits";
    Result.push_back(std::move(F));
  }

  /// The suspensions at which the variable exists: those behind its declaration, before it is
  /// destroyed.
  std::vector<EventPoint> suspensions(const VarDecl &Variable,
                                      std::optional<EventPoint> Made) const {
    if (!Made)
      return C.Events.suspensions();
    std::vector<EventPoint> Found;
    C.Events.forEachBehind(*Made, [&](const Event &E, EventPoint At) {
      if (E.Kind == EventKind::Suspend && !isSafeAwait(C, E.Code))
        Found.push_back(At);
      return E.Kind != EventKind::Destroy || E.Variable != &Variable;
    });
    return Found;
  }

  /// Whether what is awaited has been given the variable itself, which it may use in the meantime.
  bool isLent(const VarDecl &Variable, const Stmt *Await) const {
    const auto *Suspend = dyn_cast<CoroutineSuspendExpr>(Await);
    return isLentIn(Suspend ? Suspend->getOperand() : Await, Named.referringTo(&Variable));
  }

  bool isLentIn(const Stmt *Part, const llvm::SmallPtrSet<const VarDecl *, 4> &Set) const {
    if (!Part)
      return false;
    // A number, or a copy, is what it is whatever becomes of what it was taken from.
    const auto *Value = dyn_cast<Expr>(Part);
    if (Value && Value->isPRValue() &&
        (Value->getType()->isArithmeticType() || Value->getType()->isEnumeralType()))
      return false;
    if (const auto *Name = dyn_cast<DeclRefExpr>(Part))
      return Set.contains(dyn_cast<VarDecl>(Name->getDecl())) &&
             Named.kind({EventKind::Evaluate, Name, nullptr, {}}) == MentionKind::Use;
    if (const auto *Lambda = dyn_cast<LambdaExpr>(Part))
      return llvm::any_of(Lambda->capture_inits(),
                          [&](const Expr *Init) { return isLentIn(Init, Set); });
    return llvm::any_of(Part->children(), [&](const Stmt *Child) { return isLentIn(Child, Set); });
  }

  void examineLarge(const VarDecl &Variable, QualType Type, uint64_t Bytes,
                    std::optional<EventPoint> Made) {
    const bool IsDestroyed = Type.isDestructedType() != QualType::DK_none;
    std::vector<EventPoint> Kept;
    std::optional<FindingNote> Later;
    for (const EventPoint At : suspensions(Variable, Made)) {
      const Mentions::Later Behind = Named.behind(At, &Variable);
      const std::optional<Event> Used = Behind.Use ? Behind.Use : Behind.Measure;
      if (Used)
        Later = Later ? Later : FindingNote{Used->At, "it is used later, here"};
      else if (IsDestroyed)
        Later = Later
                    ? Later
                    : FindingNote{Behind.Destroy ? Behind.Destroy->At : C.Function.getBodyRBrace(),
                                  "it is destroyed later, here"};
      else if (isLent(Variable, C.Events.event(At).Code))
        Later = Later ? Later
                      : FindingNote{C.Events.event(At).At,
                                    "what is awaited may use it in the meantime"};
      else
        continue;
      Kept.push_back(At);
    }
    if (Kept.empty())
      return;
    Finding F;
    F.Kind = WarningKind::LargeAcrossSuspend;
    F.At = Variable.getLocation();
    F.Text = quoted(Variable.getName()) + " of type " + quoted(Type, C.Context) + " keeps " +
             inBytes(Bytes) + " in the coroutine's frame while it waits";
    F.Notes.push_back(suspended(Kept));
    F.Notes.push_back(*Later);
    F.Help = "allocate it on its own, or take what is needed of it and end its scope before the "
             "coroutine waits";
    Result.push_back(std::move(F));
  }

  void examineContainer(const VarDecl &Variable, QualType Type, std::optional<EventPoint> Made) {
    std::vector<EventPoint> Kept;
    std::optional<Event> Measure;
    for (const EventPoint At : suspensions(Variable, Made)) {
      const Mentions::Later Behind = Named.behind(At, &Variable);
      if (Behind.Use || !Behind.Measure || isLent(Variable, C.Events.event(At).Code))
        continue;
      Kept.push_back(At);
      Measure = Measure ? Measure : Behind.Measure;
    }
    if (Kept.empty())
      return;
    Finding F;
    F.Kind = WarningKind::LargeAcrossSuspend;
    F.At = Variable.getLocation();
    F.Text = quoted(Variable.getName()) + " of type " + quoted(Type, C.Context) +
             " keeps its elements while the coroutine waits, and only its size is used later";
    F.Notes.push_back(suspended(Kept));
    F.Notes.push_back({Measure->At, "its size is used later, here"});
    F.Help = "take the size before the coroutine waits, and let the elements go";
    Result.push_back(std::move(F));
  }

  FindingNote suspended(ArrayRef<EventPoint> Kept) const {
    return {C.Events.event(Kept.front()).At, "the coroutine is suspended " + here(Kept.size())};
  }

  const CheckedCoroutine &C;
  Mentions Named;
  EmbeddedFrames &Frames;
  Findings &Result;
};

} // namespace

void checkLarge(const CheckedCoroutine &C, EmbeddedFrames &Frames, Findings &Result) {
  LargeCheck(C, Frames, Result).run();
}

} // namespace costate
