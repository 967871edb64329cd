// RUN: %run_and_compare %s %t
// A goto back to a label, past variables that are not kept and whose declarations stand in braces of their own.
#include "trace.hpp"
task<int> jumps(int number) {
  int rounds = number;
  auto first(1);
again:
  const auto step = first + rounds;
  for (int i = 0; i < 2; i += first) say("%d", step);
  if (--rounds > 0) goto again;
  const int after = 2;
  say("%d", after + rounds);
  co_return rounds;
}
task<int> waits(int number) {
  {
    auto first(1);
  again:
    say("%d", first);
    if (--number > 0) goto again;
  }
  co_return co_await wait("x", number);
}
int main() {
  run("jumps", [] { return jumps(2); });
  run("waits", [] { return waits(2); });
}
