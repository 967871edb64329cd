// RUN: %run_and_compare %s %t
// switch in loops and in other switches, whose break and continue go where they belong; conditions that are declared,
// awaited, enumerations, wide and small integers ([stmt.switch], [stmt.break], [stmt.cont]).
#include "trace.hpp"

enum class kind { first, second, third };

task<> declared(int n) {
  int uninitialised;
  switch (int got = co_await wait("a", n)) {
    int before; // no initialiser: jumping over it is fine
  case 1:
    before = 5;
    co_await wait("b");
    say("%d%d", before, got);
    break;
  case 2:
    uninitialised = before = got;
    co_await wait("c");
    say("%d%d", before, uninitialised);
    break;
  }
  switch (kind k = static_cast<kind>(n); k) {
  case kind::first: say("first"); break;
  case kind::second: co_await wait("d"); [[fallthrough]];
  case kind::third: co_await wait("e"); break;
  }
}

task<int> nested(int n) {
  int sum = 0;
  for (int i = 0; i < 4; ++i) {
    switch (i) {
    case 0: continue;
    case 1:
      switch (noisy inner("inner"); n) {
      case 1: co_await wait("a"); break;
      default:
        if (n == 2) co_return -1;
        sum += 5;
      }
      sum += 1;
      break;
    case 2:
      for (int j = 0; j < 3; ++j) {
        if (j == 1) continue;
        sum += co_await wait("b", 10);
        if (n == 3) break;
      }
      break;
    default:
      if (n == 4) co_await wait("c");
      else co_await wait("d");
    }
    sum += 100;
  }
  co_return sum;
}

task<> types(unsigned char small, long long big) {
  switch (small) {
  case 'a': co_await wait("a"); break;
  }
  switch (big) {
  case 1LL << 40: co_await wait("c"); break;
  case -1: co_await wait("d"); break;
  }
  switch (small) {
  case 'b': break;
  default: {
    switch (noisy inner("inner"); small) case 'a': co_await wait("e");
    noisy other("other");
  }
  }
}

int main() {
  for (int n = 0; n < 3; ++n) run("declared", [=] { return declared(n); });
  for (int n = 1; n < 5; ++n) run("nested", [=] { return nested(n); });
  destroy_everywhere("nested", [=] { return nested(1); });
  run("types", [] { return types('a', 1LL << 40); });
}
// EXPECT: declared:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a first return()
// EXPECT: end:
// EXPECT: declared:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 51 ?d |d
// EXPECT: 4: >d ?e |e
// EXPECT: 5: >e return()
// EXPECT: end:
// EXPECT: declared:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?c |c
// EXPECT: 3: >c 22 ?e |e
// EXPECT: 4: >e return()
// EXPECT: end:
// EXPECT: nested:
// EXPECT: 1: +inner ?a |a
// EXPECT: 2: >a -inner ?b |b
// EXPECT: 3: >b ?b |b
// EXPECT: 4: >b ?d |d
// EXPECT: 5: >d return(321)
// EXPECT: end:
// EXPECT: nested:
// EXPECT: 1: +inner return(-1) -inner
// EXPECT: end:
// EXPECT: nested:
// EXPECT: 1: +inner -inner ?b |b
// EXPECT: 2: >b ?d |d
// EXPECT: 3: >d return(316)
// EXPECT: end:
// EXPECT: nested:
// EXPECT: 1: +inner -inner ?b |b
// EXPECT: 2: >b ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c return(326)
// EXPECT: end:
// EXPECT: nested destroyed after 0:
// EXPECT: nested destroyed after 1: -inner
// EXPECT: nested destroyed after 2:
// EXPECT: nested destroyed after 3:
// EXPECT: nested destroyed after 4:
// EXPECT: nested destroyed after 5, done:
// EXPECT: types:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?c |c
// EXPECT: 3: >c +inner ?e |e
// EXPECT: 4: >e -inner +other -other return()
// EXPECT: end:
