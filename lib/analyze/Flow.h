// The control flow of a coroutine in normal form: which uses of a value can follow a suspension,
// and which suspension can follow another.
//
//   while (true) {                        Suspend AwaitRead -> Resume AwaitRead
//     got = co_await peer.read(bytes);      -> [got == 0] -> end
//     if (got == 0) break;                  -> [else] -> Suspend AwaitWrite ...
//     ...
//   }
//
// analyze() takes the order of the text for time, which is enough to give every value a place and
// never wrong. Here the branches and jumps are followed, for those who ask what a value is kept
// for. Conditions are not evaluated: what only an impossible combination of branches reaches
// counts.
#pragma once

#include "normalize/Ir.h"

#include <vector>

namespace costate {

/// Where the text names a value, or a closure refers to it.
struct FlowUse {
  ValueId Id = None;
  TokenRange Range; ///< empty where costate has written the use
  bool Escapes = false;
};

enum class FlowKind {
  Next,      ///< nothing decides
  Then,      ///< Condition holds
  Else,      ///< Condition does not hold
  Case,      ///< Condition is the label of a switch
  Round,     ///< a loop goes on
  Leave,     ///< a loop ends
  Jump,      ///< a jump of the text Condition, which may go on behind it instead
  Stay,      ///< ... goes on
  Exception, ///< something throws inside of a try block
};

struct FlowEdge {
  unsigned To = None;
  FlowKind Kind = FlowKind::Next;
  const Piece *Condition =
      nullptr; ///< Then, Else, Case, Jump, Stay; Round and Leave if there is one
  const struct Jump *By = nullptr; ///< Jump
};

/// A step of the coroutine: its uses come first, then what it declares.
struct FlowPoint {
  const Node *From = nullptr;
  StateId Waits = None;   ///< it suspends in this state
  StateId Resumes = None; ///< the machine goes on here
  std::vector<FlowUse> Uses;
  std::vector<ValueId> Declares;
  std::vector<ValueId> Ends; ///< what a round of a loop has declared, where it ends
  std::vector<FlowEdge> Next;
};

struct Flow {
  std::vector<FlowPoint> Points;
  unsigned Entry = None; ///< the body begins
  unsigned Exit = None;  ///< the body has ended: the final suspension point comes

  /// Where the machine goes on that waited in \p State; the entry for the initial state, None for
  /// the final one.
  unsigned resumed(StateId State, const NormalForm &Form) const;
};

/// The flow of \p Form, which must outlive it and must not have been planned yet.
Flow flowOf(const NormalForm &Form);

/// The uses of \p Id that can come first when the machine goes on from \p From, in the order of the
/// text.
std::vector<FlowUse> nextUses(const Flow &Flow, ValueId Id, unsigned From);

/// Whether the address of the object that is declared as \p Id may have been taken where the
/// machine waits in \p State.
bool mayHaveEscaped(const Flow &Flow, ValueId Id, StateId State);

/// Whether the object that is declared as \p Id may exist where the machine waits in \p State.
bool mayExist(const Flow &Flow, ValueId Id, StateId State);

/// A way from one suspension to the next: what was decided on it, in order. Of several ways, one
/// with the fewest decisions.
struct FlowWay {
  StateId To = None; ///< the final state, where the body ends
  std::vector<FlowEdge> Decisions;
};

/// The suspensions that can come next when the machine goes on from \p From, in the order of the
/// text.
std::vector<FlowWay> nextSuspensions(const Flow &Flow, const NormalForm &Form, unsigned From);

} // namespace costate
