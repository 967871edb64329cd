// RUN: %run_and_compare %s %t
// static and thread_local locals are no part of the coroutine: one object for all its calls, initialised when control
// first passes, never destroyed with a coroutine ([stmt.dcl]/3, [basic.stc]); a coroutine that moves between threads
// sees the thread_local of the thread that resumed it.
#include "trace.hpp"
#include <thread>

int made = 0;
struct counted {
  int value = ++made;
};
noisy &immortal(const char *name) { return *new noisy(name); }
int initial(int n) { return say("initial"), n; }

task<> statics(int n) {
  static int calls = initial(n);
  static const int fixed = 5;
  static counted object;
  static noisy &reference = immortal("reference");
  ++calls;
  co_await wait("a");
  ++calls;
  ++object.value;
  co_await wait("b");
  static int late = initial(n * 2);
  static int array[2] = {1, 2};
  array[1] += late++;
  say("%d %d %d %d %s %d", calls, fixed, object.value, late, reference.text(), array[1]);
}

task<> in_scopes(bool skip) {
  for (int i = 0; i < 3; ++i) {
    if (skip) continue;
    static int count = initial(10);
    int local = ++count;
    co_await wait("a");
    say("%d %d", local, count);
  }
  {
    static int count = 100;
    co_await wait("b");
    say("%d", ++count);
  }
}

task<> failing(bool fails) {
  try {
    static int value = fails ? (fail("initialiser"), 0) : initial(7);
    co_await wait("a");
    say("%d", value);
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
}

thread_local int of_thread = 1;

task<> threads() {
  thread_local int local = 1;
  ++local;
  ++of_thread;
  co_await wait("a");
  say("%d %d", local, of_thread); // another thread's
  local += 10;
  of_thread += 10;
  co_await wait("b");
  say("%d %d", local, of_thread); // back on the first
  int &address = of_thread;
  co_await wait("c");
  say("%d %d %d", &address == &of_thread, address == 2, of_thread);
}

int main() {
  run("statics", [] { return statics(10); });
  run("statics again", [] { return statics(20); });
  run("in scopes, skipped", [] { return in_scopes(true); });
  run("in scopes", [] { return in_scopes(false); });
  run("in scopes again", [] { return in_scopes(false); });
  run("failing", [] { return failing(true); });
  run("succeeding", [] { return failing(false); });
  run("not failing any more", [] { return failing(true); });

  line("threads:");
  task<> t = threads();
  t.resume();
  std::thread([&] { t.resume(); }).join();
  t.resume();
  std::thread([&] { t.resume(); }).join();
  line("done %d", t.done());
}
// EXPECT: statics:
// EXPECT: 1: initial +reference ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b initial 12 5 2 21 reference 22 return()
// EXPECT: end:
// EXPECT: statics again:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 14 5 3 22 reference 43 return()
// EXPECT: end:
// EXPECT: in scopes, skipped:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b 101 return()
// EXPECT: end:
// EXPECT: in scopes:
// EXPECT: 1: initial ?a |a
// EXPECT: 2: >a 11 11 ?a |a
// EXPECT: 3: >a 12 12 ?a |a
// EXPECT: 4: >a 13 13 ?b |b
// EXPECT: 5: >b 102 return()
// EXPECT: end:
// EXPECT: in scopes again:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 14 14 ?a |a
// EXPECT: 3: >a 15 15 ?a |a
// EXPECT: 4: >a 16 16 ?b |b
// EXPECT: 5: >b 103 return()
// EXPECT: end:
// EXPECT: failing:
// EXPECT: 1: throw(initialiser) caught(initialiser) return()
// EXPECT: end:
// EXPECT: succeeding:
// EXPECT: 1: initial ?a |a
// EXPECT: 2: >a 7 return()
// EXPECT: end:
// EXPECT: not failing any more:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 7 return()
// EXPECT: end:
// EXPECT: threads: ?a |a >a 1 1 ?b |b >b 2 2 ?c |c >c 0 1 1 return()
// EXPECT: done 1
