// Stage report: what a coroutine holds while it waits, where it lies, and what can come next.
//
//   find -> normalize -> analyze -> plan -> print
//                              \      \      \
//                              flow -> describe -> measure -> write
//
// describe() makes the model of one coroutine from what the stages have found; measure() completes
// it from the lowered program, where only that tells a size; the writers (Write.h) print a report
// and decide nothing. All places and sizes are those of the target that the flags name.
#pragma once

#include "analyze/Flow.h"
#include "find/Find.h"
#include "plan/Plan.h"
#include "print/Print.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace costate {

/// A place in the source, as diagnostics name it: lines and columns from 1 on, columns in bytes.
struct ReportedPlace {
  std::string File;
  unsigned Line = 0; ///< 0: no place
  unsigned Column = 0;
  unsigned EndLine = 0; ///< where the last token ends; the column is one past it
  unsigned EndColumn = 0;

  bool isValid() const { return Line != 0; }
};

/// The bytes of something in the frame. Nothing is known of what depends on the arguments of a
/// template.
struct ReportedExtent {
  std::optional<uint64_t> Offset; ///< from the beginning of the frame
  std::optional<uint64_t> Size;
  std::optional<uint64_t> Align;
};

enum class ReportedRole {
  Object,    ///< what a member function is called on, by reference
  Parameter, ///< the copy of a parameter
  Capture,   ///< what a lambda has captured, by reference
  Variable,  ///< a local variable
  Operand,   ///< a temporary, or an operand that was evaluated before an await
  Awaiter,   ///< what is awaited
  Frame,     ///< the frame of a coroutine that is awaited
};

/// Something that lies in the frame.
struct ReportedValue {
  std::string Name;
  std::string Type;
  ReportedRole Role = ReportedRole::Variable;
  bool IsReference = false; ///< it is kept as an address
  ReportedPlace Made;
  unsigned State = None; ///< the index of the state that holds it; None: the frame itself
  std::string Member;    ///< what the lowered program calls it
  ReportedExtent Extent;
  bool IsOptional = false;  ///< it is made on some paths only: a slot says whether it was
  unsigned Holds = None;    ///< the slot of this state, and nothing of its own
  bool IsDestroyed = false; ///< its destruction does something
  std::optional<ReportedPlace> Escapes; ///< where its address is taken first
  std::vector<ReportedPlace> Uses;      ///< where the text names it, in order
};

enum class ReportedReason {
  UsedLater,
  DestroyedLater,
  AddressEscapes, ///< what was given its address may use it
  Resumes,        ///< the awaiter, which the await ends with, and the frame of what is awaited
  Parameter,      ///< the copy lives as long as the frame ([dcl.fct.def.coroutine]/13)
  Place,          ///< nothing: its place is not given to anything else yet
};

/// A value that lies in the frame at a suspension point.
struct ReportedKept {
  unsigned Value = None; ///< an index
  std::vector<ReportedReason> Reasons;
  std::vector<ReportedPlace> NextUses; ///< those that can come first, in the order of the text
};

enum class ReportedStateKind { Suspension, Operands, Scope, Fields };

/// A state or superstate: a struct of the machine.
struct ReportedState {
  std::string Name;
  ReportedStateKind Kind = ReportedStateKind::Suspension;
  unsigned Parent = None; ///< the state that it lies in
  std::vector<unsigned> Inner;
  std::vector<unsigned> Values;
  ReportedExtent Extent;           ///< of its struct, without what lies inside it
  std::optional<uint64_t> Padding; ///< bytes of that struct that nothing lies in
  std::optional<uint64_t> Whole;   ///< bytes up to the end of the largest state inside it
  bool InSlot = false;             ///< it exists on some paths only, in a slot of another state
  bool OverBefore = false;         ///< it is over when Parent begins: it shares the place only
};

/// A coroutine of the report that is started in what another awaits.
struct ReportedCallee {
  std::string Name;
  unsigned Coroutine = None; ///< an index into the report
  std::string Key;           ///< what the index is found by
  unsigned Frame = None;     ///< the value that its frame is; None: it is allocated
};

enum class ReportedPointKind { Initial, Await, Yield, Final };

struct ReportedPoint {
  ReportedPointKind Kind = ReportedPointKind::Await;
  unsigned State = None;
  ReportedPlace Place;
  std::string Awaits;  ///< the source of what it awaits; empty for the initial and the final one
  std::string Awaiter; ///< the awaiter's type
  std::vector<ReportedKept> Kept;
  std::optional<uint64_t> Bytes; ///< of what is kept, without padding
  std::vector<ReportedCallee> Callees;
};

/// What makes a machine go from one state to another.
enum class ReportedTrigger {
  Call,      ///< the coroutine is called
  Resume,    ///< what it waited for is there, or need not be waited for
  Exception, ///< one leaves the body
  Destroy,
};

struct ReportedTransition {
  unsigned From = None; ///< states; None: there is no frame
  unsigned To = None;
  ReportedTrigger Trigger = ReportedTrigger::Resume;
  /// What is decided on the way, in order: `got == 0`, `next round`.
  std::vector<std::string> Causes;
};

struct ReportedFrame {
  std::optional<uint64_t> Total;
  std::optional<uint64_t> Align;
  uint64_t Header = 0;
  ReportedExtent Promise;
  std::string PromiseType;
  std::optional<uint64_t> Parameters; ///< bytes of all of them
  ReportedExtent States;
  ReportedExtent Tag;              ///< which says in which state the machine is
  std::optional<uint64_t> Padding; ///< between these and at the end
};

/// What Clang's own frame takes at one level of optimisation.
struct ReportedNative {
  std::string Level; ///< `-O2`
  uint64_t Size = 0;
  uint64_t Align = 0;
};

/// What a check says of a coroutine, to be shown at its place.
struct ReportedWarning {
  ReportedPlace Place;
  std::string Text;
  std::string Check; ///< its name: `lock-across-suspend`
};

struct ReportedCoroutine {
  std::string Name;        ///< qualified, with the arguments of an instantiation
  std::string Signature;   ///< as written
  std::string Machine;     ///< the struct's name
  std::string Branch;      ///< of a template that is lowered once for each branch of a constexpr if
  bool IsTemplate = false; ///< sizes depend on the arguments, and no arguments are known
  std::string InstanceOf;  ///< the template's name
  ReportedPlace Place;     ///< the whole definition
  ReportedPlace NamePlace;
  std::string Source; ///< its lines
  std::string Text;   ///< its machine
  ReportedFrame Frame;
  std::vector<ReportedState> States; ///< each behind the one that it lies in
  std::vector<ReportedValue> Values; ///< those of the frame, then those of the states
  std::vector<ReportedPoint> Points; ///< in the order of the text
  std::vector<ReportedTransition> Transitions;
  std::vector<unsigned>
      Biggest; ///< the states that make the frame as big as it is, outermost first
  std::vector<ReportedNative> Natives;
  std::vector<ReportedWarning> Warnings;
  std::string Key; ///< its symbol: what calls and native frames are found by

  /// The suspension point of the state with this index, if it has one.
  const ReportedPoint *pointOf(unsigned State) const {
    for (const ReportedPoint &Point : Points)
      if (Point.State == State)
        return &Point;
    return nullptr;
  }
};

struct Report {
  std::vector<ReportedCoroutine> Coroutines; ///< in the order of the text
};

/// The model of \p C. \p Plan was made from \p Form, \p Flow before that; \p Text is its machine,
/// formatted.
ReportedCoroutine describe(const Coroutine &C, const NormalForm &Form, const Flow &Flow,
                           const Plan &Plan, std::string Text, const Tokens &Tokens,
                           const clang::ASTContext &Context);

/// Adds up what follows from the extents that are known: frames, paddings, the biggest states.
void sumUp(ReportedCoroutine &C);

/// Calls \p Do with each place in \p C.
void forEachPlace(ReportedCoroutine &C, llvm::function_ref<void(ReportedPlace &)> Do);

/// Finds the coroutines that others await.
void link(Report &Report);

} // namespace costate
