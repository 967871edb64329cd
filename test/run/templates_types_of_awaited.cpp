// RUN: %run_and_compare %s %t
// RUN: FileCheck %s < %t.lowered.cpp
// In a template, what is awaited is a call or an object that no argument has a part in: the type of
// its awaiter is named, so that no operand with effects is written where it is not evaluated. It is
// a value, an lvalue or an rvalue, and its type may have no name.
#include "trace.hpp"

int global = 0;
struct as_member : noisy {
  using noisy::noisy;
  as_member(int number) : noisy("number " + std::to_string(number)) {}
  waiter<int> operator co_await() & { return wait("lvalue", 1); }
  waiter<int> operator co_await() && { return wait("rvalue", 2); }
};
as_member held("held");
as_member &lent(int n) { return say("lent %d", n), held; }
as_member &&given(int n) { return say("given %d", n), std::move(held); }

namespace {
struct hidden : void_waiter {
  hidden(int n) : void_waiter{"hidden", false} { say("hidden(%d)", n); }
};
} // namespace
inline auto unnamed(int n) {
  struct : void_waiter {
    int n;
    int await_resume() const { return say(">unnamed"), n; }
  } made{{"unnamed", false}, n};
  return made;
}

task<int> other(int n) { co_return n; }

template <class T> task<int> all(T n) {
  // CHECK-DAG: {{^ *}}costate::awaiting<waiter<int>> awaiter;
  int sum = co_await wait("value", global += 10);
  // CHECK-DAG: {{^ *}}costate::awaiting<as_member &> awaiter;
  sum += co_await lent(global += 10);
  // CHECK-DAG: {{^ *}}costate::awaiting<as_member &&> awaiter;
  sum += co_await given(global++);
  // CHECK-DAG: {{^ *}}costate::awaiting<as_member> awaiter;
  sum += co_await as_member(global += 10);
  sum += co_await as_member{"braced"};
  // CHECK-DAG: {{^ *}}costate::awaiting<task<int>> awaiter;
  sum += co_await other(global += 10);
  // CHECK-DAG: {{^ *}}costate::awaiting<hidden> awaiter;
  co_await hidden(++global);
  sum += co_await unnamed(4);
  co_return sum + n + global;
}

int main() {
  run("all", [] { return all(1); });
  destroy_everywhere("all", [] { return all(1); });
}
