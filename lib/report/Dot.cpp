// State diagrams for Graphviz, where superstates are clusters:
//
//   digraph "session" {
//     subgraph cluster_Body {
//       AwaitRead [label="AwaitRead\nco_await peer.read(bytes)"];
//     }
//     AwaitRead -> Done [label="got == 0"];
//   }
#include "report/Write.h"

namespace costate {
namespace {

std::string escaped(llvm::StringRef Text) {
  std::string Result;
  for (const char Ch : Text)
    if (Ch == '"' || Ch == '\\')
      (Result += '\\') += Ch;
    else
      Result += Ch;
  return Result;
}

class Writer {
public:
  Writer(const ReportedCoroutine &C, llvm::raw_ostream &OS) : C(C), OS(OS) {}

  void run() {
    OS << "digraph \"" << escaped(title(C)) << "\" {\n"
       << "  label=\"" << escaped(title(C)) << ", " << bytes(C.Frame.Total) << "\";\n"
       << "  compound=true;\n"
       << "  fontname=\"sans-serif\";\n"
       << "  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n"
       << "  edge [fontname=\"sans-serif\", fontsize=11];\n"
       << "  begin [shape=point, width=0.15];\n"
       << "  end [shape=doublecircle, label=\"\", width=0.15, style=filled, fillcolor=black];\n";
    for (unsigned State = 0; State != C.States.size(); ++State)
      if (C.States[State].Parent == None)
        state(State, 1);
    for (const ReportedTransition &T : C.Transitions)
      transition(T);
    OS << "}\n";
  }

private:
  /// The first place to wait in inside of a state: an edge of a cluster has to name a node.
  unsigned leaf(unsigned State) const {
    while (!C.pointOf(State)) {
      unsigned Next = None;
      for (const unsigned Inner : C.States[State].Inner)
        if (Next == None && (C.pointOf(Inner) || !C.States[Inner].Inner.empty()))
          Next = Inner;
      if (Next == None)
        return State;
      State = Next;
    }
    return State;
  }

  std::string node(unsigned State, llvm::StringRef Outside) const {
    return State == None ? Outside.str() : "\"" + C.States[leaf(State)].Name + "\"";
  }

  void transition(const ReportedTransition &T) {
    OS << "  " << node(T.From, "begin") << " -> " << node(T.To, "end") << " [label=\""
       << escaped(label(T)) << "\"";
    if (T.Trigger == ReportedTrigger::Exception) {
      OS << ", style=dashed";
      if (leaf(T.From) != T.From || !C.States[T.From].Inner.empty())
        OS << ", ltail=\"cluster_" << C.States[T.From].Name << "\"";
    }
    OS << "];\n";
  }

  void state(unsigned Index, unsigned Depth) {
    const ReportedState &S = C.States[Index];
    const bool IsPoint = C.pointOf(Index) != nullptr;
    if (S.Inner.empty()) {
      if (IsPoint)
        node(Index, Depth);
      return; // operands in a slot: the machine never waits in them
    }
    OS.indent(2 * Depth) << "subgraph \"cluster_" << S.Name << "\" {\n";
    OS.indent(2 * Depth + 2) << "label=\"" << caption(Index) << "\";\n";
    OS.indent(2 * Depth + 2) << "style=rounded;\n";
    if (IsPoint)
      node(Index, Depth + 1);
    for (const unsigned Inner : S.Inner)
      state(Inner, Depth + 1);
    OS.indent(2 * Depth) << "}\n";
  }

  void node(unsigned Index, unsigned Depth) {
    OS.indent(2 * Depth) << "\"" << C.States[Index].Name << "\" [label=\"" << caption(Index)
                         << "\"];\n";
  }

  std::string caption(unsigned Index) const {
    const ReportedState &S = C.States[Index];
    std::string Text = S.Name;
    if (const ReportedPoint *Point = C.pointOf(Index); Point && !Point->Awaits.empty())
      Text += "\\n" + escaped(Point->Awaits);
    for (const unsigned Id : S.Values)
      if (const ReportedValue &V = C.Values[Id]; V.Role != ReportedRole::Awaiter && V.Holds == None)
        Text += "\\n" + escaped(V.Name + ", " + bytes(V.Extent.Size));
    return Text;
  }

  const ReportedCoroutine &C;
  llvm::raw_ostream &OS;
};

} // namespace

void writeDot(const Report &Report, llvm::raw_ostream &OS) {
  llvm::StringRef Separator;
  for (const ReportedCoroutine &C : Report.Coroutines) {
    OS << Separator;
    Writer(C, OS).run();
    Separator = "\n";
  }
}

} // namespace costate
