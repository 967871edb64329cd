// RUN: %run_and_compare %s %t
// A function-try-block as the body of a coroutine: its handlers see the parameter copies, not the locals, and run
// before unhandled_exception, which sees what they throw ([except.pre], [dcl.fct.def.coroutine]/5).
#include "trace.hpp"

task<int> guarded(int n, noisy parameter) try {
  noisy local("local");
  co_await wait("a");
  if (n > 0) fail("body");
  co_return 0;
} catch (const failure &caught) {
  say("caught(%s,%s)", caught.what, parameter.text());
  if (n == 2) throw 2;
  co_return 1;
} catch (...) {
  co_return -1;
}

task<> falling(int n) try {
  if (n == 1) throw 1;
  co_await wait("a");
  if (n == 2) throw 2;
} catch (int caught) {
  noisy handler("handler");
  say("caught(%d)", caught);
}

int main() {
  for (int n = 0; n <= 2; ++n) run("guarded", [=] { return guarded(n, noisy("parameter")); });
  destroy_everywhere("guarded", [=] { return guarded(0, noisy("parameter")); });
  for (int n = 0; n <= 2; ++n) run("falling", [=] { return falling(n); });
}
// EXPECT: guarded: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a return(0) -local
// EXPECT: end: -parameter
// EXPECT: guarded: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a throw(body) -local caught(body,parameter) return(1)
// EXPECT: end: -parameter
// EXPECT: guarded: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a throw(body) -local caught(body,parameter) unhandled(2)
// EXPECT: end: -parameter
// EXPECT: guarded destroyed after 0: -parameter
// EXPECT: guarded destroyed after 1: -local -parameter
// EXPECT: guarded destroyed after 2, done: -parameter
// EXPECT: falling:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return()
// EXPECT: end:
// EXPECT: falling:
// EXPECT: 1: +handler caught(1) -handler return()
// EXPECT: end:
// EXPECT: falling:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a +handler caught(2) -handler return()
// EXPECT: end:
