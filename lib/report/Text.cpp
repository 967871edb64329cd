// The report for a terminal:
//
//   session at examples/session.cpp:107:14
//     session_task session(connection &peer)
//
//     frame: 88 bytes, aligned to 8
//       offset   size
//            0     16  header
//            ...
#include "report/Write.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/FormatVariadic.h"

using llvm::formatv;
using llvm::StringRef;

namespace costate {
namespace {

std::string number(std::optional<uint64_t> N) { return N ? std::to_string(*N) : "?"; }

std::string described(const ReportedValue &V) {
  if (V.Role == ReportedRole::Frame)
    return V.Name;
  const std::string Role = name(V.Role).str();
  return (V.Role == ReportedRole::Awaiter ? Role : Role + " " + V.Name) + ": " + V.Type;
}

class Writer {
public:
  Writer(const Report &All, const ReportedCoroutine &C, llvm::raw_ostream &OS)
      : All(All), C(C), OS(OS) {}

  void run() {
    OS << title(C);
    if (C.NamePlace.isValid())
      OS << " at " << text(C.NamePlace);
    OS << "\n  " << C.Signature << "\n";
    if (!C.InstanceOf.empty())
      OS << "  an instantiation of " << C.InstanceOf << "\n";
    if (C.IsTemplate)
      OS << "  a template without instantiations here: sizes depend on the arguments\n";
    for (const ReportedWarning &W : C.Warnings)
      OS << "  warning: " << W.Text << " [" << W.Check << "] at " << text(W.Place) << "\n";
    frame();
    states();
    points();
    transitions();
  }

private:
  void row(std::optional<uint64_t> Offset, std::optional<uint64_t> Size, const llvm::Twine &What) {
    OS << formatv("    {0,6} {1,6}  ", number(Offset), number(Size)) << What << "\n";
  }

  void frame() {
    const ReportedFrame &F = C.Frame;
    OS << "\n  frame: " << bytes(F.Total);
    if (F.Align)
      OS << ", aligned to " << *F.Align;
    for (const ReportedNative &Native : C.Natives)
      OS << "; Clang's at " << Native.Level << ": " << Native.Size;
    OS << "\n    offset   size\n";
    row(0, F.Header, "header");
    row(F.Promise.Offset, F.Promise.Size, "promise: " + F.PromiseType);
    for (const ReportedValue &V : C.Values)
      if (V.State == None)
        row(V.Extent.Offset, V.Extent.Size, described(V));
    row(F.States.Offset, F.States.Size, "states");
    row(F.Tag.Offset, F.Tag.Size, "number of the state");
    OS << formatv("           {0,6}  padding\n", number(F.Padding));
    biggest();
  }

  void biggest() {
    if (C.Biggest.empty())
      return;
    OS << "    biggest state: " << path(C, C.Biggest.back()) << ", "
       << bytes(C.States[C.Biggest.front()].Whole);
    StringRef Separator = ": ";
    for (const unsigned Id : biggestValues(C)) {
      OS << Separator << C.Values[Id].Name << " " << number(C.Values[Id].Extent.Size);
      Separator = ", ";
    }
    OS << "\n";
    for (const ReportedPoint &Point : C.Points)
      for (const ReportedCallee &Callee : Point.Callees)
        if (Callee.Frame != None || Callee.Coroutine != None)
          nested(Point, Callee);
  }

  void nested(const ReportedPoint &Point, const ReportedCallee &Callee) {
    OS << "    in " << C.States[Point.State].Name << ", the frame of ";
    if (Callee.Frame != None) {
      OS << Callee.Name << ", in this one: " << bytes(C.Values[Callee.Frame].Extent.Size) << "\n";
      return;
    }
    const ReportedCoroutine &Other = All.Coroutines[Callee.Coroutine];
    OS << title(Other);
    if (&Other == &C)
      OS << " again, at each level of the recursion";
    OS << ": " << bytes(Other.Frame.Total) << " more\n";
  }

  void states() {
    OS << "\n  states\n    offset   size\n";
    for (unsigned State = 0; State != C.States.size(); ++State)
      if (C.States[State].Parent == None)
        state(State, 0);
  }

  void state(unsigned Index, unsigned Depth) {
    const ReportedState &S = C.States[Index];
    OS << formatv("    {0,6} {1,6}  ", number(S.Extent.Offset), number(S.Extent.Size));
    OS.indent(2 * Depth) << S.Name;
    for (const ReportedPoint &Point : C.Points)
      if (Point.State == Index && !Point.Awaits.empty())
        OS << ": " << Point.Awaits;
    if (S.Padding && *S.Padding > 0)
      OS << " (" << bytes(S.Padding) << " of padding)";
    if (S.InSlot)
      OS << " (on some paths)";
    if (S.OverBefore)
      OS << " (over before " << C.States[S.Parent].Name << " begins)";
    OS << "\n";
    for (const unsigned Id : S.Values) {
      const ReportedValue &V = C.Values[Id];
      if (V.Holds != None)
        continue;
      OS << formatv("    {0,6} {1,6}  ", number(V.Extent.Offset), number(V.Extent.Size));
      OS.indent(2 * Depth + 4) << described(V) << "\n";
    }
    for (const unsigned Inner : S.Inner)
      state(Inner, Depth + 1);
  }

  void points() {
    OS << "\n  suspension points\n";
    for (const ReportedPoint &Point : C.Points) {
      OS << "    " << path(C, Point.State) << " at " << text(Point.Place) << "\n";
      OS << "      ";
      if (Point.Kind == ReportedPointKind::Initial)
        OS << "before the body";
      else if (Point.Kind == ReportedPointKind::Final)
        OS << "behind the body";
      else
        OS << Point.Awaits;
      OS << " (awaiter: " << Point.Awaiter << ")\n      keeps " << bytes(Point.Bytes) << "\n";
      for (const ReportedKept &Kept : Point.Kept) {
        const ReportedValue &V = C.Values[Kept.Value];
        OS << "        " << V.Name << ": " << V.Type << ", " << bytes(V.Extent.Size) << " at "
           << number(V.Extent.Offset) << " in "
           << (V.State == None ? "the frame" : C.States[V.State].Name);
        if (V.Made.isValid() && V.Role != ReportedRole::Awaiter)
          OS << ", made at " << V.Made.Line << ":" << V.Made.Column;
        OS << "; " << text(Kept, C) << "\n";
      }
    }
  }

  void transitions() {
    OS << "\n  transitions\n";
    for (const ReportedTransition &T : C.Transitions) {
      OS << "    " << (T.From == None ? "(call)" : C.States[T.From].Name) << " -> "
         << (T.To == None ? "(gone)" : C.States[T.To].Name);
      OS << ": " << label(T) << "\n";
    }
  }

  const Report &All;
  const ReportedCoroutine &C;
  llvm::raw_ostream &OS;
};

} // namespace

void writeText(const Report &Report, llvm::raw_ostream &OS) {
  StringRef Separator;
  for (const ReportedCoroutine &C : Report.Coroutines) {
    OS << Separator;
    Writer(Report, C, OS).run();
    Separator = "\n";
  }
}

} // namespace costate
