// RUN: %run_and_compare %s %t
// Where the standard leaves the order of operands open, Clang evaluates from left to right, and so must the lowering:
// arguments, operands of arithmetic and comparison, several awaits in one expression ([intro.execution]/10,
// [expr.call]/8). A variable's value is read when its turn comes; a reference to it is only bound.
// GCC-DIFFERS: g++ 12 reads operands after the awaits to their right.
#include "trace.hpp"

int next(const char *name, int &n) { return say("%s=%d", name, n), n++; }
int digits(int a, int b, int c, int d) { return a * 1000 + b * 100 + c * 10 + d; }
int value_and(int a, int b) { return a * 10 + b; }
int reference_and(const int &a, int b) { return a * 10 + b; }
void see(const noisy &a, const noisy &b, int c) { say("see(%s,%s,%d)", a.text(), b.text(), c); }
template <class T, class U> int set(T &variable, U value, int result) { return variable = value, result; }

task<> arguments(int n) {
  say("%d", digits(co_await wait("a", 1), co_await wait("b", 2), co_await wait("c", 3), co_await wait("d", 4)));
  say("%d", digits(next("e", n), co_await wait("f", n), next("g", n), co_await wait("h", n)));
  say("%d", value_and(n, co_await wait("i", set(n, 8, 1))));
  say("%d", reference_and(n, co_await wait("j", set(n, 9, 1))));
  say("%d", value_and(co_await wait("k", 3), next("l", n)));
}

task<> temporaries() {
  see(noisy("t1"), noisy("t2"), co_await wait("a", 1));
  say("; next");
  see(noisy("t3"), co_await keeper("k1"), co_await wait("b", 2));
  say("; next");
  see(co_await keeper("k2"), co_await wait("c", noisy("C")), 3);
}

task<> operands(int n) {
  say("%d", co_await wait("a", 1) + co_await wait("b", 2) * co_await wait("c", 3) - co_await wait("d", 4));
  say("%d", next("e", n) + co_await wait("f", 10) + next("g", n));
  say("%d", (next("h", n) == co_await wait("i", 7)) + 2 * (co_await wait("j", 1) < next("k", n)));
  say("%d", n + co_await wait("l", set(n, 100, 1)));
  say("%d", co_await wait("m", set(n, 200, 1)) + n);
  say("%d", (n++) + co_await wait("n", 1000));
  say("%d", -n + co_await wait("o", set(n, 5, 1)));
  say("%d", n * 2 + co_await wait("p", set(n, 6, 1)));
  int &alias = n;
  say("%d", alias + co_await wait("q", set(alias, 7, 1)));
  const int fixed = 3;
  constexpr int constant = 4;
  say("%d", fixed + constant + co_await wait("r", 5));
}

struct record {
  int a, b;
  noisy name;
};

task<> lvalues(int n) {
  int array[] = {1, 2, 3};
  record here{10, 20, noisy("here")};
  record *pointer = &here;
  say("%d", array[1] + co_await wait("a", set(array[1], 50, 1)));
  say("%d", here.a + co_await wait("b", set(here.a, 60, 1)));
  say("%d", pointer->b + co_await wait("c", set(pointer->b, 70, 1)));
  say("%d", *(array + n) + co_await wait("d", set(n, 0, 1)));
  say("%d", array[n] + co_await wait("e", set(n, 2, 1)));
  see(here.name, noisy(here.name), co_await wait("f", set(here.name.name, "changed", 1)));
}

int main() {
  run("arguments", [] { return arguments(5); });
  run("temporaries", [] { return temporaries(); });
  destroy_everywhere("temporaries", [] { return temporaries(); });
  run("operands", [] { return operands(5); });
  run("lvalues", [] { return lvalues(2); });
  destroy_everywhere("lvalues", [] { return lvalues(2); });
}
// EXPECT: arguments:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d 1234 e=5 ?f |f
// EXPECT: 6: >f g=6 ?h |h
// EXPECT: 7: >h 5667 ?i |i
// EXPECT: 8: >i 71 ?j |j
// EXPECT: 9: >j 91 ?k |k
// EXPECT: 10: >k l=9 39 return()
// EXPECT: end:
// EXPECT: temporaries:
// EXPECT: 1: +t1 +t2 ?a |a
// EXPECT: 2: >a see(t1,t2,1) -t2 -t1 ; next +t3 +k1 ?k1 |k1
// EXPECT: 3: >k1 ?b |b
// EXPECT: 4: >b see(t3,k1,2) -k1 -t3 ; next +k2 ?k2 |k2
// EXPECT: 5: >k2 +C move(C) ?c |c
// EXPECT: 6: >c move(C) see(k2,C,3) -C -(C) -(C) -k2 return()
// EXPECT: end:
// EXPECT: temporaries destroyed after 0:
// EXPECT: temporaries destroyed after 1: -t2 -t1
// EXPECT: temporaries destroyed after 2: -k1 -t3
// EXPECT: temporaries destroyed after 3: -k1 -t3
// EXPECT: temporaries destroyed after 4: -k2
// EXPECT: temporaries destroyed after 5: -C -(C) -k2
// EXPECT: temporaries destroyed after 6, done:
// EXPECT: operands:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d 3 e=5 ?f |f
// EXPECT: 6: >f g=6 21 h=7 ?i |i
// EXPECT: 7: >i ?j |j
// EXPECT: 8: >j k=8 3 ?l |l
// EXPECT: 9: >l 10 ?m |m
// EXPECT: 10: >m 201 ?n |n
// EXPECT: 11: >n 1200 ?o |o
// EXPECT: 12: >o -200 ?p |p
// EXPECT: 13: >p 11 ?q |q
// EXPECT: 14: >q 7 ?r |r
// EXPECT: 15: >r 12 return()
// EXPECT: end:
// EXPECT: lvalues:
// EXPECT: 1: +here ?a |a
// EXPECT: 2: >a 3 ?b |b
// EXPECT: 3: >b 11 ?c |c
// EXPECT: 4: >c 21 ?d |d
// EXPECT: 5: >d 4 ?e |e
// EXPECT: 6: >e 2 copy(here) ?f |f
// EXPECT: 7: >f see(changed,here',1) -here' -changed return()
// EXPECT: end:
// EXPECT: lvalues destroyed after 0:
// EXPECT: lvalues destroyed after 1: -here
// EXPECT: lvalues destroyed after 2: -here
// EXPECT: lvalues destroyed after 3: -here
// EXPECT: lvalues destroyed after 4: -here
// EXPECT: lvalues destroyed after 5: -here
// EXPECT: lvalues destroyed after 6: -here' -changed
// EXPECT: lvalues destroyed after 7, done:
