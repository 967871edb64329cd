// RUN: %run_and_compare %s %t
// What C++17 sequences before an await in an operand: the callee before its arguments ([expr.call]/8), the array before
// the index ([expr.sub]/1), the left of << and >> ([expr.shift]/4), the object before the pointer to member
// ([expr.mptr.oper]/4), and the right of an assignment before its left ([expr.ass]/1). Values read before the
// suspension must not be read again after it, and what is sequenced later must not be read before.
// GCC-DIFFERS: g++ 12 evaluates several of the earlier operands only after the await.
#include "trace.hpp"

int twice(int value) { return 2 * value; }
int thrice(int value) { return 3 * value; }
int (*choose(int which))(int) { return say("choose(%d)", which), which == 2 ? &twice : &thrice; }
int *pick(int *array) { return say("pick"), array; }
int &name_of(int &value) { return say("name"), value; }

template <class T, class U> int set(T &variable, U value, int result) { return variable = value, result; }

struct shop {
  int base;
  int first = 1, second = 2;
  shop &self(const char *why) { return say("%s", why), *this; }
  int sell(int value) const { return base + value; }
  shop &chain(int value) { return say("chain(%d)", value), base += value, *this; }
};
shop &operator<<(shop &to, int value) { return say("put(%d)", value), to; }

task<> callee(int n) {
  say("%d", choose(n)(co_await wait("a", 5)));
  int (*function)(int) = &twice;
  say("%d", function(co_await wait("b", set(function, &thrice, 5))));
  function = &twice;
  int (*&changing)(int) = function;
  say("%d", changing(co_await wait("c", 7)));
}

task<> object() {
  shop here{10};
  say("%d", here.self("self").sell(co_await wait("a", 1)));
  shop *pointer = &here, other{20};
  say("%d", pointer->sell(co_await wait("b", set(pointer, &other, 2))));
  here.self("one").chain(co_await wait("c", 1)).self("two").chain(co_await wait("d", 2)).self("three");
  say("%d", here.base);
}

task<> subscript() {
  int array[] = {1, 2, 3}, others[] = {4, 5, 6};
  int *pointer = array;
  say("%d", pick(array)[co_await wait("a", 1)]);
  say("%d", pointer[co_await wait("b", set(pointer, others, 2))]);
  say("%d", pick(others)[co_await wait("c", 1)] = co_await wait("d", 9));
  say("%d", others[1]);
}

task<> shift(int n) {
  shop here{10};
  here.self("left") << co_await wait("a", 1) << twice(n) << co_await wait("b", 2);
  say("%d", name_of(n) << co_await wait("c", set(n, 1, 4)));
  shop other{20};
  int shop::*data = &shop::first;
  say("%d", other.self("object").*co_await wait("d", data));
  say("%d", other.self("object").*(co_await wait("e"), say("member"), data = &shop::second));
}

task<> assignment(int n) {
  int a = 1, b = 2;
  name_of(a) = co_await wait("a", 3);
  name_of(a) += co_await wait("b", set(a, 10, 3));
  name_of(a) = name_of(b) = co_await wait("c", n);
  say("%d %d", a, b);
  int *to = &a;
  *to = co_await wait("d", set(to, &b, 7)); // the right operand first: assigns to b
  say("%d %d", a, b);
  a = a + 1, b = co_await wait("e", a), say("%d", b);
}

int main() {
  run("callee", [] { return callee(2); });
  run("object", [] { return object(); });
  run("subscript", [] { return subscript(); });
  run("shift", [] { return shift(3); });
  run("assignment", [] { return assignment(5); });
}
// EXPECT: callee:
// EXPECT: 1: choose(2) ?a |a
// EXPECT: 2: >a 10 ?b |b
// EXPECT: 3: >b 10 ?c |c
// EXPECT: 4: >c 14 return()
// EXPECT: end:
// EXPECT: object:
// EXPECT: 1: self ?a |a
// EXPECT: 2: >a 11 ?b |b
// EXPECT: 3: >b 12 one ?c |c
// EXPECT: 4: >c chain(1) two ?d |d
// EXPECT: 5: >d chain(2) three 13 return()
// EXPECT: end:
// EXPECT: subscript:
// EXPECT: 1: pick ?a |a
// EXPECT: 2: >a 2 ?b |b
// EXPECT: 3: >b 3 ?d |d
// EXPECT: 4: >d pick ?c |c
// EXPECT: 5: >c 9 9 return()
// EXPECT: end:
// EXPECT: shift:
// EXPECT: 1: left ?a |a
// EXPECT: 2: >a put(1) put(6) ?b |b
// EXPECT: 3: >b put(2) name ?c |c
// EXPECT: 4: >c 48 object ?d |d
// EXPECT: 5: >d 1 object ?e |e
// EXPECT: 6: >e member 2 return()
// EXPECT: end:
// EXPECT: assignment:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a name ?b |b
// EXPECT: 3: >b name ?c |c
// EXPECT: 4: >c name name 5 5 ?d |d
// EXPECT: 5: >d 5 7 ?e |e
// EXPECT: 6: >e 6 return()
// EXPECT: end:
