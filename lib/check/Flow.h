// The flow of a function: what happens in it, in which order, on which paths. It is made of Clang's
// CFG, and knows what that does not of coroutines:
//
//   co_await peer.read(b);     Evaluate peer, Evaluate b, Evaluate peer.read(b)
//                              Suspend            here the coroutine waits
//                              Evaluate co_await peer.read(b)
//
// - An await whose awaiter is always ready suspends nothing and is no Suspend event.
// - What calls await_ready, await_suspend and await_resume is not the user's and no event.
// - Whatever throws leaves to the handlers of the `try` around it, where the variables of the `try`
//   are gone (Unwind).
// - Blocks that no path from the entry reaches (`if (false)`, behind a `for (;;)`) are not there.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"

#include <memory>
#include <optional>
#include <vector>

namespace costate {

enum class EventKind : uint8_t {
  Evaluate,      ///< an expression or a declaration; its operands come before it
  Suspend,       ///< the coroutine may wait here
  Destroy,       ///< a variable's destructor runs, or its lifetime ends without one
  DestroyObject, ///< a temporary's destructor runs
  Unwind,        ///< an exception has left this compound statement: its variables are gone
};

struct Event {
  EventKind Kind = EventKind::Evaluate;
  const clang::Stmt *Code = nullptr; ///< Evaluate, Suspend (the await), Unwind; DestroyObject: the
                                     ///< CXXBindTemporaryExpr
  const clang::VarDecl *Variable = nullptr; ///< Destroy
  clang::SourceLocation At;                 ///< in the source: an expression, a closing brace
};

struct FlowBlock {
  std::vector<Event> Events;
  llvm::SmallVector<unsigned, 2> Successors;
  llvm::SmallVector<unsigned, 2> Predecessors;
  /// What decides between two successors, the first of which is taken if it is true.
  const clang::Expr *Condition = nullptr;
};

/// The place of an event.
struct EventPoint {
  unsigned Block = 0;
  unsigned Index = 0;
  bool operator==(const EventPoint &) const = default;
};

class EventFlow {
public:
  /// The flow of \p Function's body. Null where it cannot be built.
  static std::unique_ptr<EventFlow> of(const clang::FunctionDecl &Function,
                                       clang::ASTContext &Context);

  llvm::ArrayRef<FlowBlock> blocks() const { return Blocks; }
  const Event &event(EventPoint At) const { return Blocks[At.Block].Events[At.Index]; }
  unsigned entry() const { return Entry; }

  /// Each await that suspends, once, in the order of the text. Unreachable ones are not there.
  llvm::ArrayRef<EventPoint> suspensions() const { return Suspensions; }

  /// Whether evaluating \p E is a part of the function's flow, and where.
  std::optional<EventPoint> pointOf(const clang::Stmt *E) const;

  /// The events behind \p From on some path, nearest first, until \p Visit says that the path is
  /// not to be followed any further by returning false.
  void forEachBehind(EventPoint From,
                     llvm::function_ref<bool(const Event &, EventPoint)> Visit) const;

private:
  friend class EventFlowBuilder;
  std::unique_ptr<clang::CFG> Graph;
  std::vector<FlowBlock> Blocks;
  std::vector<EventPoint> Suspensions;
  llvm::DenseMap<const clang::Stmt *, EventPoint> Points;
  unsigned Entry = 0;
};

/// Solves a forward problem over \p F: \p State is a value with `bool join(const State &)`, which
/// says whether it changed. \p Transfer(State &, const Event &, EventPoint) takes it through an
/// event, \p Refine(State &, const Expr *Condition, bool Value) along an edge. \p Entry is the
/// state at the beginning. Returns the states at the beginnings of the blocks; none for unreached
/// ones.
template <class State, class TransferFunction, class RefineFunction>
std::vector<std::optional<State>> solveForward(const EventFlow &F, State Entry,
                                               TransferFunction Transfer, RefineFunction Refine) {
  std::vector<std::optional<State>> In(F.blocks().size());
  In[F.entry()] = std::move(Entry);
  std::vector<unsigned> Work{F.entry()};
  while (!Work.empty()) {
    const unsigned Id = Work.back();
    Work.pop_back();
    const FlowBlock &Block = F.blocks()[Id];
    State Out = *In[Id];
    for (unsigned I = 0; I != Block.Events.size(); ++I)
      Transfer(Out, Block.Events[I], EventPoint{Id, I});
    for (unsigned I = 0; I != Block.Successors.size(); ++I) {
      State Along = Out;
      if (Block.Condition && Block.Successors.size() == 2)
        Refine(Along, Block.Condition, I == 0);
      std::optional<State> &Next = In[Block.Successors[I]];
      const bool Changed = Next ? Next->join(Along) : (Next = std::move(Along), true);
      if (Changed && !llvm::is_contained(Work, Block.Successors[I]))
        Work.push_back(Block.Successors[I]);
    }
  }
  return In;
}

/// Whether \p Call, a call of await_ready or of another function without arguments, always gives
/// \p Value, as far as its body tells.
bool alwaysGives(const clang::Expr *Call, bool Value, const clang::ASTContext &Context);

} // namespace costate
