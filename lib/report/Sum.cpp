// Where everything lies in a frame, from the sizes of the values. This is what the compiler makes
// of runtime/include/costate/machine.hpp and states.hpp:
//
//   frame_header | promise | parameters ... | states: bytes, number | padding
//
//   Body{ AwaitRead | AwaitWrite }    a superstate, and behind it, at one place, what is inside
#include "report/Report.h"

#include "llvm/Support/MathExtras.h"

#include <algorithm>

namespace costate {
namespace {

using Number = std::optional<uint64_t>;

Number aligned(Number At, Number Align) {
  return At && Align ? Number(llvm::alignTo(*At, *Align)) : std::nullopt;
}

Number plus(Number Left, Number Right) {
  return Left && Right ? Number(*Left + *Right) : std::nullopt;
}

Number larger(Number Left, Number Right) {
  return Left && Right ? Number(std::max(*Left, *Right)) : std::nullopt;
}

class Frame {
public:
  explicit Frame(ReportedCoroutine &C) : C(C) {}

  void run() {
    for (unsigned State = 0; State != C.States.size(); ++State)
      layOut(State);
    header();
    Number Offset = C.Frame.States.Offset;
    for (unsigned State = 0; State != C.States.size(); ++State)
      if (C.States[State].Parent == None && !isHeld(State))
        place(State, Offset);
    for (unsigned State = 0; State != C.States.size(); ++State)
      if (isHeld(State))
        placeHeld(State);
    total();
    biggest();
    for (ReportedPoint &Point : C.Points)
      count(Point);
  }

private:
  /// Whether the state lies in a slot of another, and has no storage of its own.
  bool isHeld(unsigned State) const { return C.States[State].InSlot; }

  /// What the value takes as a member, its slot with it.
  ReportedExtent member(const ReportedValue &V) {
    ReportedExtent Of = V.Extent;
    if (V.Holds != None) {
      layOut(V.Holds);
      Of = C.States[V.Holds].Extent;
      if (Of.Size && *Of.Size == 0)
        Of.Size = 1; // an object, though empty
    }
    if (V.IsOptional)
      Of.Size = aligned(plus(Of.Size, 1), Of.Align); // and whether it is there
    return Of;
  }

  /// A state's struct: its members in order. Offsets are relative to it until it has its place.
  void layOut(unsigned State) {
    ReportedState &S = C.States[State];
    Number At = 0;
    Number Align = 1;
    uint64_t Used = 0;
    for (const unsigned Id : S.Values) {
      ReportedValue &V = C.Values[Id];
      const ReportedExtent Of = member(V);
      Align = larger(Align, Of.Align);
      V.Extent.Offset = aligned(At, Of.Align);
      At = plus(V.Extent.Offset, Of.Size);
      Used += Of.Size.value_or(0);
      if (V.Holds != None)
        V.Extent = {V.Extent.Offset, Of.Size, Of.Align};
    }
    S.Extent.Align = Align;
    S.Extent.Size = aligned(At, Align); // none of its own, where it is empty
    S.Padding = S.Extent.Size ? Number(*S.Extent.Size - Used) : std::nullopt;
  }

  /// The alignment of a state with all that lies inside it.
  Number alignOf(unsigned State) const {
    Number Align = isHeld(State) ? Number(1) : C.States[State].Extent.Align;
    for (const unsigned Inner : C.States[State].Inner)
      Align = larger(Align, alignOf(Inner));
    return Align;
  }

  void place(unsigned State, Number Offset) {
    ReportedState &S = C.States[State];
    Number InnerOffset = Offset;
    if (!isHeld(State)) {
      S.Extent.Offset = Offset;
      for (const unsigned Id : S.Values)
        C.Values[Id].Extent.Offset = plus(C.Values[Id].Extent.Offset, Offset);
      InnerOffset = plus(Offset, S.Extent.Size);
    }
    Number Align = 1;
    for (const unsigned Inner : S.Inner)
      Align = larger(Align, alignOf(Inner));
    // Relative to the states, whose place is aligned to everything in them.
    if (!S.Inner.empty())
      InnerOffset = aligned(InnerOffset, Align);
    Number Whole = InnerOffset && Offset ? Number(*InnerOffset - *Offset) : std::nullopt;
    Number Most = 0;
    for (const unsigned Inner : S.Inner) {
      place(Inner, InnerOffset);
      Most = larger(Most, C.States[Inner].Whole);
    }
    S.Whole = plus(Whole, Most);
  }

  void placeHeld(unsigned State) {
    ReportedState &S = C.States[State];
    for (const ReportedValue &V : C.Values)
      if (V.Holds == State)
        S.Extent.Offset = V.Extent.Offset;
    for (const unsigned Id : S.Values)
      C.Values[Id].Extent.Offset = plus(C.Values[Id].Extent.Offset, S.Extent.Offset);
  }

  void header() {
    ReportedFrame &F = C.Frame;
    F.Promise.Offset = aligned(F.Header, F.Promise.Align);
    Number At = plus(F.Promise.Offset, F.Promise.Size);
    F.Align = larger(F.Header / 2, F.Promise.Align);
    F.Parameters = 0;
    for (ReportedValue &V : C.Values) {
      if (V.State != None)
        continue;
      V.Extent.Offset = aligned(At, V.Extent.Align);
      At = plus(V.Extent.Offset, V.Extent.Size);
      F.Parameters = plus(F.Parameters, V.Extent.Size);
      F.Align = larger(F.Align, V.Extent.Align);
    }
    F.States.Align = 1;
    for (unsigned State = 0; State != C.States.size(); ++State)
      if (C.States[State].Parent == None)
        F.States.Align = larger(F.States.Align, alignOf(State));
    uint64_t Count = 0;
    for (unsigned State = 0; State != C.States.size(); ++State)
      Count += !isHeld(State) || C.States[State].Kind == ReportedStateKind::Suspension;
    F.Tag.Size = F.Tag.Align = Count <= 128 ? 1 : 2; // the runtime counts from 0
    F.States.Align = larger(F.States.Align, F.Tag.Align);
    F.Align = larger(F.Align, F.States.Align);
    F.States.Offset = aligned(At, F.States.Align);
  }

  void total() {
    ReportedFrame &F = C.Frame;
    F.States.Size = 0;
    for (const ReportedState &S : C.States)
      if (S.Parent == None && !S.InSlot)
        F.States.Size = larger(F.States.Size, S.Whole);
    if (F.States.Size && *F.States.Size == 0)
      F.States.Size = 1;
    F.Tag.Offset = aligned(plus(F.States.Offset, F.States.Size), F.Tag.Align);
    const Number End = aligned(plus(F.Tag.Offset, F.Tag.Size), F.States.Align);
    F.Total = aligned(End, F.Align);
    F.Padding = std::nullopt;
    if (F.Total && F.Promise.Size && F.Parameters && F.States.Size)
      F.Padding =
          *F.Total - F.Header - *F.Promise.Size - *F.Parameters - *F.States.Size - *F.Tag.Size;
  }

  /// The way to the state whose end is the last.
  void biggest() {
    C.Biggest.clear();
    std::vector<unsigned> Among;
    for (unsigned State = 0; State != C.States.size(); ++State)
      if (C.States[State].Parent == None && !isHeld(State))
        Among.push_back(State);
    while (!Among.empty()) {
      unsigned Most = None;
      for (const unsigned State : Among) {
        if (!C.States[State].Whole)
          return C.Biggest.clear();
        if (Most == None || *C.States[State].Whole > *C.States[Most].Whole)
          Most = State;
      }
      C.Biggest.push_back(Most);
      Among = C.States[Most].Inner;
    }
  }

  void count(ReportedPoint &Point) {
    Point.Bytes = 0;
    for (const ReportedKept &Kept : Point.Kept)
      Point.Bytes = plus(Point.Bytes, C.Values[Kept.Value].Extent.Size);
  }

  ReportedCoroutine &C;
};

} // namespace

void sumUp(ReportedCoroutine &C) { Frame(C).run(); }

} // namespace costate
