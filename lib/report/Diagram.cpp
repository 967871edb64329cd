// A state diagram as SVG. All boxes are centred on one axis, in the order of the text, superstates
// around their states:
//
//              (o)
//            [Start]
//        .-[ Body     ]-.        forward transitions that pass something by go on the right,
//        | [ [Read]   ] |        backward ones on the left, each in a lane of its own where they
//        '>[ [Write]  ] |        would meet
//            [Done]  <--'
#include "report/Html.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"

#include <algorithm>

using llvm::formatv;

namespace costate {
namespace {

constexpr int Line = 17;   // the height of a line of text
constexpr int Gap = 40;    // between two boxes, with room for a label
constexpr int Margin = 16; // between a superstate's border and what is inside it
constexpr size_t Longest = 44;

std::string shortened(llvm::StringRef Text, size_t Most = Longest) {
  return Text.size() <= Most ? Text.str() : Text.take_front(Most - 1).str() + "…";
}

/// In pixels, of 12 px monospaced.
int widthOf(llvm::StringRef Text, size_t Most = Longest) {
  return static_cast<int>(std::min(Text.size(), Most)) * 73 / 10;
}

struct Box {
  int Top = 0;
  int Bottom = 0;
  int Half = 0; ///< half of its width
  int Head = 0; ///< the height of its own text
  std::vector<std::string> Lines;
  bool IsShown = true;
};

struct Lane {
  int Top;
  int Bottom;
  int Width; ///< of the widest label
};

class Drawing {
public:
  Drawing(const ReportedCoroutine &C, unsigned Index)
      : C(C), Index(Index), Boxes(C.States.size()) {}

  std::string run() {
    int At = 46; // below the beginning
    unsigned Last = None;
    for (unsigned State = 0; State != C.States.size(); ++State)
      if (C.States[State].Parent == None) {
        if (Last != None)
          At += gapBetween(Last, State);
        At = layOut(State, At);
        Last = State;
      }
    End = At + 42;
    for (const Box &B : Boxes)
      Half = std::max(Half, B.Half);
    for (const ReportedTransition &T : C.Transitions)
      route(T);
    int Left = Half + 12;
    for (const Lane &L : Lefts)
      Left += L.Width + 22;
    int Right = Half + 12;
    for (const Lane &L : Rights)
      Right += L.Width + 22;
    Right = std::max(Right, StraightWidth + 16);
    Axis = Left;
    draw();
    return formatv("<svg role=\"img\" aria-label=\"State diagram of {0}\" width=\"{1}\" "
                   "height=\"{2}\" viewBox=\"0 0 {1} {2}\" style=\"min-width:{3}px\">\n"
                   "<defs><marker id=\"head{4}\" viewBox=\"0 0 10 10\" refX=\"9\" refY=\"5\" "
                   "markerWidth=\"7\" markerHeight=\"7\" orient=\"auto-start-reverse\">"
                   "<path class=\"head\" d=\"M0 0 10 5 0 10z\"/></marker></defs>\n",
                   html(C.Name), Left + Right, End + 14, (Left + Right) * 3 / 4, Index)
               .str() +
           Svg + Labels + "</svg>";
  }

private:
  std::vector<std::string> linesOf(unsigned State) const {
    const ReportedState &S = C.States[State];
    std::vector<std::string> Lines{S.Name};
    if (const ReportedPoint *Point = C.pointOf(State); Point && !Point->Awaits.empty())
      Lines.push_back(Point->Awaits);
    for (const unsigned Id : S.Values)
      if (const ReportedValue &V = C.Values[Id]; V.Role != ReportedRole::Awaiter && V.Holds == None)
        Lines.push_back(V.Name + ": " + bytes(V.Extent.Size));
    return Lines;
  }

  /// Places \p State and what is inside it from \p Top on; returns where it ends.
  int layOut(unsigned State, int Top) {
    Box &B = Boxes[State];
    const ReportedState &S = C.States[State];
    B.Lines = linesOf(State);
    int Width = 0;
    for (const std::string &Text : B.Lines)
      Width = std::max(Width, widthOf(Text));
    B.Top = Top;
    B.Head = static_cast<int>(B.Lines.size()) * Line + 12;
    if (S.Inner.empty()) {
      B.IsShown = C.pointOf(State) != nullptr; // the machine never waits in operands of a slot
      B.Half = Width / 2 + 12;
      B.Bottom = B.IsShown ? Top + B.Head : Top;
      return B.Bottom;
    }
    // The arrow into the first state inside goes down the axis, beside the text.
    B.Half = Width + 20;
    int At = Top + B.Head + 8;
    unsigned Last = None;
    for (const unsigned Inner : S.Inner) {
      if (Last != None)
        At += gapBetween(Last, Inner);
      At = layOut(Inner, At);
      if (Last != None || Boxes[Inner].IsShown)
        Last = Inner;
      Boxes[State].Half = std::max(Boxes[State].Half, Boxes[Inner].Half + Margin);
    }
    Boxes[State].Bottom = At + Margin;
    return At + Margin;
  }

  bool isWithin(unsigned State, unsigned Outer) const {
    while (State != None && State != Outer)
      State = C.States[State].Parent;
    return State == Outer;
  }

  /// Between two neighbours, with room for the label of an arrow that goes straight from what the
  /// first holds into the second.
  int gapBetween(unsigned Above, unsigned Below) const {
    size_t Lines = 1;
    for (const ReportedTransition &T : C.Transitions) {
      if (T.From == None || T.To <= T.From || !isWithin(T.From, Above) || !isWithin(T.To, Below))
        continue;
      bool IsNext = true; // in the order of the text, which is that of the boxes
      for (unsigned State = T.From + 1; State < T.To; ++State)
        IsNext = IsNext && !C.pointOf(State);
      if (IsNext)
        Lines = std::max(Lines, wrapped(T).size());
    }
    return Gap + static_cast<int>(Lines - 1) * Line;
  }

  /// Where transitions from and to a state meet its side.
  int port(unsigned State) const {
    return Boxes[State].Top +
           std::min(Boxes[State].Head, Boxes[State].Bottom - Boxes[State].Top) / 2;
  }

  /// The states that something can wait in, from top to bottom.
  std::vector<unsigned> order() const {
    std::vector<unsigned> Result;
    for (unsigned State = 0; State != C.States.size(); ++State)
      if (C.pointOf(State))
        Result.push_back(State);
    llvm::sort(Result,
               [&](unsigned Left, unsigned Right) { return Boxes[Left].Top < Boxes[Right].Top; });
    return Result;
  }

  bool isNext(unsigned From, unsigned To) const {
    const std::vector<unsigned> Order = order();
    const auto It = llvm::find(Order, From);
    return It != Order.end() && It + 1 != Order.end() && *(It + 1) == To &&
           C.States[From].Inner.empty();
  }

  struct Arrow {
    const ReportedTransition *From;
    enum { Straight, Left, Right } Side;
    int Begin;
    int End;
    std::vector<std::string> Label;
    size_t Lane = 0;
  };

  static std::vector<std::string> wrapped(const ReportedTransition &T) {
    std::vector<std::string> Result;
    if (T.Trigger == ReportedTrigger::Exception)
      return {"unhandled", "exception"};
    if (T.Causes.empty())
      return {label(T)};
    for (const std::string &Cause : T.Causes)
      if (!Result.empty() && Result.back().size() + Cause.size() < 22)
        Result.back() += ", " + Cause;
      else
        Result.push_back(Cause);
    return Result;
  }

  void route(const ReportedTransition &T) {
    Arrow A{&T, Arrow::Straight, 0, 0, wrapped(T)};
    if (T.From == None) {
      A.Begin = 20;
      A.End = Boxes[T.To].Top;
    } else if (T.To == None) {
      A.Begin = Boxes[T.From].Bottom;
      A.End = End - 8;
    } else if (T.Trigger == ReportedTrigger::Resume && isNext(T.From, T.To)) {
      A.Begin = Boxes[T.From].Bottom;
      A.End = Boxes[T.To].Top;
    } else {
      const bool IsBack = port(T.To) <= port(T.From);
      A.Side = IsBack ? Arrow::Left : Arrow::Right;
      A.Begin = port(T.From) + (IsBack ? -6 : 6);
      A.End = port(T.To) + (T.From == T.To ? 6 : IsBack ? 6 : -6);
      if (T.From == T.To)
        A.Begin = port(T.From) - 6;
    }
    int Width = 0;
    for (const std::string &Text : A.Label)
      Width = std::max(Width, widthOf(Text, 30));
    if (A.Side == Arrow::Straight)
      StraightWidth = std::max(StraightWidth, Width + 10);
    else
      A.Lane = lane(A.Side == Arrow::Left ? Lefts : Rights, A, Width);
    Arrows.push_back(std::move(A));
  }

  std::vector<std::pair<size_t, std::pair<int, int>>> &taken(bool IsLeft) {
    return IsLeft ? TakenLeft : TakenRight;
  }

  /// The innermost lane that is free there.
  size_t lane(std::vector<Lane> &Lanes, const Arrow &A, int Width) {
    const int Room = static_cast<int>(A.Label.size()) * Line / 2 + 4;
    const int Middle = (A.Begin + A.End) / 2;
    const int Top = std::min({A.Begin, A.End, Middle - Room}) - 4;
    const int Bottom = std::max({A.Begin, A.End, Middle + Room}) + 4;
    auto &Taken = taken(A.Side == Arrow::Left);
    for (size_t I = 0;; ++I) {
      const bool IsFree = llvm::none_of(Taken, [&](const auto &Other) {
        return Other.first == I && Other.second.first < Bottom && Top < Other.second.second;
      });
      if (!IsFree)
        continue;
      if (I == Lanes.size())
        Lanes.push_back({Top, Bottom, 0});
      Lanes[I].Width = std::max(Lanes[I].Width, Width);
      Taken.push_back({I, {Top, Bottom}});
      return I;
    }
  }

  // The drawing.

  void draw() {
    Svg += formatv("<circle class=\"dot\" cx=\"{0}\" cy=\"13\" r=\"7\"/>\n", Axis).str();
    Svg += formatv("<circle class=\"dot\" cx=\"{0}\" cy=\"{1}\" r=\"5\"/>"
                   "<circle class=\"ring\" cx=\"{0}\" cy=\"{1}\" r=\"8\"/>\n",
                   Axis, End)
               .str();
    for (unsigned State = 0; State != C.States.size(); ++State) // outer ones first
      if (Boxes[State].IsShown)
        box(State);
    for (const Arrow &A : Arrows)
      arrow(A);
  }

  void box(unsigned State) {
    const Box &B = Boxes[State];
    const bool IsOuter = !C.States[State].Inner.empty();
    Svg += formatv("<g class=\"state\" data-state=\"{0}\" tabindex=\"0\"><title>{1}</title>"
                   "<rect class=\"box{2}\" x=\"{3}\" y=\"{4}\" width=\"{5}\" height=\"{6}\" "
                   "rx=\"7\"/>\n",
                   State, html(path(C, State)), IsOuter ? " outer" : "", Axis - B.Half, B.Top,
                   2 * B.Half, B.Bottom - B.Top)
               .str();
    for (size_t I = 0; I != B.Lines.size(); ++I)
      Svg += formatv("<text class=\"{0}\" x=\"{1}\" y=\"{2}\"{3}>{4}</text>\n",
                     I == 0 ? "name" : "quote", IsOuter ? Axis - B.Half + 10 : Axis,
                     B.Top + 18 + static_cast<int>(I) * Line,
                     IsOuter ? "" : " text-anchor=\"middle\"", html(shortened(B.Lines[I])))
                 .str();
    Svg += "</g>\n";
  }

  unsigned depth(unsigned State) const {
    return C.States[State].Parent == None ? 0 : 1 + depth(C.States[State].Parent);
  }

  int laneAt(const std::vector<Lane> &Lanes, size_t Index) const {
    int At = Half + 14;
    for (size_t I = 0; I != Index; ++I)
      At += Lanes[I].Width + 22;
    return At;
  }

  void arrow(const Arrow &A) {
    const ReportedTransition &T = *A.From;
    const bool IsException = T.Trigger == ReportedTrigger::Exception;
    const std::string Group =
        formatv("<g class=\"transition\"{0}>",
                T.From == None ? "" : formatv(" data-state=\"{0}\"", T.From).str())
            .str();
    std::string Way;
    int LabelX = Axis + 8;
    // Where the way leads out of superstates, below their borders.
    int LabelY = T.From != None && T.To != None && depth(T.From) > depth(T.To)
                     ? A.End - 14 - static_cast<int>(A.Label.size() - 1) * Line
                     : A.Begin + 16;
    llvm::StringRef Anchor = "start";
    if (A.Side == Arrow::Straight) {
      Way = formatv("M{0} {1}V{2}", Axis, A.Begin, A.End).str();
    } else {
      const int Sign = A.Side == Arrow::Left ? -1 : 1;
      const int X = Axis + Sign * laneAt(A.Side == Arrow::Left ? Lefts : Rights, A.Lane);
      const int From = Axis + Sign * Boxes[T.From].Half;
      const int To = Axis + Sign * Boxes[T.To].Half;
      const int Turn = A.End > A.Begin ? 8 : -8;
      Way = formatv("M{0} {1}H{2}Q{3} {1} {3} {4}V{5}Q{3} {6} {2} {6}H{7}", From, A.Begin,
                    X - Sign * 8, X, A.Begin + Turn, A.End - Turn, A.End, To)
                .str();
      LabelX = X + Sign * 6;
      LabelY = (A.Begin + A.End) / 2 + 4 - static_cast<int>(A.Label.size() - 1) * Line / 2;
      Anchor = Sign < 0 ? "end" : "start";
    }
    Svg += formatv("{0}<title>{1}</title>\n<path class=\"edge{2}\" d=\"{3}\" "
                   "marker-end=\"url(#head{4})\"/>\n</g>\n",
                   Group, html(label(T)), IsException ? " exception" : "", Way, Index)
               .str();
    Labels += Group;
    for (size_t I = 0; I != A.Label.size(); ++I)
      Labels +=
          formatv("<text class=\"cause\" x=\"{0}\" y=\"{1}\" text-anchor=\"{2}\">{3}</text>\n",
                  LabelX, LabelY + static_cast<int>(I) * Line, Anchor,
                  html(shortened(A.Label[I], 30)))
              .str();
    Labels += "</g>\n";
  }

  const ReportedCoroutine &C;
  const unsigned Index;
  std::vector<Box> Boxes;
  std::vector<Arrow> Arrows;
  std::vector<Lane> Lefts;
  std::vector<Lane> Rights;
  std::vector<std::pair<size_t, std::pair<int, int>>> TakenLeft; ///< lanes: top and bottom
  std::vector<std::pair<size_t, std::pair<int, int>>> TakenRight;
  int Half = 0;
  int StraightWidth = 0;
  int Axis = 0;
  int End = 0;
  std::string Svg;
  std::string Labels; ///< of the arrows, above all of them
};

} // namespace

std::string diagram(const ReportedCoroutine &C, unsigned Index) { return Drawing(C, Index).run(); }

} // namespace costate
