// RUN: %run_and_compare %s %t
// An await as an argument of a call: the argument is initialised with its result, by value, by reference or in place
// ([expr.call]/7, [expr.await]). One await a call here, so no unspecified order shows.
#include "trace.hpp"

int twice(int value) { return 2 * value; }
int sum(int a, int b, int c = 100) { return a + b + c; }
const char *by_value(noisy value) { return say("take %s", value.text()), "by value"; }
void by_reference(noisy &value) { value.name += "+"; }
void by_const(const noisy &value) { say("see %s", value.text()); }
void by_rvalue(noisy &&value) { noisy stolen(std::move(value)); }
void in_place(immovable value) { say("own %s", value.text()); }

struct adder {
  int base;
  int add(int value) const { return base + value; }
  int operator()(int value) const { return base - value; }
  int operator[](int value) const { return base * value; }
  adder with(int value) const { return {base + value}; }
};
adder make(int base) { return {base}; }
adder *make_pointer(adder &from) { return say("pointer"), &from; }
int (*choose(int which))(int) { return say("choose %d", which), &twice; }

task<int> functions() {
  int a = twice(co_await wait("x", 1));
  int b = sum(a, co_await wait("y", 2));
  int c = sum(twice(b), twice(twice(co_await wait("z", 3))), 7);
  int d = twice(co_await ready("w", 1));
  co_return choose(c)(d);
}

task<> objects() {
  noisy local("local");
  say("%s", by_value(co_await wait("a", noisy("A"))));
  by_reference(co_await wait_ref("b", local));
  by_const(co_await wait_ref("c", local));
  by_const(co_await wait("d", noisy("D")));
  by_rvalue(co_await wait_move("e", local));
  in_place(co_await elided{"f"});
  by_value(co_await wait_ref("g", local));
}

task<int> members() {
  adder ten{10};
  int a = make(1).add(co_await wait("x", 2));
  int b = make(co_await wait("y", 3)).add(4);
  int c = ten(co_await wait("z", 5));
  c += ten[co_await wait("w", 6)];
  int d = make_pointer(ten)->with(a).add(co_await wait("v", 7));
  int e = (co_await wait("u", adder{20})).with(b).add(c);
  int f = make_pointer(co_await wait_ref("t", ten))->add(1);
  say("%d %d %d %d %d %d", a, b, c, d, e, f);
  co_return (co_await wait_ref("s", ten)).base;
}

task<> of_standard_types(std::string text) {
  std::string joined = text.append(co_await wait("x", std::string("-tail"))).substr(1);
  say("%s", joined.c_str());
  say("%s", (text + co_await wait("y", std::string("!"))).c_str());
  say("%s %d", "format", co_await wait("z", 9));
}

int main() {
  run("functions", [] { return functions(); });
  run("objects", [] { return objects(); });
  run("members", [] { return members(); });
  run("standard types", [] { return of_standard_types("a long string that is not kept in place"); });
}
// EXPECT: functions:
// EXPECT: 1: ?x |x
// EXPECT: 2: >x ?y |y
// EXPECT: 3: >y ?z |z
// EXPECT: 4: >z ?w >w choose 227 return(4)
// EXPECT: end:
// EXPECT: objects:
// EXPECT: 1: +local +A move(A) ?a |a
// EXPECT: 2: >a move(A) take A by value -A -(A) -(A) ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c see local+ +D move(D) ?d |d
// EXPECT: 5: >d move(D) see D -D -(D) -(D) ?e |e
// EXPECT: 6: >e move(local+) -local+ |f
// EXPECT: 7: +f own f -f ?g |g
// EXPECT: 8: >g copy((local+)) take (local+)' -(local+)' -(local+) return()
// EXPECT: end:
// EXPECT: members:
// EXPECT: 1: ?x |x
// EXPECT: 2: >x ?y |y
// EXPECT: 3: >y ?z |z
// EXPECT: 4: >z ?w |w
// EXPECT: 5: >w pointer ?v |v
// EXPECT: 6: >v ?u |u
// EXPECT: 7: >u ?t |t
// EXPECT: 8: >t pointer 3 7 65 20 92 11 ?s |s
// EXPECT: 9: >s return(10)
// EXPECT: end:
// EXPECT: standard types:
// EXPECT: 1: ?x |x
// EXPECT: 2: >x  long string that is not kept in place-tail ?y |y
// EXPECT: 3: >y a long string that is not kept in place-tail! ?z |z
// EXPECT: 4: >z format 9 return()
// EXPECT: end:
