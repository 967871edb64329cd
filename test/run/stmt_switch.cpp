// RUN: %run_and_compare %s %t
// switch with awaits in the init-statement, the condition and the cases, fallthrough, default in the middle, scopes in
// cases ([stmt.switch]).
#include "trace.hpp"

task<int> plain(int n) {
  int result = 0;
  switch (n) {
  case 0: co_await wait("a"); break;
  case 1: result = co_await wait("b", 1); [[fallthrough]];
  case 2:
  case 3: result += 10; co_await wait("c"); break;
  default: result = co_await wait("d", 100); [[fallthrough]];
  case 4: co_await wait("e"); result += 1000;
  }
  switch (co_await wait("f", n)) {
  case 0: co_return result;
  case 1: co_await wait("g");
  }
  switch (n)
  case 1: co_await wait("h");
  switch (n) {
  case 2:;
  }
  switch (n) default: co_await wait("i");
  co_return result + 1;
}

task<> scopes(int n) {
  noisy outer("outer");
  switch (noisy init("init"); n) {
  case 0: {
    noisy zero("zero");
    co_await wait("a");
    break;
  }
  case 1: {
    noisy one("one");
    co_await wait("b");
    if (n == 1) break;
    say("never");
    [[fallthrough]]; // in the block, the last that it does
  }
  case 2: {
    noisy two("two");
    co_await wait("c");
  }
    [[fallthrough]];
  default:
    noisy last("last");
    co_await wait("d");
    noisy later("later");
    co_await wait("e");
  }
  co_await wait("f");
}

int main() {
  for (int n = 0; n < 6; ++n) run("plain", [=] { return plain(n); });
  for (int n = 0; n < 4; ++n) run("scopes", [=] { return scopes(n); });
  destroy_everywhere("scopes", [=] { return scopes(2); });
}
// EXPECT: plain:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?f |f
// EXPECT: 3: >f return(0)
// EXPECT: end:
// EXPECT: plain:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b ?c |c
// EXPECT: 3: >c ?f |f
// EXPECT: 4: >f ?g |g
// EXPECT: 5: >g ?h |h
// EXPECT: 6: >h ?i |i
// EXPECT: 7: >i return(12)
// EXPECT: end:
// EXPECT: plain:
// EXPECT: 1: ?c |c
// EXPECT: 2: >c ?f |f
// EXPECT: 3: >f ?i |i
// EXPECT: 4: >i return(11)
// EXPECT: end:
// EXPECT: plain:
// EXPECT: 1: ?c |c
// EXPECT: 2: >c ?f |f
// EXPECT: 3: >f ?i |i
// EXPECT: 4: >i return(11)
// EXPECT: end:
// EXPECT: plain:
// EXPECT: 1: ?e |e
// EXPECT: 2: >e ?f |f
// EXPECT: 3: >f ?i |i
// EXPECT: 4: >i return(1001)
// EXPECT: end:
// EXPECT: plain:
// EXPECT: 1: ?d |d
// EXPECT: 2: >d ?e |e
// EXPECT: 3: >e ?f |f
// EXPECT: 4: >f ?i |i
// EXPECT: 5: >i return(1101)
// EXPECT: end:
// EXPECT: scopes:
// EXPECT: 1: +outer +init +zero ?a |a
// EXPECT: 2: >a -zero -init ?f |f
// EXPECT: 3: >f -outer return()
// EXPECT: end:
// EXPECT: scopes:
// EXPECT: 1: +outer +init +one ?b |b
// EXPECT: 2: >b -one -init ?f |f
// EXPECT: 3: >f -outer return()
// EXPECT: end:
// EXPECT: scopes:
// EXPECT: 1: +outer +init +two ?c |c
// EXPECT: 2: >c -two +last ?d |d
// EXPECT: 3: >d +later ?e |e
// EXPECT: 4: >e -later -last -init ?f |f
// EXPECT: 5: >f -outer return()
// EXPECT: end:
// EXPECT: scopes:
// EXPECT: 1: +outer +init +last ?d |d
// EXPECT: 2: >d +later ?e |e
// EXPECT: 3: >e -later -last -init ?f |f
// EXPECT: 4: >f -outer return()
// EXPECT: end:
// EXPECT: scopes destroyed after 0:
// EXPECT: scopes destroyed after 1: -two -init -outer
// EXPECT: scopes destroyed after 2: -last -init -outer
// EXPECT: scopes destroyed after 3: -later -last -init -outer
// EXPECT: scopes destroyed after 4: -outer
// EXPECT: scopes destroyed after 5, done:
