// RUN: %run_and_compare %s %t
// Statements run in order, each await suspends once, locals live across awaits and die in reverse order when the
// body ends ([dcl.fct.def.coroutine]/5, [stmt.jump]/2).
#include "trace.hpp"

task<> empty() { co_return; }

task<> one_await() { co_await wait("x"); }

task<int> values(int a, int b) {
  int sum = a + b;
  co_await wait("x");
  sum += co_await wait("y", 10);
  int twice = sum * 2;
  co_await ready("z");
  co_return twice - sum;
}

task<> locals() {
  noisy first("first");
  co_await wait("x");
  noisy second("second");
  co_await wait("y");
  noisy third("third");
  co_await ready("z");
  say("%s,%s,%s", first.text(), second.text(), third.text());
}

task<> scopes() {
  noisy outer("outer");
  {
    noisy inner("inner");
    co_await wait("x");
  }
  {
    noisy other("other");
    say("between");
  }
  {
    co_await wait("y");
    noisy late("late");
  }
  co_await wait("z");
}

int main() {
  run("empty", [] { return empty(); });
  run("one await", [] { return one_await(); });
  run("values", [] { return values(1, 2); });
  run("locals", [] { return locals(); });
  run("scopes", [] { return scopes(); });
}
// EXPECT: empty:
// EXPECT: 1: return()
// EXPECT: end:
// EXPECT: one await:
// EXPECT: 1: ?x |x
// EXPECT: 2: >x return()
// EXPECT: end:
// EXPECT: values:
// EXPECT: 1: ?x |x
// EXPECT: 2: >x ?y |y
// EXPECT: 3: >y ?z >z return(13)
// EXPECT: end:
// EXPECT: locals:
// EXPECT: 1: +first ?x |x
// EXPECT: 2: >x +second ?y |y
// EXPECT: 3: >y +third ?z >z first,second,third -third -second -first return()
// EXPECT: end:
// EXPECT: scopes:
// EXPECT: 1: +outer +inner ?x |x
// EXPECT: 2: >x -inner +other between -other ?y |y
// EXPECT: 3: >y +late -late ?z |z
// EXPECT: 4: >z -outer return()
// EXPECT: end:
