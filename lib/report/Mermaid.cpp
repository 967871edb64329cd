// State diagrams for Mermaid, where superstates are composite states:
//
//   stateDiagram-v2
//     [*] --> Start : call
//     state Body {
//       AwaitRead : AwaitRead - co_await peer.read(bytes)
//     }
//     AwaitRead --> Done : got == 0
//
// Several coroutines are fenced blocks of one Markdown text, which Mermaid's own tool and most
// that show Markdown read: a diagram has no place for several machines.
#include "report/Write.h"

#include "llvm/ADT/StringExtras.h"

namespace costate {
namespace {

/// Text that Mermaid would read as its own is written with its entities.
std::string escaped(llvm::StringRef Text) {
  std::string Result;
  for (const char Ch : Text)
    if (llvm::isAlnum(Ch) || llvm::StringRef(" _.,()*=+-!'/?").contains(Ch))
      Result += Ch;
    else
      Result += "#" + std::to_string(static_cast<unsigned char>(Ch)) + ";";
  return Result;
}

class Writer {
public:
  Writer(const ReportedCoroutine &C, llvm::raw_ostream &OS) : C(C), OS(OS) {}

  void run() {
    OS << "---\ntitle: \"" << title(C) << ", " << bytes(C.Frame.Total)
       << "\"\n---\nstateDiagram-v2\n";
    for (unsigned State = 0; State != C.States.size(); ++State)
      if (C.States[State].Parent == None)
        state(State, 1);
    for (const ReportedTransition &T : C.Transitions)
      OS << "  " << node(T.From) << " --> " << node(T.To) << " : " << escaped(label(T)) << "\n";
  }

private:
  std::string node(unsigned State) const { return State == None ? "[*]" : C.States[State].Name; }

  void state(unsigned Index, unsigned Depth) {
    const ReportedState &S = C.States[Index];
    if (!C.pointOf(Index) && S.Inner.empty())
      return; // operands in a slot: the machine never waits in them
    OS.indent(2 * Depth) << "state \"" << caption(Index) << "\" as " << node(Index);
    if (S.Inner.empty()) {
      OS << "\n";
      return;
    }
    OS << " {\n";
    for (const unsigned Inner : S.Inner)
      state(Inner, Depth + 1);
    OS.indent(2 * Depth) << "}\n";
  }

  /// One line for a composite state, of which Mermaid shows no more.
  std::string caption(unsigned Index) const {
    const ReportedState &S = C.States[Index];
    const llvm::StringRef Break = S.Inner.empty() ? "<br>" : "; ";
    std::string Text = S.Name;
    if (const ReportedPoint *Point = C.pointOf(Index); Point && !Point->Awaits.empty())
      Text += (Break + escaped(Point->Awaits)).str();
    for (const unsigned Id : S.Values)
      if (const ReportedValue &V = C.Values[Id]; V.Role != ReportedRole::Awaiter && V.Holds == None)
        Text += (Break + escaped(V.Name + ", " + bytes(V.Extent.Size))).str();
    return Text;
  }

  const ReportedCoroutine &C;
  llvm::raw_ostream &OS;
};

} // namespace

void writeMermaid(const Report &Report, llvm::raw_ostream &OS) {
  if (Report.Coroutines.size() == 1)
    return Writer(Report.Coroutines.front(), OS).run();
  llvm::StringRef Separator;
  for (const ReportedCoroutine &C : Report.Coroutines) {
    OS << Separator << "## " << title(C) << "\n\n```mermaid\n";
    Writer(C, OS).run();
    OS << "```\n";
    Separator = "\n";
  }
}

} // namespace costate
