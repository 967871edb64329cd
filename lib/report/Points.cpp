// The suspension points of one coroutine, and what leads from one to the next.
#include "report/Describe.h"

#include "normalize/Evaluation.h"

#include "clang/AST/Mangle.h"

using namespace clang;

namespace costate {
namespace {

class PointDescriber {
public:
  PointDescriber(const Described &D, ReportedCoroutine &R) : D(D), R(R) {}

  void point(StateId Id) {
    const State &S = D.F.States[Id];
    ReportedPoint Result;
    Result.State = D.States.lookup(Id);
    Result.Kind = Id == D.F.Initial                      ? ReportedPointKind::Initial
                  : Id == D.F.Final                      ? ReportedPointKind::Final
                  : S.Await && isa<CoyieldExpr>(S.Await) ? ReportedPointKind::Yield
                                                         : ReportedPointKind::Await;
    Result.Awaits = S.Quote;
    if (Id == D.F.Initial || Id == D.F.Final)
      Result.Place =
          D.Where.of(D.C.Lambda ? D.C.Lambda->getBeginLoc() : D.C.Function->getLocation());
    else if (S.Await)
      Result.Place = D.Where.of(S.Await->getSourceRange());
    if (S.IsPassed)
      Result.Awaiter = fullName(D.F.Values[S.Awaiter].Type, D.Context);
    else if (S.Awaiter != None)
      Result.Awaiter = R.Values[D.Values.lookup(S.Awaiter)].Type;
    for (const ValueId Parameter : D.F.Parameters)
      if (!D.F.Values[Parameter].IsDropped)
        keep(Result, Parameter, Id);
    std::vector<StateId> Around; // innermost first
    for (StateId At = Id; At != None;) {
      Around.push_back(At);
      const bool Before = D.F.States[At].Before;
      At = D.F.States[At].Parent;
      if (Before && At != None)
        At = D.F.States[At].Parent; // what it lies in the place of has not begun
    }
    for (const StateId Each : llvm::reverse(Around))
      keepState(Result, Each, Id);
    if (S.Await && Id != D.F.Initial && Id != D.F.Final)
      callees(Result, *S.Await);
    R.Points.push_back(std::move(Result));
  }

private:
  void keepState(ReportedPoint &Point, StateId Id, StateId At) {
    for (const ValueId Member : membersOf(D.F.States[Id])) {
      if (const StateId Held = D.F.Values[Member].SlotState; Held != None) {
        if (Held != At && D.F.States[Held].Kind != StateKind::Suspension && mayBeMade(Held, At))
          keepState(Point, Held, At);
        continue;
      }
      if (Id == At || D.F.Values[Member].Kind == ValueKind::Operand ||
          mayExist(D.Steps, Member, At))
        keep(Point, Member, At);
    }
  }

  bool mayBeMade(StateId Held, StateId At) const {
    return llvm::any_of(D.F.States[Held].Members,
                        [&](ValueId Member) { return mayExist(D.Steps, Member, At); });
  }

  void keep(ReportedPoint &Point, ValueId Id, StateId At) {
    const ReportedValue &V = R.Values[D.Values.lookup(Id)];
    ReportedKept Kept;
    Kept.Value = D.Values.lookup(Id);
    if ((V.Role == ReportedRole::Awaiter && D.F.Values[Id].State == At) ||
        V.Role == ReportedRole::Frame) {
      Kept.Reasons.push_back(ReportedReason::Resumes);
    } else {
      for (const FlowUse &Use : nextUses(D.Steps, Id, D.Steps.resumed(At, D.F))) {
        if (Kept.Reasons.empty())
          Kept.Reasons.push_back(ReportedReason::UsedLater);
        const ReportedPlace Place = Use.Range.empty() ? placeNear(Id, At) : D.Where.of(Use.Range);
        if (Place.isValid() && llvm::none_of(Kept.NextUses, [&](const ReportedPlace &Known) {
              return std::tie(Known.Line, Known.Column) == std::tie(Place.Line, Place.Column);
            }))
          Kept.NextUses.push_back(Place);
      }
    }
    if (V.IsDestroyed)
      Kept.Reasons.push_back(ReportedReason::DestroyedLater);
    if (V.Escapes && V.Role != ReportedRole::Awaiter &&
        (V.Role == ReportedRole::Operand || D.F.Values[Id].IsReachable ||
         mayHaveEscaped(D.Steps, Id, At)))
      Kept.Reasons.push_back(ReportedReason::AddressEscapes);
    if (Kept.Reasons.empty())
      Kept.Reasons.push_back(V.State == None ? ReportedReason::Parameter : ReportedReason::Place);
    Point.Kept.push_back(std::move(Kept));
  }

  /// What costate writes for the user: the end of a full-expression, the head of a range-for.
  ReportedPlace placeNear(ValueId Id, StateId At) const {
    return D.F.Values[Id].Kind == ValueKind::Operand && D.F.States[At].Await
               ? D.Where.of(D.F.States[At].Await->getSourceRange())
               : placeOf(D.F.Values[Id], D.F, D.Steps, D.Where);
  }

  void callees(ReportedPoint &Point, const Expr &Await) const {
    std::vector<const FunctionDecl *> Known;
    for (const CallExpr *Call : awaitedCalls(Await)) {
      const auto Embedded =
          llvm::find_if(D.F.Embedded, [&](const EmbeddedCall &Each) { return Each.Call == Call; });
      const FunctionDecl *Callee = Call->getDirectCallee()->getDefinition();
      if (Embedded == D.F.Embedded.end()) {
        if (llvm::is_contained(Known, Callee))
          continue;
        Known.push_back(Callee);
      }
      ReportedCallee &Result = Point.Callees.emplace_back();
      Result.Name = qualifiedName(*Callee, D.Context);
      Result.Key = ASTNameGenerator(const_cast<ASTContext &>(D.Context)).getName(Callee);
      if (Embedded != D.F.Embedded.end())
        if (const auto Place = D.Values.find(Embedded->Storage); Place != D.Values.end())
          Result.Frame = Place->second;
    }
  }

  const Described &D;
  ReportedCoroutine &R;
};

} // namespace

void describePoints(const Described &D, ReportedCoroutine &R) {
  for (const StateId Id : D.P.Suspensions)
    PointDescriber(D, R).point(Id);
}

void describeTransitions(const Described &D, ReportedCoroutine &R) {
  R.Transitions.push_back({None, D.States.lookup(D.F.Initial), ReportedTrigger::Call, {}});
  for (const StateId From : D.P.Suspensions) {
    if (From == D.F.Final)
      continue;
    for (const FlowWay &Way : nextSuspensions(D.Steps, D.F, D.Steps.resumed(From, D.F))) {
      ReportedTransition &Result = R.Transitions.emplace_back();
      Result.From = D.States.lookup(From);
      Result.To = D.States.lookup(Way.To);
      for (const FlowEdge &Decision : Way.Decisions)
        if (std::string Cause = D.Quote.cause(Decision); !Cause.empty())
          Result.Causes.push_back(std::move(Cause));
    }
  }
  if (D.Context.getLangOpts().CXXExceptions)
    for (const StateId Root : D.P.Roots)
      if (Root != D.F.Initial && Root != D.F.Final)
        R.Transitions.push_back(
            {D.States.lookup(Root), D.States.lookup(D.F.Final), ReportedTrigger::Exception, {}});
  R.Transitions.push_back({D.States.lookup(D.F.Final), None, ReportedTrigger::Destroy, {}});
}

} // namespace costate
