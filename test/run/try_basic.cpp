// RUN: %run_and_compare %s %t
// A try block around awaits catches what is thrown before and after the suspension, from the body and from the
// awaiter ([except.handle], [expr.await]/5); objects of the block die before its handler runs ([except.ctor]).
#include "trace.hpp"

task<int> body(bool early, bool late) {
  noisy outer("outer");
  try {
    noisy inner("inner");
    if (early) fail("early");
    co_await wait("x");
    if (late) fail("late");
    say("fine");
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
    co_return 1;
  }
  co_return 0;
}

task<int> awaiter(at place) {
  int result = 0;
  try {
    noisy inner("inner");
    result = co_await throwing{"x", place};
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
    result = 1;
  }
  co_await wait("after");
  co_return result;
}

task<> uncaught() {
  noisy outer("outer");
  co_await wait("x");
  fail("uncaught");
}

task<> passed_on() {
  try {
    co_await wait("x");
    throw 5;
  } catch (const failure &) {
    say("not here");
  }
}

task<> after_it() {
  try {
    co_await wait("x");
  } catch (...) {
    say("not here");
  }
  co_await wait("y");
  fail("outside");
}

int main() {
  run("nothing", [] { return body(false, false); });
  run("early", [] { return body(true, false); });
  run("late", [] { return body(false, true); });
  run("await_ready", [] { return awaiter(at::ready); });
  run("await_suspend", [] { return awaiter(at::suspend); });
  run("await_resume", [] { return awaiter(at::resume); });
  run("uncaught", [] { return uncaught(); });
  run("another type", [] { return passed_on(); });
  run("after it", [] { return after_it(); });
}
// EXPECT: nothing:
// EXPECT: 1: +outer +inner ?x |x
// EXPECT: 2: >x fine -inner return(0) -outer
// EXPECT: end:
// EXPECT: early:
// EXPECT: 1: +outer +inner throw(early) -inner caught(early) return(1) -outer
// EXPECT: end:
// EXPECT: late:
// EXPECT: 1: +outer +inner ?x |x
// EXPECT: 2: >x throw(late) -inner caught(late) return(1) -outer
// EXPECT: end:
// EXPECT: await_ready:
// EXPECT: 1: +inner ?x throw(x) -inner caught(x) ?after |after
// EXPECT: 2: >after return(1)
// EXPECT: end:
// EXPECT: await_suspend:
// EXPECT: 1: +inner ?x |x throw(x) -inner caught(x) ?after |after
// EXPECT: 2: >after return(1)
// EXPECT: end:
// EXPECT: await_resume:
// EXPECT: 1: +inner ?x |x
// EXPECT: 2: >x throw(x) -inner caught(x) ?after |after
// EXPECT: 3: >after return(1)
// EXPECT: end:
// EXPECT: uncaught:
// EXPECT: 1: +outer ?x |x
// EXPECT: 2: >x throw(uncaught) -outer unhandled(uncaught)
// EXPECT: end:
// EXPECT: another type:
// EXPECT: 1: ?x |x
// EXPECT: 2: >x unhandled(5)
// EXPECT: end:
// EXPECT: after it:
// EXPECT: 1: ?x |x
// EXPECT: 2: >x ?y |y
// EXPECT: 3: >y throw(outside) unhandled(outside)
// EXPECT: end:
