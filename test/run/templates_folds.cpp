// RUN: %run_and_compare %s %t
// Folds over awaits: over the comma, short-circuiting and arithmetic operators, left and right, of no, one and several
// elements, of different types ([expr.prim.fold]).
// GCC-DIFFERS: g++ 12 does not compile the last one.
#include "trace.hpp"

template <class... Awaitables> task<> in_order(Awaitables... awaitables) {
  (co_await awaitables, ...);
  say("left");
  (..., co_await awaitables);
  say("right");
  (void(say("%d", 1 + co_await awaitables)), ...);
}
template <class... Awaitables> task<int> sum(Awaitables... awaitables) {
  int right = (co_await awaitables + ... + 0);
  int left = (0 - ... - co_await awaitables);
  say("%d %d", right, left);
  co_return (0 + ... + (co_await awaitables * 2));
}
template <class... Awaitables> task<bool> logic(Awaitables... awaitables) {
  bool all = (co_await awaitables && ...);
  bool any = (... || co_await awaitables);
  say("%d %d", all, any);
  if ((co_await awaitables || ...)) co_return true;
  co_return false;
}
template <class F, class... Values> task<> each_with(F f, Values... values) {
  int index = 0;
  (f(index++, co_await wait("each", values)), ...);
  auto one = [&](auto value) -> task<int> {
    index += co_await wait("closure", value);
    co_return index;
  };
  int last = 0;
  ((last = co_await one(values)), ...);
  say("%d", last);
}
template <int... Numbers> task<int> constants() {
  int sum = 0;
  ((sum += co_await wait("number", Numbers)), ...);
  co_return sum * (1 + ... + co_await ready("again", Numbers));
}
template <class... Objects> task<> objects(const Objects &...objects) {
  noisy local("local");
  (say("%s", (co_await wait("object", objects)).text()), ...); // temporaries live to the end of the whole expression
  co_await ready("end");
}

int main() {
  run("in order", [] { return in_order(wait("a", 1), ready("b", 2), wait("c", 3)); });
  run("in order of one", [] { return in_order(wait("a", 1)); });
  run("sum", [] { return sum(wait("a", 1), wait("b", 20), ready("c", 300)); });
  run("sum of one", [] { return sum(wait("a", 5)); });
  run("sum of none", [] { return sum(); });
  run("all", [] { return logic(wait("a", true), wait("b", 1), wait("c", true)); });
  run("not all", [] { return logic(wait("a", true), wait("b", false), wait("c", true)); });
  run("not any", [] { return logic(wait("a", false), wait("b", 0)); });
  run("each with", [] { return each_with([](int i, int n) { say("%d:%d", i, n); }, 5, short(6)); });
  run("constants", [] { return constants<1, 2>(); });
  noisy first("first"), second("second");
  run("objects", [&] { return objects(first, second); });
  destroy_everywhere("objects", [&] { return objects(first, second); });
}
// EXPECT: in order:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b >b ?c |c
// EXPECT: 3: >c left ?a |a
// EXPECT: 4: >a ?b >b ?c |c
// EXPECT: 5: >c right ?a |a
// EXPECT: 6: >a 2 ?b >b 3 ?c |c
// EXPECT: 7: >c 4 return()
// EXPECT: end:
// EXPECT: in order of one:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a left ?a |a
// EXPECT: 3: >a right ?a |a
// EXPECT: 4: >a 2 return()
// EXPECT: end:
// EXPECT: sum:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c >c ?a |a
// EXPECT: 4: >a ?b |b
// EXPECT: 5: >b ?c >c 321 -321 ?a |a
// EXPECT: 6: >a ?b |b
// EXPECT: 7: >b ?c >c return(642)
// EXPECT: end:
// EXPECT: sum of one:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?a |a
// EXPECT: 3: >a 5 -5 ?a |a
// EXPECT: 4: >a return(10)
// EXPECT: end:
// EXPECT: sum of none:
// EXPECT: 1: 0 0 return(0)
// EXPECT: end:
// EXPECT: all:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?a |a
// EXPECT: 5: >a 1 1 ?a |a
// EXPECT: 6: >a return(1)
// EXPECT: end:
// EXPECT: not all:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?a |a
// EXPECT: 4: >a 0 1 ?a |a
// EXPECT: 5: >a return(1)
// EXPECT: end:
// EXPECT: not any:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?a |a
// EXPECT: 3: >a ?b |b
// EXPECT: 4: >b 0 0 ?a |a
// EXPECT: 5: >a ?b |b
// EXPECT: 6: >b return(0)
// EXPECT: end:
// EXPECT: each with:
// EXPECT: 1: ?each |each
// EXPECT: 2: >each 0:5 ?each |each
// EXPECT: 3: >each 1:6 ?closure |closure
// EXPECT: 4: >closure return(7) ?closure |closure
// EXPECT: 5: >closure return(13) 13 return()
// EXPECT: end:
// EXPECT: constants:
// EXPECT: 1: ?number |number
// EXPECT: 2: >number ?number |number
// EXPECT: 3: >number ?again >again ?again >again return(12)
// EXPECT: end: +first +second
// EXPECT: objects:
// EXPECT: 1: +local copy(first) ?object |object
// EXPECT: 2: >object move(first') first' copy(second) ?object |object
// EXPECT: 3: >object move(second') second' -second' -(second') -first' -(first') ?end >end -local return()
// EXPECT: end:
// EXPECT: objects destroyed after 0:
// EXPECT: objects destroyed after 1: -first' -local
// EXPECT: objects destroyed after 2: -second' -first' -(first') -local
// EXPECT: objects destroyed after 3, done: -second -first
