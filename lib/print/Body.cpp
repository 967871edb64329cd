// Writes run(): the body with the source's structure, in which every suspension is
//
//   ::new (at<AwaitRead>()) AwaitRead{peer.read(bytes)};
//   if (suspend<AwaitRead>(step)) return step.next;
// resume_read:
//   int got = resumed<AwaitRead>();
//
// The dispatch at the top jumps to the labels; a `try` is entered first and dispatches again, since
// nothing can jump into it ([except.pre]/2).
#include "print/Printer.h"
#include "print/Spans.h"

using namespace clang;

namespace costate {

std::string Printer::runFunction() {
  const auto Collect = [&](const auto &Self, const Node &N) -> void {
    if (N.Label)
      Labels[N.Label] = N.Inside;
    for (const auto &Child : N.Children)
      Self(Self, *Child);
  };
  Collect(Collect, *F.Body);
  const auto FindLeaving = [&](const auto &Self, const Node &N) -> void {
    for (const Part &Each : N.Code.Parts)
      if (Each.Kind == PartKind::Jump && Each.To.Kind == JumpKind::Goto)
        if (const auto It = Labels.find(Each.To.Label);
            It != Labels.end() && leavesSomething(N.Inside, It->second))
          LeavingLabels.insert(Each.To.Label);
    for (const auto &Child : N.Children)
      Self(Self, *Child);
  };
  FindLeaving(FindLeaving, *F.Body);
  const State &Start = F.States[F.Initial];
  const State &Done = F.States[F.Final];
  std::string Names;
  for (const auto &[Value, Name] : F.FunctionNames)
    if (!IsLocal)
      Names += "static const char " + Name + "[] = \"" + Value + "\";\n";
  std::string Text = "std::coroutine_handle<> run() {\n" + packsBegin() + elementsBegin() +
                     "costate::step " + P.Step + ";\n" + Names + usings() + aliases();
  Text += "switch (" + Self + "state.current()) {\n" + dispatch(0, 0) +
          "case costate::finishing: goto " + P.Finish + ";\n}\n\n";
  Text += "::new (" + On + "at<" + Start.Name + ">()) " + Start.Name + "{" + inits(F.Initial) +
          "};\n" + traced(F.Initial);
  Text +=
      "if (" + On + "suspend<" + Start.Name + ">(" + P.Step + ")) return " + P.Step + ".next;\n";
  Text += Start.Label + ":\n" + On + "begin_body<" + Start.Name + ">();\n\n";
  Text += children(*F.Body) + code(F.FallThrough) + "\n";
  Text += "\n" + P.Finish + ":\n";
  if (F.ReturnsInside || returnsInside(*F.Body))
    Text += Self + "leave_to_body();\n";
  Text += "::new (" + On + "at<" + Done.Name + ">()) " + Done.Name + "{" + inits(F.Final) + "};\n" +
          traced(F.Final);
  return Text + "return " + On + "finish<" + Done.Name + ">();\n" + elementsEnd() + packsEnd() +
         "}\n";
}

std::string Printer::dispatch(unsigned Depth, unsigned Try) const {
  std::string Text;
  for (const StateId Id : P.Suspensions) {
    const State &S = F.States[Id];
    if (Id == F.Final)
      continue;
    if (Depth > 0 && (S.Tries.size() < Depth || S.Tries[Depth - 1] != Try))
      continue;
    Text += "case " + numberOf(Id) + ": goto ";
    Text += S.Tries.size() > Depth ? "enter_try_" + std::to_string(S.Tries[Depth]) : S.Label;
    Text += ";\n";
  }
  return Text;
}

std::string Printer::node(const Node &N) {
  switch (N.Kind) {
  case NodeKind::Text: {
    std::string Text;
    if (!N.Code.Parts.empty() && N.Code.Parts.front().Kind == PartKind::Tokens)
      Text = line(T.location(N.Code.Parts.front().Range.Begin));
    return Text + code(N.Code) + "\n";
  }
  case NodeKind::Trivia:
    return code(N.Code);
  case NodeKind::Eval:
    return eval(N);
  case NodeKind::Emplace: {
    const std::string &Name = F.States[F.Values[N.Variables.front().Id].Region].Name;
    return "::new (" + On + "at<" + Name + ">()) " + Name + "{" + element(N.Variables.front()) +
           "};\n";
  }
  case NodeKind::Declare:
    return declare(N);
  case NodeKind::FullBegin:
    return "";
  case NodeKind::FullEnd:
    return fullEnd(N);
  case NodeKind::Construct:
    return construct(F.States[N.Id], N.Id);
  case NodeKind::Suspend:
    return suspend(N);
  case NodeKind::Resume:
    return F.States[N.Id].Label + ":\n";
  case NodeKind::Block:
    return nestedBlock(N);
  case NodeKind::If: {
    // In an arm of a conditional expression the full-expression goes on.
    const auto SavedFull = Full;
    std::string Text = "if (" + code(N.Code) + ") " + block(*N.Children[0], true);
    if (N.Children.size() > 1)
      Text += "else " + block(*N.Children[1], true);
    Full = SavedFull;
    return Text;
  }
  case NodeKind::Loop:
    return loop(N);
  case NodeKind::Switch:
    return "switch (" + code(N.Code) + ") {\n" + children(*N.Children.front()) + "}\n" +
           breakLabel(N);
  case NodeKind::Case: {
    const bool Leaves = N.Label && LeavingLabels.contains(N.Label);
    return code(N.Code) + "\n" + (Leaves ? leaveTo(N.Inside) + "\n" : "");
  }
  case NodeKind::Try:
    return tryBlock(N);
  case NodeKind::Jump:
    return isLast(N) ? "" : jump(N.To, N.Inside, false) + "\n";
  case NodeKind::Return:
    return line(N.To.Location) + code(N.Code) + "\n" +
           (isLast(N) ? "" : jump(N.To, N.Inside, false) + "\n");
  }
  llvm_unreachable("all kinds return");
}

/// What constructs a superstate of operands, or an object in a slot.
std::string Printer::construct(const State &S, StateId Id) {
  if (S.Members.empty())
    return "";
  if (S.Slot != None) {
    const Value &Slot = F.Values[S.Slot];
    const std::string Place = get(Slot.State) + "." + Slot.Name;
    return "::new (" + Place + ".storage()) " + S.Name + "{" + inits(Id) + "};\n" + Place +
           ".made();\n";
  }
  return "::new (" + On + "at<" + S.Name + ">()) " + S.Name + "{" + inits(Id) + "};\n" +
         (S.Trivial ? "" : On + "enter<" + S.Name + ">();\n");
}

/// A block among statements, and the label behind it that `continue` goes to.
std::string Printer::nestedBlock(const Node &N) {
  // One that is a statement expression has full-expressions of its own, inside of another.
  const auto OuterFull = std::exchange(Full, {});
  const StateId OuterShort = std::exchange(Short, None);
  const bool OuterResumed = std::exchange(ResumedShort, false);
  std::string Text = children(N);
  if (!foldInit(N, Text))
    Text = "{\n" + Text + "}\n";
  Full = OuterFull;
  Short = OuterShort;
  ResumedShort = OuterResumed;
  const Node *Loop = N.To.Target;
  if (Loop && Loop->LeaveLabel)
    Text += "continue_" + std::to_string(Loop->Number) + ":\n" + leaveTo(N.Inside) + "\n";
  else if (Loop && Loop->ContinueUsed)
    Text += "continue_" + std::to_string(Loop->Number) + ":\n";
  return Text;
}

/// The label behind a loop or switch where a `break` has something to leave first.
std::string Printer::breakLabel(const Node &N) {
  return N.BreakLabel ? "break_" + std::to_string(N.Number) + ":\n" + leaveTo(N.Inside) + "\n" : "";
}

std::string Printer::block(const Node &N, bool Braces) {
  std::string Text = children(N);
  return Braces ? "{\n" + Text + "}\n" : Text;
}

std::string Printer::children(const Node &N) {
  LocalsAlive.push_back(false);
  FoldedCondition Condition;
  const LocalSpans Spans = localSpans(N, &N == F.Body.get(), F, Context);
  std::string Text;
  for (size_t I = 0; I != N.Children.size(); ++I) {
    const Node &Child = *N.Children[I];
    for (const size_t K : Spans.Hoisted[I])
      Text += declare(*N.Children[K]);
    if (llvm::is_contained(Spans.Destroyed, I))
      LocalsAlive.back() = true;
    for (unsigned K = 0; K != Spans.Opening[I]; ++K)
      Text += "{\n";
    if (Child.Kind == NodeKind::FullBegin)
      beginFull(N, I);
    At = Child.Inside;
    foldCondition(Child, Condition, Text);
    const std::string Printed = Spans.IsHoisted.contains(I) ? "" : node(Child);
    // A comment behind a statement stays on its line.
    if (Child.Kind == NodeKind::Trivia &&
        llvm::StringRef(Printed).split('\n').first.trim().starts_with("/"))
      while (!Text.empty() && Text.back() == '\n')
        Text.pop_back();
    if (llvm::StringRef(Printed).starts_with("#") && !Text.empty() && Text.back() != '\n')
      Text += '\n';
    seeCondition(Child, Text.size(), Printed, Condition);
    Text += Printed;
    for (unsigned K = 0; K != Spans.Closing[I]; ++K)
      Text += "}\n";
  }
  LocalsAlive.pop_back();
  if (!endsInJump(N))
    for (const StateId Id : llvm::reverse(N.Closes))
      if (!F.States[Id].Trivial)
        Text += On + "leave<" + F.States[Id].Name + ">();\n";
  // Before C++23 a label needs a statement.
  llvm::StringRef LastLine = llvm::StringRef(Text).rtrim();
  LastLine = LastLine.drop_front(LastLine.rfind('\n') + 1);
  if (LastLine.ends_with(":") && !LastLine.contains("//"))
    Text += ";\n";
  return Text;
}

std::string Printer::line(SourceLocation Location) const {
  if (!Options.LineDirectives || Location.isInvalid())
    return "";
  const SourceManager &SM = Context.getSourceManager();
  const PresumedLoc Place = SM.getPresumedLoc(SM.getExpansionLoc(Location));
  return "#line " + std::to_string(Place.getLine()) + " \"" + Place.getFilename() + "\"\n";
}

std::string Printer::loop(const Node &N) {
  const Node &Body = *N.Children.front();
  std::string Inner = children(Body);
  if (N.LeaveLabel && !N.ContinueLabel)
    Inner = "{\n" + Inner + "}\ncontinue_" + std::to_string(N.Number) + ":\n" + leaveTo(N.Inside) +
            "\n";
  std::string Text = code(N.Code) + " {\n" + Inner + "}\n";
  if (N.Children.size() == 2) // do ... while
    Text = code(N.Code) + " {\n" + Inner + "} " + code(N.Children[1]->Code) + "\n";
  return Text + breakLabel(N);
}

std::string Printer::tryBlock(const Node &N) {
  unsigned Depth = 0;
  for (const StateId Id : P.Suspensions) {
    const auto &Tries = F.States[Id].Tries;
    const auto It = llvm::find(Tries, N.Number);
    if (It != Tries.end())
      Depth = It - Tries.begin() + 1;
  }
  // The arguments of a template tell whether the state has a lifetime of its own.
  StateId Outer = N.Inside;
  while (Outer != None && F.States[Outer].Trivial)
    Outer = F.States[Outer].Parent;
  std::string Text = "enter_try_" + std::to_string(N.Number) + ":\ntry {\n";
  Text += "costate::unwinding<" + P.States + "> unwinding(state, " + P.Step + ", " +
          (Outer == None ? "costate::running"
                         : P.States + (C.IsDependent ? "::template inside<" : "::inside<") +
                               F.States[Outer].Name + ">") +
          ");\n";
  if (Depth > 0)
    Text += "switch (" + Self + "state.current()) {\n" + dispatch(Depth, N.Number) + "}\n";
  Text += children(*N.Children.front());
  At = N.Inside;
  return Text + "} " + code(N.Code) + "\n";
}

/// Whether the body ends with \p N, so that the final suspension point follows.
bool Printer::isLast(const Node &N) const {
  for (const auto &Child : llvm::reverse(F.Body->Children))
    if (Child->Kind != NodeKind::Trivia)
      return Child.get() == &N;
  return false;
}

bool Printer::endsInJump(const Node &N) {
  for (const auto &Last : llvm::reverse(N.Children))
    if (Last->Kind != NodeKind::Trivia)
      return Last->Kind == NodeKind::Jump || Last->Kind == NodeKind::Return ||
             (Last->Kind == NodeKind::Text && !Last->Code.Parts.empty() &&
              Last->Code.Parts.front().Kind == PartKind::Jump);
  return false;
}

} // namespace costate
