// RUN: %run_and_compare %s %t
// In a template, the object of an awaited call is made from an await, and the arguments of the call have effects: the
// object is made first and lives as long as the full-expression ([expr.call]/8).
#include "trace.hpp"

struct counter : noisy {
  using noisy::noisy;
  task<int> plus(int more) { co_return more + 1; }
};
int effect(int n) { return say("effect"), n; }
template <class T> task<int> outer(T n) {
  int a = co_await counter(co_await wait("name", "c")).plus([&] { return n; }());
  int b = co_await counter(co_await wait("name", "d")).plus(effect(n));
  co_return a + b;
}
int main() {
  run("outer", [] { return outer(1); });
  destroy_everywhere("outer", [] { return outer(1); });
}
