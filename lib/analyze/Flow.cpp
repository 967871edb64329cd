// Built from the end: each step knows what comes after it.
#include "analyze/Flow.h"

#include "llvm/ADT/DenseMap.h"

#include <deque>
#include <map>

using namespace clang;

namespace costate {
namespace {

class Builder {
public:
  Builder(const NormalForm &Form, Flow &Result) : F(Form), R(Result) {}

  void run() {
    R.Exit = add(nullptr);
    R.Entry = node(*F.Body, R.Exit);
    for (const auto &[Point, By] : Gotos)
      if (const auto It = Labels.find(By->Label); It != Labels.end())
        R.Points[Point].Next.push_back(
            {It->second, FlowKind::Jump, &R.Points[Point].From->Code, By});
  }

private:
  unsigned add(const Node *From) {
    R.Points.emplace_back().From = From;
    return R.Points.size() - 1;
  }

  unsigned step(const Node &N, unsigned Next) {
    const unsigned Point = add(&N);
    R.Points[Point].Next.push_back({Next, FlowKind::Next});
    if (!Handlers.empty())
      R.Points[Point].Next.push_back({Handlers.back(), FlowKind::Exception});
    return Point;
  }

  /// What the text uses, and where its jumps go.
  void read(const Piece &P, unsigned Point) {
    for (const Part &Each : P.Parts)
      switch (Each.Kind) {
      case PartKind::Use:
      case PartKind::Binding:
        use(Point,
            {Each.Id, F.Values[Each.Id].IsObject ? member(P, Each) : Each.Range, Each.Escapes});
        if (F.Values[Each.Id].Whole != None)
          use(Point, {F.Values[Each.Id].Whole, Each.Range, true});
        break;
      case PartKind::Member:
      case PartKind::Forward:
        use(Point, {Each.Id, Each.Range, false});
        break;
      case PartKind::LambdaBegin:
        for (const Capture &Named : Each.Captured)
          use(Point, {Named.Id, Each.Range, true});
        break;
      case PartKind::Jump:
        jump(Each.To, Point);
        break;
      default:
        break;
      }
  }

  /// The object is named by its members, which come next.
  static TokenRange member(const Piece &P, const Part &Object) {
    for (const Part *Each = &Object; Each != P.Parts.data() + P.Parts.size(); ++Each)
      if (!Each->Range.empty() && Each->Kind != PartKind::Gap)
        return {Each->Range.Begin, Each->Range.Begin + 1};
    return {};
  }

  void use(unsigned Point, FlowUse Use) { R.Points[Point].Uses.push_back(Use); }

  void jump(const Jump &To, unsigned Point) {
    unsigned There = R.Exit;
    if (To.Kind == JumpKind::Goto) {
      Gotos.emplace_back(Point, &To);
      return;
    }
    if (To.Kind == JumpKind::Break)
      There = Breaks.lookup(To.Target);
    else if (To.Kind == JumpKind::Continue)
      There = Continues.lookup(To.Target);
    R.Points[Point].Next.push_back({There, FlowKind::Jump, &R.Points[Point].From->Code, &To});
  }

  /// The point where \p N begins, behind which \p Next comes.
  unsigned node(const Node &N, unsigned Next) {
    switch (N.Kind) {
    case NodeKind::Block:
      if (N.To.Target) // `continue` ends this block
        Continues[N.To.Target] = Next;
      for (size_t I = N.Children.size(); I-- > 0;)
        Next = node(*N.Children[I], Next);
      return Next;
    case NodeKind::If:
      return branch(N, Next);
    case NodeKind::Loop:
      return loop(N, Next);
    case NodeKind::Switch:
      return choice(N, Next);
    case NodeKind::Try:
      return tryBlock(N, Next);
    case NodeKind::Jump:
    case NodeKind::Return: {
      const unsigned Point = add(&N);
      read(N.Code, Point);
      jump(N.To, Point);
      if (!Handlers.empty() && N.Kind == NodeKind::Return)
        R.Points[Point].Next.push_back({Handlers.back(), FlowKind::Exception});
      return Point;
    }
    case NodeKind::Case: {
      const unsigned Point = step(N, Next);
      if (N.Label)
        Labels[N.Label] = Point;
      else if (!Switches.empty())
        Switches.back().push_back(Point);
      return Point;
    }
    default:
      break;
    }
    const unsigned Point = step(N, Next);
    if (llvm::any_of(N.Code.Parts, [](const Part &Each) { return Each.Kind == PartKind::Jump; })) {
      R.Points[Point].Next.front().Kind = FlowKind::Stay;
      R.Points[Point].Next.front().Condition = &N.Code;
    }
    read(N.Code, Point);
    if (N.Kind == NodeKind::Declare || N.Kind == NodeKind::Emplace)
      for (const Declared &D : N.Variables) {
        read(D.Init, Point);
        if (N.Kind == NodeKind::Declare)
          R.Points[Point].Declares.push_back(D.Id);
      }
    if (N.Kind == NodeKind::Construct || N.Kind == NodeKind::Suspend)
      for (const ValueId Member : F.States[N.Id].Members) {
        read(F.Values[Member].Init, Point);
        R.Points[Point].Declares.push_back(Member);
      }
    if (N.Kind == NodeKind::Suspend)
      R.Points[Point].Waits = N.Id;
    if (N.Kind == NodeKind::Resume)
      R.Points[Point].Resumes = N.Id;
    return Point;
  }

  unsigned branch(const Node &N, unsigned Next) {
    const unsigned Then = node(*N.Children.front(), Next);
    const unsigned Else = N.Children.size() > 1 ? node(*N.Children[1], Next) : Next;
    const unsigned Point = add(&N);
    read(N.Code, Point);
    R.Points[Point].Next.push_back({Then, FlowKind::Then, &N.Code});
    R.Points[Point].Next.push_back({Else, FlowKind::Else, &N.Code});
    if (!Handlers.empty())
      R.Points[Point].Next.push_back({Handlers.back(), FlowKind::Exception});
    return Point;
  }

  unsigned loop(const Node &N, unsigned Next) {
    const bool IsDo = N.Children.size() > 1; // the condition comes behind the body
    Breaks[&N] = Next;
    const unsigned Again = add(&N);
    if (!IsDo)
      read(N.Code, Again);
    Continues[&N] = Again; // unless a block of the round says otherwise
    if (IsDo)
      read(N.Children[1]->Code, Again);
    const unsigned Body = node(*N.Children.front(), Again);
    for (unsigned Point = Again + 1; Point != R.Points.size(); ++Point)
      llvm::append_range(R.Points[Again].Ends, R.Points[Point].Declares);
    const Piece *Condition = N.IsEndless ? nullptr : IsDo ? &N.Children[1]->Code : &N.Code;
    R.Points[Again].Next.push_back({Body, FlowKind::Round, Condition});
    if (Condition)
      R.Points[Again].Next.push_back({Next, FlowKind::Leave, Condition});
    if (!Handlers.empty())
      R.Points[Again].Next.push_back({Handlers.back(), FlowKind::Exception});
    return IsDo ? Body : enter(N, Again, Body, Next, Condition);
  }

  /// The first round is none that goes on.
  unsigned enter(const Node &N, unsigned Again, unsigned Body, unsigned Next,
                 const Piece *Condition) {
    const unsigned First = add(&N);
    R.Points[First].Uses = R.Points[Again].Uses;
    R.Points[First].Next.push_back({Body, FlowKind::Next});
    if (Condition)
      R.Points[First].Next.push_back({Next, FlowKind::Leave, Condition});
    if (!Handlers.empty())
      R.Points[First].Next.push_back({Handlers.back(), FlowKind::Exception});
    return First;
  }

  unsigned choice(const Node &N, unsigned Next) {
    Breaks[&N] = Next;
    Switches.emplace_back();
    node(*N.Children.front(), Next); // nothing flows into it
    const std::vector<unsigned> Cases = std::move(Switches.back());
    Switches.pop_back();
    const unsigned Point = add(&N);
    read(N.Code, Point);
    bool HasDefault = false;
    for (auto It = Cases.rbegin(); It != Cases.rend(); ++It) {
      const Piece &Code = R.Points[*It].From->Code;
      HasDefault = HasDefault || isDefault(Code);
      R.Points[Point].Next.push_back({*It, FlowKind::Case, &Code});
    }
    if (!HasDefault)
      R.Points[Point].Next.push_back({Next, FlowKind::Next});
    return Point;
  }

  /// `default:` is two tokens, `case n:` at least three.
  static bool isDefault(const Piece &Code) {
    return Code.Parts.size() == 1 &&
           Code.Parts.front().Range.End - Code.Parts.front().Range.Begin == 2;
  }

  unsigned tryBlock(const Node &N, unsigned Next) {
    const unsigned Handler = step(N, Next);
    read(N.Code, Handler);
    Handlers.push_back(Handler);
    const unsigned Begin = node(*N.Children.front(), Next);
    Handlers.pop_back();
    return Begin;
  }

  const NormalForm &F;
  Flow &R;
  llvm::DenseMap<const Node *, unsigned> Breaks;
  llvm::DenseMap<const Node *, unsigned> Continues;
  llvm::DenseMap<const LabelDecl *, unsigned> Labels;
  std::vector<std::pair<unsigned, const Jump *>> Gotos;
  std::vector<std::vector<unsigned>> Switches; ///< the cases of those around, last one first
  std::vector<unsigned> Handlers;              ///< of the try blocks around
};

/// Whether it tells something of the way from one suspension to the next.
bool isCause(const FlowEdge &Edge) { return Edge.Kind != FlowKind::Next; }

/// ... and there was a choice.
bool isDecision(const FlowPoint &Point, const FlowEdge &Edge) {
  return isCause(Edge) && Point.Next.size() > 1;
}

/// Whether \p State can be reached from one of \p Begin, before \p Id ends or is declared anew.
bool reaches(const Flow &Flow, std::vector<unsigned> Ahead, ValueId Id, StateId State) {
  std::vector<bool> Seen(Flow.Points.size());
  while (!Ahead.empty()) {
    const FlowPoint &Point = Flow.Points[Ahead.back()];
    Ahead.pop_back();
    if (Point.Waits == State)
      return true;
    for (const FlowEdge &Edge : Point.Next) {
      const FlowPoint &Next = Flow.Points[Edge.To];
      if (!Seen[Edge.To] && !llvm::is_contained(Next.Ends, Id) &&
          !llvm::is_contained(Next.Declares, Id)) {
        Seen[Edge.To] = true;
        Ahead.push_back(Edge.To);
      }
    }
  }
  return false;
}

} // namespace

Flow flowOf(const NormalForm &Form) {
  Flow Result;
  Builder(Form, Result).run();
  return Result;
}

unsigned Flow::resumed(StateId State, const NormalForm &Form) const {
  if (State == Form.Initial)
    return Entry;
  for (unsigned Point = 0; Point != Points.size(); ++Point)
    if (Points[Point].Resumes == State)
      return Point;
  return None;
}

std::vector<FlowUse> nextUses(const Flow &Flow, ValueId Id, unsigned From) {
  std::vector<FlowUse> Result;
  if (From == None)
    return Result;
  std::vector<bool> Seen(Flow.Points.size());
  std::vector<unsigned> Ahead{From};
  Seen[From] = true;
  while (!Ahead.empty()) {
    const FlowPoint &Point = Flow.Points[Ahead.back()];
    Ahead.pop_back();
    const auto Use = llvm::find_if(Point.Uses, [&](const FlowUse &Each) { return Each.Id == Id; });
    if (Use != Point.Uses.end())
      Result.push_back(*Use);
    if (Use != Point.Uses.end() || llvm::is_contained(Point.Declares, Id))
      continue; // it is used, or another object
    for (const FlowEdge &Edge : Point.Next)
      if (!Seen[Edge.To]) {
        Seen[Edge.To] = true;
        Ahead.push_back(Edge.To);
      }
  }
  llvm::sort(Result, [](const FlowUse &Left, const FlowUse &Right) {
    return Left.Range.Begin < Right.Range.Begin;
  });
  return Result;
}

bool mayExist(const Flow &Flow, ValueId Id, StateId State) {
  std::vector<unsigned> Begin;
  for (unsigned Point = 0; Point != Flow.Points.size(); ++Point)
    if (llvm::is_contained(Flow.Points[Point].Declares, Id))
      Begin.push_back(Point);
  return reaches(Flow, std::move(Begin), Id, State);
}

bool mayHaveEscaped(const Flow &Flow, ValueId Id, StateId State) {
  std::vector<unsigned> Begin;
  for (unsigned Point = 0; Point != Flow.Points.size(); ++Point)
    if (llvm::any_of(Flow.Points[Point].Uses,
                     [&](const FlowUse &Use) { return Use.Id == Id && Use.Escapes; }))
      Begin.push_back(Point);
  return reaches(Flow, std::move(Begin), Id, State);
}

std::vector<FlowWay> nextSuspensions(const Flow &Flow, const NormalForm &Form, unsigned From) {
  std::vector<FlowWay> Result;
  if (From == None)
    return Result;
  struct Step {
    unsigned Decisions = None;
    unsigned Before = None;
    const FlowEdge *By = nullptr;
    bool Done = false;
  };
  std::vector<Step> Steps(Flow.Points.size());
  Steps[From].Decisions = 0;
  std::deque<unsigned> Ahead{From}; // by the number of decisions
  std::map<StateId, unsigned> Reached;
  while (!Ahead.empty()) {
    const unsigned At = Ahead.front();
    Ahead.pop_front();
    if (std::exchange(Steps[At].Done, true))
      continue;
    const FlowPoint &Point = Flow.Points[At];
    if (Point.Waits != None || At == Flow.Exit) {
      Reached.emplace(At == Flow.Exit ? Form.Final : Point.Waits, At);
      continue;
    }
    for (const FlowEdge &Edge : Point.Next) {
      const unsigned Decisions = Steps[At].Decisions + isDecision(Point, Edge);
      Step &There = Steps[Edge.To];
      if (There.Done || (There.Decisions != None && There.Decisions <= Decisions))
        continue;
      There = {Decisions, At, &Edge, false};
      if (isDecision(Point, Edge))
        Ahead.push_back(Edge.To);
      else
        Ahead.push_front(Edge.To);
    }
  }
  for (const auto &[State, End] : Reached) {
    FlowWay Way;
    Way.To = State;
    for (unsigned At = End; Steps[At].By; At = Steps[At].Before)
      if (isCause(*Steps[At].By))
        Way.Decisions.insert(Way.Decisions.begin(), *Steps[At].By);
    Result.push_back(std::move(Way));
  }
  return Result;
}

} // namespace costate
