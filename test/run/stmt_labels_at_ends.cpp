// RUN: %run_and_compare %s %t
// Labels at the end of a block, with no statement behind them (C++23, [stmt.label]/1; Clang has it before).
// FLAGS: -Wno-c++23-extensions
// GCC-DIFFERS: g++ 12 wants a statement behind a label.
#include "trace.hpp"

static task<int> leaves(int n) {
  {
    noisy inner("inner");
    if (co_await wait("early", n > 1)) goto out;
    say("on");
  out:
  }
  switch (co_await wait("which", n)) {
  case 1: say("one"); break;
  case 2:
  }
  for (int i = 0; i < 2; ++i) {
    if (i + n == 2) goto next;
    co_await wait("round");
  next:
  }
  co_return n;
}

int main() {
  for (int n : {1, 2})
    run("leaves", [n] { return leaves(n); });
}
