// The model of one coroutine, from what the stages have found of it.
#include "report/Describe.h"

#include "normalize/Evaluation.h"
#include "source/Types.h"

#include "clang/AST/Mangle.h"

using namespace clang;

namespace costate {
namespace {

class Describer {
public:
  Describer(const Coroutine &C, const NormalForm &F, const Flow &Flow, const Plan &P,
            const Tokens &T, const ASTContext &Context)
      : C(C), F(F), Steps(Flow), P(P), T(T), Context(Context), Sources(T.sources()),
        Where(T, Context), Quote(F, Flow, T) {}

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
    const Described Before{C, F, Steps, P, Context, Where, Quote, Indices, Values};
    describePoints(Before, R);
    describeTransitions(Before, R);
    sumUp(R);
    return std::move(R);
  }

private:
  // Texts.

  std::string signature() const {
    const TokenRange Whole = T.range(C.Range);
    const TokenRange Body = T.range(C.BodyRange);
    return oneLine(T.spell({Whole.Begin, Body.Begin}));
  }

  // The coroutine.

  void heading() {
    R.Name = C.Lambda ? C.Name : qualifiedName(*C.Function, Context);
    R.Signature = signature();
    R.Machine = P.Machine;
    R.IsTemplate = C.IsDependent;
    R.Place = Where.of(C.Range);
    R.NamePlace = Where.of(C.Lambda ? C.Lambda->getBeginLoc() : C.Function->getLocation());
    for (const auto &[If, Taken] : C.Taken)
      R.Branch += (R.Branch.empty() ? "" : ", ") + std::string(Taken ? "where " : "unless ") +
                  oneLine(T.spell(T.range(If->getCond()->getSourceRange())));
    if (!C.IsDependent)
      R.Key = ASTNameGenerator(const_cast<ASTContext &>(Context)).getName(C.Function);
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
    const uint64_t Pointer = Context.getTypeSizeInChars(Context.VoidPtrTy).getQuantity();
    Frame.Header = 2 * Pointer;
    Frame.PromiseType =
        C.PromiseType->isDependentType()
            ? readable(C.Function->getReturnType().getUnqualifiedType(), Context) + "::promise_type"
            : fullName(C.PromiseType, Context);
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
    Result.Made = placeOf(V, F, Steps, Where);
    Result.IsReference = isAddress(V);
    Result.IsOptional = V.IsSlot;
    Result.Holds = V.SlotState;
    const bool IsKnown = V.From == Deduced::No && !V.Type.isNull();
    if (IsKnown)
      Result.Type = V.IsObject ? readable(V.Type.getNonReferenceType(), Context)
                    : V.Kind == ValueKind::Operand || (V.Decl && V.Decl->isImplicit())
                        ? fullName(V.Type, Context)
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
    embedded(Id, Result);
    if (V.Decl && V.Decl->hasAttr<AlignedAttr>() && Result.Extent.Align && !Result.IsReference &&
        !V.Decl->getType()->isDependentType())
      Result.Extent.Align = Context.getDeclAlign(V.Decl).getQuantity();
  }

  /// A coroutine's frame is no operand of the user's, and is destroyed with its task.
  void embedded(ValueId Id, ReportedValue &Result) const {
    const auto Call =
        llvm::find_if(F.Embedded, [&](const EmbeddedCall &Each) { return Each.Storage == Id; });
    if (Call == F.Embedded.end())
      return;
    Result.Name = "frame of " + qualifiedName(*Call->Callee, Context);
    Result.Role = ReportedRole::Frame;
    Result.IsDestroyed = false;
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
      V.Uses.erase(llvm::unique(V.Uses,
                                [&](const ReportedPlace &Left, const ReportedPlace &Right) {
                                  return Begin(Left) == Begin(Right);
                                }),
                   V.Uses.end());
    }
    for (ValueId Id = 0; Id != F.Values.size(); ++Id)
      if (F.Values[Id].IsReachable)
        escape(Id, {});
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
    if (V.IsReference || V.Role == ReportedRole::Frame)
      return;
    ReportedPlace At = Range.empty() ? V.Made : Where.of(Range);
    if (!V.Escapes ||
        std::make_pair(At.Line, At.Column) < std::make_pair(V.Escapes->Line, V.Escapes->Column))
      V.Escapes = std::move(At);
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
