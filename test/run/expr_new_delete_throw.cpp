// RUN: %run_and_compare %s %t
// Awaits in new-expressions (their arguments, braces, array bounds and placement), delete and throw. If the initialiser
// throws, the memory is released ([expr.new]/26); memory is allocated before the initialiser runs ([expr.new]/22).
// GCC-DIFFERS: g++ 12 does not compile the placement (internal error).
#include "trace.hpp"
#include <memory>
#include <new>

struct pooled : noisy {
  using noisy::noisy;
  static void *operator new(std::size_t size) { return say("new"), ::operator new(size); }
  static void *operator new(std::size_t, void *where, int tag) { return say("place(%d)", tag), where; }
  static void operator delete(void *memory) { say("delete"), ::operator delete(memory); }
  static void operator delete(void *, void *, int tag) { say("unplace(%d)", tag); }
};
struct pair {
  int a, b;
};
struct picky {
  noisy part{"part"};
  explicit picky(int n) {
    if (n < 0) fail("picky");
  }
};

task<> made() {
  int *number = new int(co_await wait("a", 5));
  int *numbers = new int[co_await wait("b", 3)]{7, 8};
  pair *both = new pair{1, co_await wait("c", 2)};
  auto owner = std::unique_ptr<noisy>(new noisy(co_await wait("d", std::string("owned"))));
  std::string *array = new std::string[2]{std::string("first"), co_await wait("e", std::string("second"))};
  say("%d %d%d%d %d%d", *number, numbers[0], numbers[1], numbers[2], both->a, both->b);
  say("%s %s", owner->text(), array[1].c_str());
  delete number;
  delete[] numbers;
  delete co_await wait("f", both);
  delete[] co_await wait("g", array);
}

task<> placed() {
  alignas(pooled) unsigned char room[sizeof(pooled)];
  pooled *here = new (co_await wait("a", static_cast<void *>(room)), 1) pooled("here");
  say("%d", static_cast<void *>(here) == room);
  here->~pooled();
  auto *elided_here = ::new (room) immovable(co_await elided{"c"});
  elided_here->~immovable();
}

task<> order() {
  delete new pooled(co_await wait("a", std::string("pooled")));
  delete new pooled{co_await wait("b", std::string("braced"))};
  try {
    delete new pooled(std::to_string(co_await throwing{"c", at::resume}));
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
}

task<> failing(int n) {
  try {
    auto *never = new picky(co_await wait("a", n));
    say("made");
    delete never;
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
  try {
    delete new picky(co_await throwing{"b", at::resume});
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
}

task<int> thrown() {
  try {
    throw co_await wait("a", 5);
  } catch (int caught) {
    say("caught(%d)", caught);
  }
  try {
    noisy inner("inner");
    throw noisy(co_await wait("b", std::string("exception")));
  } catch (const noisy &caught) {
    say("caught(%s)", caught.text());
  }
  try {
    throw failure{(co_await wait("d"), co_await wait("e", "failure"))};
  } catch (failure caught) {
    say("caught(%s)", caught.what);
  }
  int n = 0;
  n == 0 ? throw (co_await wait("f"), 9) : co_await wait("g");
  co_return 1;
}

int main() {
  run("made", [] { return made(); });
  run("placed", [] { return placed(); });
  run("order", [] { return order(); });
  run("failing 1", [] { return failing(1); });
  run("failing -1", [] { return failing(-1); });
  run("thrown", [] { return thrown(); });
}
// EXPECT: made:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d +owned ?e |e
// EXPECT: 6: >e 5 780 12 owned second ?f |f
// EXPECT: 7: >f ?g |g
// EXPECT: 8: >g -owned return()
// EXPECT: end:
// EXPECT: placed:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a place(1) +here 1 -here |c
// EXPECT: 3: +c -c return()
// EXPECT: end:
// EXPECT: order:
// EXPECT: 1: new ?a |a
// EXPECT: 2: >a +pooled -pooled delete new ?b |b
// EXPECT: 3: >b +braced -braced delete new ?c |c
// EXPECT: 4: >c throw(c) delete caught(c) return()
// EXPECT: end:
// EXPECT: failing 1:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a +part made -part ?b |b
// EXPECT: 3: >b throw(b) caught(b) return()
// EXPECT: end:
// EXPECT: failing -1:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a +part throw(picky) -part caught(picky) ?b |b
// EXPECT: 3: >b throw(b) caught(b) return()
// EXPECT: end:
// EXPECT: thrown:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a caught(5) +inner ?b |b
// EXPECT: 3: >b +exception -inner caught(exception) -exception ?d |d
// EXPECT: 4: >d ?e |e
// EXPECT: 5: >e caught(failure) ?f |f
// EXPECT: 6: >f unhandled(9)
// EXPECT: end:
