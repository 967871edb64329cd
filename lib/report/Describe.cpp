// The model of one coroutine, from what the stages have found of it.
#include "report/Describe.h"

#include "normalize/Evaluation.h"
#include "source/Types.h"

#include "clang/AST/Mangle.h"
#include "llvm/ADT/DenseMap.h"

using namespace clang;

namespace costate {
namespace {

class Describer {
public:
  Describer(const Coroutine &C, const NormalForm &F, const Flow &Flow, const Plan &P,
            const Tokens &T, const ASTContext &Context)
      : C(C), F(F), Steps(Flow), P(P), T(T), Context(Context), Sources(T.sources()),
        Where(T, Context), Quote(F, Flow, T), Policy(Context.getPrintingPolicy()),
        Symbols(const_cast<ASTContext &>(Context)) {
    Policy.SuppressTagKeyword = true;
  }

  ReportedCoroutine run(std::string Text) {
    R.Text = std::move(Text);
    heading();
    frame();
    for (const ValueId Id : F.Parameters)
      if (!F.Values[Id].IsDropped)
        value(Id, None);
    for (const StateId Id : P.Roots)
      state(Id, None);
    for (ReportedValue &V : R.Values)
      if (V.Holds != None)
        V.Holds = Indices.lookup(V.Holds);
    escapes();
    for (const StateId Id : P.Suspensions)
      point(Id);
    transitions();
    sumUp(R);
    return std::move(R);
  }

private:
  // Places.

  ReportedPlace placeOf(const Value &V) const {
    if (V.Decl && V.Decl->getLocation().isValid())
      return Where.of(V.Decl->getLocation());
    if (V.State != None && V.Kind == ValueKind::Operand) {
      const State &S = F.States[V.State];
      if (S.Awaiter != None && &F.Values[S.Awaiter] == &V && S.Await)
        return Where.of(S.Await->getSourceRange());
      ReportedPlace Made = Where.of(V.Init);
      return Made.isValid() || S.Location.isInvalid() ? Made : Where.of(S.Location);
    }
    return V.Kind == ValueKind::Variable ? placeOfDeclaration(&V - F.Values.data())
                                         : ReportedPlace();
  }

  /// Where something begins that costate has written a variable for, as for the range of a loop.
  ReportedPlace placeOfDeclaration(ValueId Id) const {
    bool Found = false; // points stand in the order from the end to the beginning
    for (const FlowPoint &Point : Steps.Points) {
      Found = Found || llvm::is_contained(Point.Declares, Id);
      if (!Found || !Point.From)
        continue;
      for (const Declared &D : Point.From->Variables)
        if (ReportedPlace Made = Where.of(D.Init); Made.isValid())
          return Made;
      if (ReportedPlace Made = Where.of(Point.From->Code); Made.isValid())
        return Made;
    }
    return {};
  }

  // Texts.

  /// A type that nobody has written at this place, with the namespaces and classes that it is in.
  std::string fullName(QualType Type) const {
    return readable(Type->isDependentType() ? Type : Type.getCanonicalType(), Context);
  }

  std::string signature() const {
    const TokenRange Whole = T.range(C.Range);
    const TokenRange Body = T.range(C.BodyRange);
    return oneLine(T.spell({Whole.Begin, Body.Begin}));
  }

  // The coroutine.

  void heading() {
    std::string Name;
    llvm::raw_string_ostream OS(Name);
    if (C.Lambda) {
      OS << C.Name;
    } else {
      PrintingPolicy Full = Policy;
      C.Function->getNameForDiagnostic(OS, Full, true);
    }
    R.Name = Name;
    R.Signature = signature();
    R.Machine = P.Machine;
    R.IsTemplate = C.IsDependent;
    R.Place = Where.of(C.Range);
    R.NamePlace = Where.of(C.Lambda ? C.Lambda->getBeginLoc() : C.Function->getLocation());
    for (const auto &[If, Taken] : C.Taken)
      R.Branch += (R.Branch.empty() ? "" : ", ") + std::string(Taken ? "where " : "unless ") +
                  oneLine(T.spell(T.range(If->getCond()->getSourceRange())));
    if (!C.IsDependent)
      R.Key = Symbols.getName(C.Function);
    source();
  }

  /// The lines of the definition.
  void source() {
    const SourceLocation Begin = Sources.getExpansionLoc(C.Range.getBegin());
    const SourceLocation End = Sources.getExpansionRange(C.Range.getEnd()).getEnd();
    const llvm::StringRef Text = Sources.getBufferData(Sources.getFileID(Begin));
    size_t From = Text.rfind('\n', Sources.getFileOffset(Begin));
    From = From == llvm::StringRef::npos ? 0 : From + 1;
    const size_t To = Text.find('\n', Sources.getFileOffset(End));
    R.Source = Text.slice(From, To).str();
  }

  void frame() {
    ReportedFrame &Frame = R.Frame;
    const uint64_t Pointer =
        Context.toCharUnitsFromBits(Context.getTargetInfo().getPointerWidth(LangAS::Default))
            .getQuantity();
    Frame.Header = 2 * Pointer;
    Frame.PromiseType = C.PromiseType->isDependentType()
                            ? readable(C.Function->getReturnType(), Context) + "::promise_type"
                            : fullName(C.PromiseType);
    Frame.Promise = extent(C.PromiseType);
  }

  ReportedExtent extent(QualType Type) const {
    if (Type.isNull() || Type->isDependentType() || Type->isUndeducedType())
      return {};
    if (Type->isReferenceType())
      Type = Context.getPointerType(Type.getNonReferenceType());
    if (Type->isIncompleteType())
      return {};
    ReportedExtent Result;
    Result.Size = Context.getTypeSizeInChars(Type).getQuantity();
    Result.Align = Context.getTypeAlignInChars(Type).getQuantity();
    return Result;
  }

  // Values and states.

  static ReportedRole roleOf(const Value &V, bool IsAwaiter) {
    if (V.IsObject)
      return ReportedRole::Object;
    if (V.IsCapture)
      return ReportedRole::Capture;
    if (V.Kind == ValueKind::Parameter)
      return ReportedRole::Parameter;
    if (V.Kind == ValueKind::Variable)
      return ReportedRole::Variable;
    return IsAwaiter ? ReportedRole::Awaiter : ReportedRole::Operand;
  }

  bool isAddress(const Value &V) const {
    return V.From == Deduced::No && !V.IsExtended && !V.Type.isNull() &&
           (V.IsReference || V.Type->isReferenceType());
  }

  void value(ValueId Id, unsigned State) {
    const Value &V = F.Values[Id];
    ReportedValue &Result = R.Values.emplace_back();
    Values[Id] = R.Values.size() - 1;
    Result.Name = V.IsObject ? "*this"
                  : V.Decl && V.Decl->getIdentifier() && V.Whole == None && !V.Decl->isImplicit()
                      ? V.Decl->getName().str()
                      : V.Name;
    Result.Role = roleOf(V, V.State != None && F.States[V.State].Awaiter == Id);
    Result.Member = V.Kind == ValueKind::Parameter ? V.Member : V.Name;
    Result.State = State;
    Result.Made = placeOf(V);
    Result.IsReference = isAddress(V);
    Result.IsOptional = V.IsSlot;
    Result.Holds = V.SlotState;
    const bool IsKnown = V.From == Deduced::No && !V.Type.isNull();
    if (IsKnown)
      Result.Type = V.IsObject ? readable(V.Type.getNonReferenceType(), Context)
                    : V.Kind == ValueKind::Operand || (V.Decl && V.Decl->isImplicit())
                        ? fullName(V.Type)
                        : readable(V.Type, Context);
    else
      Result.Type = V.SlotState != None  ? F.States[V.SlotState].Name
                    : V.TypeText.empty() ? "auto"
                                         : V.TypeText;
    if (!IsKnown)
      Result.IsDestroyed = V.SlotState == None;
    else if (!Result.IsReference)
      Result.IsDestroyed = !isTriviallyDestructible(V.Type.getNonReferenceType(), Context);
    if (IsKnown)
      Result.Extent = Result.IsReference ? extent(V.Type) : extent(V.Type.getNonReferenceType());
    if (V.Decl && V.Decl->hasAttr<AlignedAttr>() && Result.Extent.Align && !Result.IsReference &&
        !V.Decl->getType()->isDependentType())
      Result.Extent.Align = Context.getDeclAlign(V.Decl).getQuantity();
  }

  static llvm::ArrayRef<ValueId> membersOf(const State &S) {
    return S.IsPassed ? llvm::ArrayRef<ValueId>() : llvm::ArrayRef(S.Members);
  }

  void state(StateId Id, unsigned Parent) {
    const State &S = F.States[Id];
    static constexpr ReportedStateKind Kinds[] = {
        ReportedStateKind::Suspension, ReportedStateKind::Operands, ReportedStateKind::Scope,
        ReportedStateKind::Fields};
    const unsigned Index = R.States.size();
    Indices[Id] = Index;
    {
      ReportedState &Result = R.States.emplace_back();
      Result.Name = S.Name;
      Result.Kind = Kinds[static_cast<unsigned>(S.Kind)];
      Result.Parent = Parent;
      Result.InSlot = S.Slot != None;
      Result.OverBefore = S.Before;
    }
    if (Parent != None)
      R.States[Parent].Inner.push_back(Index);
    for (const ValueId Member : membersOf(S)) {
      R.States[Index].Values.push_back(R.Values.size());
      value(Member, Index);
    }
    for (const ValueId Member : S.Members) // operands on some paths only
      if (const StateId Held = F.Values[Member].SlotState;
          Held != None && F.States[Held].Kind != StateKind::Suspension)
        state(Held, Index);
    for (const StateId Inner : S.Inner)
      state(Inner, Index);
  }

  /// Where the address of each value is taken first.
  void escapes() {
    for (const FlowPoint &Point : Steps.Points)
      for (const FlowUse &Use : Point.Uses) {
        if (const auto It = Values.find(Use.Id); It != Values.end() && !Use.Range.empty())
          R.Values[It->second].Uses.push_back(Where.of(Use.Range));
        if (Use.Escapes)
          escape(Use.Id, Use.Range);
      }
    for (ReportedValue &V : R.Values) {
      const auto Begin = [](const ReportedPlace &P) { return std::tie(P.Line, P.Column); };
      llvm::sort(V.Uses, [&](const ReportedPlace &Left, const ReportedPlace &Right) {
        return Begin(Left) < Begin(Right);
      });
      V.Uses.erase(std::unique(V.Uses.begin(), V.Uses.end(),
                               [&](const ReportedPlace &Left, const ReportedPlace &Right) {
                                 return Begin(Left) == Begin(Right);
                               }),
                   V.Uses.end());
    }
    for (const Value &V : F.Values)
      if (V.Kind == ValueKind::Operand)
        for (const Part &Each : V.Init.Parts)
          if (Each.Kind == PartKind::Member || Each.Kind == PartKind::Forward)
            escape(Each.Id, {});
  }

  void escape(ValueId Id, TokenRange Range) {
    const auto It = Values.find(Id);
    if (It == Values.end())
      return;
    ReportedValue &V = R.Values[It->second];
    if (V.IsReference)
      return;
    ReportedPlace At = Range.empty() ? V.Made : Where.of(Range);
    if (!V.Escapes ||
        std::make_pair(At.Line, At.Column) < std::make_pair(V.Escapes->Line, V.Escapes->Column))
      V.Escapes = std::move(At);
  }

  // Suspension points.

  void point(StateId Id) {
    const State &S = F.States[Id];
    ReportedPoint Result;
    Result.State = Indices.lookup(Id);
    Result.Kind = Id == F.Initial                        ? ReportedPointKind::Initial
                  : Id == F.Final                        ? ReportedPointKind::Final
                  : S.Await && isa<CoyieldExpr>(S.Await) ? ReportedPointKind::Yield
                                                         : ReportedPointKind::Await;
    Result.Awaits = S.Quote;
    if (Id == F.Initial || Id == F.Final)
      Result.Place = Where.of(C.Lambda ? C.Lambda->getBeginLoc() : C.Function->getLocation());
    else if (S.Await)
      Result.Place = Where.of(S.Await->getSourceRange());
    if (S.IsPassed)
      Result.Awaiter = fullName(F.Values[S.Awaiter].Type);
    else if (S.Awaiter != None)
      Result.Awaiter = R.Values[Values.lookup(S.Awaiter)].Type;
    for (const ValueId Parameter : F.Parameters)
      if (!F.Values[Parameter].IsDropped)
        keep(Result, Parameter, Id);
    std::vector<StateId> Around; // innermost first
    for (StateId At = Id; At != None;) {
      Around.push_back(At);
      const bool Before = F.States[At].Before;
      At = F.States[At].Parent;
      if (Before && At != None)
        At = F.States[At].Parent; // what it lies in the place of has not begun
    }
    for (const StateId Each : llvm::reverse(Around))
      keepState(Result, Each, Id);
    if (S.Await && Id != F.Initial && Id != F.Final)
      callees(Result, *S.Await);
    R.Points.push_back(std::move(Result));
  }

  void keepState(ReportedPoint &Point, StateId Id, StateId At) {
    for (const ValueId Member : membersOf(F.States[Id])) {
      if (const StateId Held = F.Values[Member].SlotState; Held != None) {
        if (Held != At && F.States[Held].Kind != StateKind::Suspension && mayBeMade(Held, At))
          keepState(Point, Held, At);
        continue;
      }
      if (Id == At || F.Values[Member].Kind == ValueKind::Operand || mayExist(Steps, Member, At))
        keep(Point, Member, At);
    }
  }

  bool mayBeMade(StateId Held, StateId At) const {
    return llvm::any_of(F.States[Held].Members,
                        [&](ValueId Member) { return mayExist(Steps, Member, At); });
  }

  void keep(ReportedPoint &Point, ValueId Id, StateId At) {
    const ReportedValue &V = R.Values[Values.lookup(Id)];
    ReportedKept Kept;
    Kept.Value = Values.lookup(Id);
    if (V.Role == ReportedRole::Awaiter && F.Values[Id].State == At) {
      Kept.Reasons.push_back(ReportedReason::Resumes);
    } else {
      for (const FlowUse &Use : nextUses(Steps, Id, Steps.resumed(At, F))) {
        if (Kept.Reasons.empty())
          Kept.Reasons.push_back(ReportedReason::UsedLater);
        const ReportedPlace Place = Use.Range.empty() ? placeNear(Id, At) : Where.of(Use.Range);
        if (Place.isValid() && llvm::none_of(Kept.NextUses, [&](const ReportedPlace &Known) {
              return std::tie(Known.Line, Known.Column) == std::tie(Place.Line, Place.Column);
            }))
          Kept.NextUses.push_back(Place);
      }
    }
    if (V.IsDestroyed)
      Kept.Reasons.push_back(ReportedReason::DestroyedLater);
    if (V.Escapes && V.Role != ReportedRole::Awaiter &&
        (V.Role == ReportedRole::Operand || mayHaveEscaped(Steps, Id, At)))
      Kept.Reasons.push_back(ReportedReason::AddressEscapes);
    if (Kept.Reasons.empty())
      Kept.Reasons.push_back(V.State == None ? ReportedReason::Parameter : ReportedReason::Place);
    Point.Kept.push_back(std::move(Kept));
  }

  /// What costate writes for the user: the end of a full-expression, the head of a range-for.
  ReportedPlace placeNear(ValueId Id, StateId At) const {
    return F.Values[Id].Kind == ValueKind::Operand && F.States[At].Await
               ? Where.of(F.States[At].Await->getSourceRange())
               : placeOf(F.Values[Id]);
  }

  void callees(ReportedPoint &Point, const Expr &Await) {
    for (const FunctionDecl *Callee : awaitedCoroutines(Await)) {
      if (llvm::is_contained(F.Embedded, Callee)) // a member of the state
        continue;
      ReportedCallee &Result = Point.Callees.emplace_back();
      llvm::raw_string_ostream OS(Result.Name);
      Callee->getNameForDiagnostic(OS, Policy, true);
      Result.Key = Symbols.getName(Callee);
    }
  }

  // Transitions.

  void transitions() {
    R.Transitions.push_back({None, Indices.lookup(F.Initial), ReportedTrigger::Call, {}});
    for (const StateId From : P.Suspensions) {
      if (From == F.Final)
        continue;
      for (const FlowWay &Way : nextSuspensions(Steps, F, Steps.resumed(From, F))) {
        ReportedTransition &Result = R.Transitions.emplace_back();
        Result.From = Indices.lookup(From);
        Result.To = Indices.lookup(Way.To);
        for (const FlowEdge &Decision : Way.Decisions)
          if (std::string Cause = Quote.cause(Decision); !Cause.empty())
            Result.Causes.push_back(std::move(Cause));
      }
    }
    if (Context.getLangOpts().CXXExceptions)
      for (const StateId Root : P.Roots)
        if (Root != F.Initial && Root != F.Final)
          R.Transitions.push_back(
              {Indices.lookup(Root), Indices.lookup(F.Final), ReportedTrigger::Exception, {}});
    R.Transitions.push_back({Indices.lookup(F.Final), None, ReportedTrigger::Destroy, {}});
  }

  const Coroutine &C;
  const NormalForm &F;
  const Flow &Steps;
  const Plan &P;
  const Tokens &T;
  const ASTContext &Context;
  const SourceManager &Sources;
  const Places Where;
  const Quotes Quote;
  PrintingPolicy Policy;
  mutable ASTNameGenerator Symbols;
  ReportedCoroutine R;
  llvm::DenseMap<StateId, unsigned> Indices;
  llvm::DenseMap<ValueId, unsigned> Values;
};

} // namespace

ReportedCoroutine describe(const Coroutine &C, const NormalForm &Form, const Flow &Flow,
                           const Plan &Plan, std::string Text, const Tokens &Tokens,
                           const ASTContext &Context) {
  return Describer(C, Form, Flow, Plan, Tokens, Context).run(std::move(Text));
}

} // namespace costate
