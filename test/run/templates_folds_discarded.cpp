// RUN: %run_and_compare %s %t
// In a template, what stands on the left of a comma in the pattern of a fold is evaluated before the await of its
// element, behind those of the elements before.
#include "trace.hpp"

void show(int n) { say("show %d", n); }
int add(int to, int n) { return say("add %d %d", to, n), to + n; }
template <class... T> task<int> dependent(T... items) {
  int n = 0;
  ((n = add(n, items), co_await wait("a", n)), ...);
  ((show(items), co_await wait("b", items), ++n), ...);
  int m = ((show(n), co_await wait("c", items)) + ...);
  co_return n * 10 + m;
}

int main() {
  run("dependent", [] { return dependent(1, 2, 3); });
  run("dependent, one", [] { return dependent(4); });
}
