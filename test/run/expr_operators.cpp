// RUN: %run_and_compare %s %t
// An await as the operand of each operator whose other operand has no side effect, or whose order is fixed
// ([expr.unary], [expr.post], [expr.mul] to [expr.comma]; [expr.ass]/1: the right operand first).
#include "trace.hpp"

struct box {
  int value;
  int *pointer;
  int method() const { return value; }
};
struct big {
  int digits;
};
big operator+(big a, big b) { return {a.digits + b.digits}; }
big operator-(big a) { return {-a.digits}; }
bool operator<(big a, big b) { return a.digits < b.digits; }
big &operator+=(big &a, big b) { return a.digits += b.digits, a; }
std::string operator&(big a, const char *b) { return std::to_string(a.digits) + b; }

task<> unary(int n) {
  int plus = +co_await wait("d", n), minus = -co_await wait("e", n), tilde = ~co_await wait("f", n);
  bool no = !co_await wait("g", n);
  say("%d %d %d %d", plus, minus, tilde, no);
  int *address = &co_await wait_ref("h", n);
  say("%d", address == &n);
  say("%d", *co_await wait("i", &n));
  ++co_await wait_ref("j", n);
  --co_await wait_ref("k", n);
  int old = (co_await wait_ref("l", n))++;
  int older = (co_await wait_ref("m", n))--;
  say("%d %d %d", old, older, n);
  say("%d", (-co_await wait("n", big{4})).digits);
  co_await wait("o"), say("comma");
}

task<> arithmetic(int n) {
  say("%d", n + co_await wait("a", 1));
  say("%d", co_await wait("b", 2) - n);
  say("%d", n * co_await wait("c", 3) / 2);
  say("%d", co_await wait("d", 17) % 5);
  say("%d", 1 << co_await wait("e", 4));
  say("%d", co_await wait("f", 256) >> 3);
  say("%d", (co_await wait("g", 12) & 10) | 1);
  say("%d", co_await wait("h", 12) ^ 10);
  say("%.2f", 1.5 * co_await wait("i", 2.5f));
  say("%d", (big{1} + co_await wait("j", big{2}) + big{3}).digits);
  say("%s", (co_await wait("k", big{5}) & "!").c_str());
  say("%ld", static_cast<long>(&n + co_await wait("l", 1) - &n));
}

task<> comparisons(int n) {
  say("%d", n == co_await wait("a", 5));
  say("%d", n != co_await wait("b", 5));
  say("%d", n < co_await wait("c", 6));
  say("%d", n > co_await wait("d", 6));
  say("%d", n <= co_await wait("e", 5));
  say("%d", n >= co_await wait("f", 6));
  say("%d", big{1} < co_await wait("g", big{2}));
}

task<> assignments(int n) {
  int a;
  a = co_await wait("a", 1);
  a += co_await wait("b", 2);
  a -= co_await wait("c", 1);
  a *= co_await wait("d", 10);
  a /= co_await wait("e", 3);
  a %= co_await wait("f", 4);
  a <<= co_await wait("g", 3);
  a >>= co_await wait("h", 1);
  a |= co_await wait("i", 3);
  a &= co_await wait("j", 6);
  a ^= co_await wait("k", 1);
  say("%d", a);
  co_await wait_ref("l", a) = n;
  co_await wait_ref("m", a) += n;
  say("%d", a);
  int b = a = co_await wait("n", 7);
  say("%d %d", a, b);
  big c{1};
  c += co_await wait("o", big{2});
  say("%d", c.digits);
  noisy text("text");
  text = co_await wait("p", noisy("new"));
  say("%s", text.text());
}

task<> members_and_subscripts(int n) {
  int array[] = {10, 20, 30};
  box here{4, &n};
  int box::*data = &box::value;
  int (box::*method)() const = &box::method;
  say("%d", array[co_await wait("a", 1)]);
  say("%d", (co_await wait("b", &array[1]))[1]);
  array[co_await wait("c", 2)] = 31;
  say("%d", array[2]);
  say("%d", (co_await wait("d", here)).value);
  say("%d", (co_await wait_ref("e", here)).method());
  say("%d", (co_await wait("f", &here))->value);
  say("%d", *(co_await wait_ref("g", here)).pointer);
  say("%d", (co_await wait_ref("h", here)).*data);
  say("%d", (here.*method)() + ((co_await wait("i", &here))->*method)());
  say("%d", here.*co_await wait("j", data));
  (co_await wait_ref("k", here)).value = 40;
  say("%d", here.value);
}

int main() {
  run("unary", [] { return unary(5); });
  run("arithmetic", [] { return arithmetic(5); });
  run("comparisons", [] { return comparisons(5); });
  run("assignments", [] { return assignments(5); });
  run("members and subscripts", [] { return members_and_subscripts(5); });
}
// EXPECT: unary:
// EXPECT: 1: ?d |d
// EXPECT: 2: >d ?e |e
// EXPECT: 3: >e ?f |f
// EXPECT: 4: >f ?g |g
// EXPECT: 5: >g 5 -5 -6 0 ?h |h
// EXPECT: 6: >h 1 ?i |i
// EXPECT: 7: >i 5 ?j |j
// EXPECT: 8: >j ?k |k
// EXPECT: 9: >k ?l |l
// EXPECT: 10: >l ?m |m
// EXPECT: 11: >m 5 6 5 ?n |n
// EXPECT: 12: >n -4 ?o |o
// EXPECT: 13: >o comma return()
// EXPECT: end:
// EXPECT: arithmetic:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 6 ?b |b
// EXPECT: 3: >b -3 ?c |c
// EXPECT: 4: >c 7 ?d |d
// EXPECT: 5: >d 2 ?e |e
// EXPECT: 6: >e 16 ?f |f
// EXPECT: 7: >f 32 ?g |g
// EXPECT: 8: >g 9 ?h |h
// EXPECT: 9: >h 6 ?i |i
// EXPECT: 10: >i 3.75 ?j |j
// EXPECT: 11: >j 6 ?k |k
// EXPECT: 12: >k 5! ?l |l
// EXPECT: 13: >l 1 return()
// EXPECT: end:
// EXPECT: comparisons:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 1 ?b |b
// EXPECT: 3: >b 0 ?c |c
// EXPECT: 4: >c 1 ?d |d
// EXPECT: 5: >d 0 ?e |e
// EXPECT: 6: >e 1 ?f |f
// EXPECT: 7: >f 0 ?g |g
// EXPECT: 8: >g 1 return()
// EXPECT: end:
// EXPECT: assignments:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d ?e |e
// EXPECT: 6: >e ?f |f
// EXPECT: 7: >f ?g |g
// EXPECT: 8: >g ?h |h
// EXPECT: 9: >h ?i |i
// EXPECT: 10: >i ?j |j
// EXPECT: 11: >j ?k |k
// EXPECT: 12: >k 3 ?l |l
// EXPECT: 13: >l ?m |m
// EXPECT: 14: >m 10 ?n |n
// EXPECT: 15: >n 7 7 ?o |o
// EXPECT: 16: >o 3 +text +new move(new) ?p |p
// EXPECT: 17: >p move(new) move(text=new) -(new) -(new) -(new) new -new return()
// EXPECT: end:
// EXPECT: members and subscripts:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 20 ?b |b
// EXPECT: 3: >b 30 ?c |c
// EXPECT: 4: >c 31 ?d |d
// EXPECT: 5: >d 4 ?e |e
// EXPECT: 6: >e 4 ?f |f
// EXPECT: 7: >f 4 ?g |g
// EXPECT: 8: >g 5 ?h |h
// EXPECT: 9: >h 4 ?i |i
// EXPECT: 10: >i 8 ?j |j
// EXPECT: 11: >j 4 ?k |k
// EXPECT: 12: >k 40 return()
// EXPECT: end:
