// RUN: %run_and_compare %s %t -- --await-elidable='^task<'
// RUN: FileCheck %s < %t.lowered.cpp
// LIBRARY: Inputs/leaves
// The frames of a header's coroutines lie in the states of those that await them.
#include "trace.hpp"

#include "leaves.hpp"

// CHECK: costate::in_place<pair_machine> pair_place;
static task<int> both() {
  shop::counter counted;
  int sum = co_await pair(noisy("second")) + co_await counted.add(3);
  for (int i = 0; i < 2; ++i) {
    noisy round("round");
    sum += co_await leaf("in loop", i);
  }
  co_return sum + co_await counted.add(4);
}
static task<int> fails() {
  try {
    co_return co_await leaf("fails", -1);
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
  co_return co_await leaf("then", 5);
}

int main() {
  run("both", [] { return both(); });
  destroy_everywhere("both", [] { return both(); });
  run("fails", [] { return fails(); });
  destroy_everywhere("fails", [] { return fails(); });
}
