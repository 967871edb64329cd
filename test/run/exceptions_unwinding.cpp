// RUN: %run_and_compare %s %t
// What destructors see of an exception: uncaught_exceptions() is 1 while locals and temporaries die by unwinding, and 0
// when they die at the end of a scope, by destroy(), or in a handler; a coroutine that is resumed by a destructor that
// runs during unwinding counts from its own start ([except.uncaught], [except.ctor]).
#include "trace.hpp"
#include <exception>

struct watcher {
  const char *name;
  explicit watcher(const char *name) : name(name) {}
  watcher(const watcher &) = delete;
  ~watcher() { say("-%s:%d", name, std::uncaught_exceptions()); }
};
int use(const watcher &) { return 1; }

task<> locals(bool fails) {
  watcher outer("outer");
  co_await wait("a");
  for (int i = 0; i < 2; ++i) {
    watcher loop("loop");
    co_await wait("b");
    watcher late("late");
    if (fails && i == 1) fail("x");
  }
}

task<> caught() {
  watcher outer("outer");
  try {
    watcher inner("inner");
    co_await wait("a");
    fail("x");
  } catch (const failure &) {
    watcher handler("handler");
    say("in:%d", std::uncaught_exceptions());
  }
  co_await wait("b");
  watcher after("after");
}

task<> temporaries(at place) {
  watcher local("local");
  try {
    use(watcher("first")), co_await throwing{"x", place}, use(watcher("never"));
  } catch (...) {
    say("in:%d", std::uncaught_exceptions());
  }
  co_await wait("a");
  use(watcher("second")), co_await throwing{"y", place};
}

struct resumer { // goes on with a coroutine when it dies
  const task<> &other;
  ~resumer() {
    say("[%d", std::uncaught_exceptions());
    other.resume();
    say("%d]", std::uncaught_exceptions());
  }
};

task<> inner() {
  watcher one("one");
  say("inner:%d", std::uncaught_exceptions());
  try {
    watcher two("two");
    throw 5;
  } catch (int) {
    say("caught:%d", std::uncaught_exceptions());
  }
  co_await std::suspend_always();
  say("later:%d", std::uncaught_exceptions());
}

task<> outer(bool fails) {
  task<> started = inner();
  {
    resumer on_exit{started};
    co_await wait("a");
    if (fails) fail("x");
  }
  co_await wait("b");
}

int main() {
  run("locals", [] { return locals(false); });
  run("locals, failing", [] { return locals(true); });
  destroy_everywhere("locals", [] { return locals(false); });
  run("caught", [] { return caught(); });
  for (at place : {at::ready, at::suspend, at::resume}) run("temporaries", [=] { return temporaries(place); });
  run("outer", [] { return outer(false); });
  run("outer, failing", [] { return outer(true); });

  line("destroyed while an exception is thrown:");
  try {
    task<> made = locals(false);
    made.resume();
    made.resume();
    fail("y");
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
  line("resumed in a handler:");
  task<> made = caught();
  try {
    fail("z");
  } catch (const failure &) {
    made.resume();
    made.resume();
  }
  made.resume();
}
// EXPECT: locals:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b -late:0 -loop:0 ?b |b
// EXPECT: 4: >b -late:0 -loop:0 -outer:0 return()
// EXPECT: end:
// EXPECT: locals, failing:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b -late:0 -loop:0 ?b |b
// EXPECT: 4: >b throw(x) -late:1 -loop:1 -outer:1 unhandled(x)
// EXPECT: end:
// EXPECT: locals destroyed after 0:
// EXPECT: locals destroyed after 1: -outer:0
// EXPECT: locals destroyed after 2: -loop:0 -outer:0
// EXPECT: locals destroyed after 3: -loop:0 -outer:0
// EXPECT: locals destroyed after 4, done:
// EXPECT: caught:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a throw(x) -inner:1 in:0 -handler:0 ?b |b
// EXPECT: 3: >b -after:0 -outer:0 return()
// EXPECT: end:
// EXPECT: temporaries:
// EXPECT: 1: ?x throw(x) -first:1 in:0 ?a |a
// EXPECT: 2: >a ?y throw(y) -second:1 -local:1 unhandled(y)
// EXPECT: end:
// EXPECT: temporaries:
// EXPECT: 1: ?x |x throw(x) -first:1 in:0 ?a |a
// EXPECT: 2: >a ?y |y throw(y) -second:1 -local:1 unhandled(y)
// EXPECT: end:
// EXPECT: temporaries:
// EXPECT: 1: ?x |x
// EXPECT: 2: >x throw(x) -first:1 in:0 ?a |a
// EXPECT: 3: >a ?y |y
// EXPECT: 4: >y throw(y) -second:1 -local:1 unhandled(y)
// EXPECT: end:
// EXPECT: outer:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a [0 inner:0 -two:1 caught:0 0] ?b |b
// EXPECT: 3: >b -one:0 return()
// EXPECT: end:
// EXPECT: outer, failing:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a throw(x) [1 inner:1 -two:2 caught:1 1] -one:1 unhandled(x)
// EXPECT: end:
// EXPECT: destroyed while an exception is thrown: ?a |a >a ?b |b throw(y) -loop:1 -outer:1 caught(y)
// EXPECT: resumed in a handler: throw(z) ?a |a >a throw(x) -inner:1 in:0 -handler:0 ?b |b >b -after:0 -outer:0 return()
