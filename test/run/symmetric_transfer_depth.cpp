// RUN: %run_and_compare %s %t
// Chains of a hundred thousand symmetric transfers run in constant stack: through a loop of awaits of tasks that finish
// at once, down a recursion of tasks and back up, and between two coroutines ([expr.await]/5.1.1, note).
// GCC-DIFFERS: g++ 12 makes tail calls only with optimisation; at -O0 and under sanitizers it runs out of stack.
// SKIP: g++ * sanitized: g++ makes no tail calls under sanitizers, natively neither
#include "trace.hpp"

task<int> immediate(int n) { co_return n & 1; }
task<long> loop(int n) {
  long sum = 0;
  for (int i = 0; i < n; ++i) sum += co_await immediate(i);
  co_return sum;
}
std::string shown(long value) { return std::to_string(value); }

task<int> nested(int depth) {
  if (depth == 0) co_return 0;
  co_return 1 + co_await nested(depth - 1);
}

struct hop {
  std::coroutine_handle<> to;
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) const noexcept { return to; }
  void await_resume() const noexcept {}
};
long hops;
task<> hopping(std::coroutine_handle<> &other, int n) {
  for (int i = 0; i < n; ++i) {
    ++hops;
    co_await hop{other};
  }
}

template <class T> T quietly(task<T> made) {
  trace.quiet = true;
  made.resume();
  trace.quiet = false;
  return made.await_resume();
}

int main() {
  line("loop %ld", quietly(loop(100000)));
  line("nested %d", quietly(nested(100000)));
  std::coroutine_handle<> first, second;
  task<> a = hopping(second, 100000), b = hopping(first, 100000);
  first = a.handle, second = b.handle;
  trace.quiet = true;
  a.resume();
  trace.quiet = false;
  line("hops %ld %d%d", hops, a.done(), b.done());
}
// EXPECT: loop 50000
// EXPECT: nested 100000
// EXPECT: hops 200000 10
