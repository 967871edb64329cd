// RUN: %run_and_compare %s %t
// if constexpr with awaits in the branch that is taken, in the discarded one and in the init-statement; nested,
// and around loops and returns ([stmt.if]/2). Outside a template the discarded branch is checked but never runs.
#include "trace.hpp"

task<> constexpr_if(int n) {
  if constexpr (sizeof(int) == 4) {
    noisy inner("inner");
    co_await wait("a");
  } else {
    co_await wait("never");
  }
  if constexpr (constexpr bool no = false; no) co_await wait("never");
  else co_await wait("b");
  if constexpr (sizeof(n) > 100) co_await wait("never");
  if constexpr (noisy a("a"); true) {
    if constexpr (true) {
      for (int i = 0; i < n; ++i) co_await wait("c");
      if (n) co_return;
    }
  }
  say("not reached");
}

task<int> around(int n) {
  int sum = 0;
  while (true) {
    if constexpr (sizeof(int) >= 4) {
      noisy item("item");
      sum += co_await wait("a", n--);
      if (n == 0) break;
      if (n == 2) continue;
      try {
        co_await throwing{"x", at::resume};
      } catch (const failure &caught) {
        say("caught(%s)", caught.what);
        if (sum > 100) co_return -1;
      }
    } else sum = -1;
    co_await wait("b");
  }
  switch (sum) {
  case 6:
    if constexpr (true) co_await wait("c");
    [[fallthrough]];
  default: co_await wait("d");
  }
  co_return sum;
}

int main() {
  run("constexpr", [] { return constexpr_if(2); });
  destroy_everywhere("constexpr", [] { return constexpr_if(2); });
  run("around", [] { return around(3); });
  destroy_everywhere("around", [] { return around(3); });
}
// EXPECT: constexpr:
// EXPECT: 1: +inner ?a |a
// EXPECT: 2: >a -inner ?b |b
// EXPECT: 3: >b +a ?c |c
// EXPECT: 4: >c ?c |c
// EXPECT: 5: >c return() -a
// EXPECT: end:
// EXPECT: constexpr destroyed after 0:
// EXPECT: constexpr destroyed after 1: -inner
// EXPECT: constexpr destroyed after 2:
// EXPECT: constexpr destroyed after 3: -a
// EXPECT: constexpr destroyed after 4: -a
// EXPECT: constexpr destroyed after 5, done:
// EXPECT: around:
// EXPECT: 1: +item ?a |a
// EXPECT: 2: >a -item +item ?a |a
// EXPECT: 3: >a ?x |x
// EXPECT: 4: >x throw(x) caught(x) -item ?b |b
// EXPECT: 5: >b +item ?a |a
// EXPECT: 6: >a -item ?c |c
// EXPECT: 7: >c ?d |d
// EXPECT: 8: >d return(6)
// EXPECT: end:
// EXPECT: around destroyed after 0:
// EXPECT: around destroyed after 1: -item
// EXPECT: around destroyed after 2: -item
// EXPECT: around destroyed after 3: -item
// EXPECT: around destroyed after 4:
// EXPECT: around destroyed after 5: -item
// EXPECT: around destroyed after 6:
// EXPECT: around destroyed after 7:
// EXPECT: around destroyed after 8, done:
