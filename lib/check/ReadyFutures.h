// Which futures are known to have their value, so that get() does not block:
//
//   while (result.wait_for(0s) != std::future_status::ready)
//     co_await pause();
//   use(result.get());                  result: ready
//
// What is ready is so on all paths, until it is assigned or made anew.
#pragma once

#include "check/Flow.h"
#include "check/Objects.h"

#include <set>

namespace costate {

class ReadyFutures {
public:
  struct State {
    std::set<ObjectId> Ready;
    bool join(const State &Other);
  };

  void transfer(State &S, const Event &E);
  void refine(State &S, const clang::Expr *Condition, bool Value);

  /// Whether \p Call asks a future that is ready.
  bool isReady(const State &S, const clang::CallExpr &Call);

private:
  std::optional<ObjectId> asked(const clang::Expr *Condition, bool &Value, unsigned Depth = 0);

  Objects Names;
};

} // namespace costate
