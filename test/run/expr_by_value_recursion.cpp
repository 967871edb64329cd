// RUN: %run_and_compare %s %t
// A coroutine that calls itself, whose parameter objects are made in their places, and that nothing has declared before.
#include "trace.hpp"
task<int> again(int depth) { co_return depth > 0 ? co_await again(depth - 1) : 1; }
task<int> straight(const noisy &object, int depth) { co_return depth > 0 ? co_await straight(noisy("x"), depth - 1) : 1; }
task<int> byval(noisy object, int depth) { if (depth) { co_return co_await byval(noisy("x"), depth - 1); } co_return 1; }
task<int> in_class(int depth) {
  if (depth > 1) { // without an await of its own
    struct local {
      task<int> run(int more) { co_return co_await in_class(more - 1); }
    };
    auto made = local().run(depth);
    say("%d", made.done());
  }
  co_return depth > 0 ? co_await byval(noisy("b"), depth) : 1;
}
int main() {
  run("in_class", [] { return in_class(2); });
  run("again", [] { return again(2); });
  run("straight", [] { return straight(noisy("a"), 2); });
  run("byval", [] { return byval(noisy("a"), 2); });
}
