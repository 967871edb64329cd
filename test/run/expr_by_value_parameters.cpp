// RUN: %run_and_compare %s %t
// A function with a parameter by value is called in a full-expression that suspends later: the parameter dies at the
// end of that full-expression, as in Clang and GCC (it is implementation-defined, [expr.call]/6).
// GCC-DIFFERS: g++ 12 does not compile it (internal error).
#include "trace.hpp"

void_waiter wait_for(noisy object) { return say("for(%s)", object.text()), wait("for"); }
const noisy &pass(immovable object, const noisy &other) { return say("pass(%s)", object.text()), other; }
int number(noisy object, int n) { return say("number(%s)", object.text()), n; }

task<> awaited() {
  noisy local("local");
  co_await wait_for(noisy("a"));
  say("; next");
  co_await wait_for(local);
  say("; next");
  co_await wait_for(std::move(local));
  say("; next");
  co_await keeper(pass(immovable("b"), local).name);
  say("; next");
  int n = co_await wait("c", number(noisy("C"), 1));
  say("; next %d", n);
}

task<> before() {
  noisy local("local");
  say("%d", number(noisy("a"), 5)), co_await wait("x"), say("; more");
  say("; next");
  number(noisy("b"), 1) == 1 && co_await wait("y", true) ? say("yes") : say("no");
  say("; next");
  pass(immovable("c"), local), co_await wait("z");
}

int main() {
  run("awaited", [] { return awaited(); });
  destroy_everywhere("awaited", [] { return awaited(); });
  run("before", [] { return before(); });
  destroy_everywhere("before", [] { return before(); });
}
// EXPECT: awaited:
// EXPECT: 1: +local +a for(a) ?for |for
// EXPECT: 2: >for -a ; next copy(local) for(local') ?for |for
// EXPECT: 3: >for -local' ; next move(local) for(local) ?for |for
// EXPECT: 4: >for -local ; next +b pass(b) +(local) ?(local) |(local)
// EXPECT: 5: >(local) -(local) -b ; next +C number(C) ?c |c
// EXPECT: 6: >c -C ; next 1 -(local) return()
// EXPECT: end:
// EXPECT: awaited destroyed after 0:
// EXPECT: awaited destroyed after 1: -a -local
// EXPECT: awaited destroyed after 2: -local' -local
// EXPECT: awaited destroyed after 3: -local -(local)
// EXPECT: awaited destroyed after 4: -(local) -b -(local)
// EXPECT: awaited destroyed after 5: -C -(local)
// EXPECT: awaited destroyed after 6, done:
// EXPECT: before:
// EXPECT: 1: +local +a number(a) 5 ?x |x
// EXPECT: 2: >x ; more -a ; next +b number(b) ?y |y
// EXPECT: 3: >y yes -b ; next +c pass(c) ?z |z
// EXPECT: 4: >z -c -local return()
// EXPECT: end:
// EXPECT: before destroyed after 0:
// EXPECT: before destroyed after 1: -a -local
// EXPECT: before destroyed after 2: -b -local
// EXPECT: before destroyed after 3: -c -local
// EXPECT: before destroyed after 4, done:
