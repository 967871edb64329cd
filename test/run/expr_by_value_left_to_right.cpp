// RUN: %run_and_compare %s %t
// A parameter by value is initialised in place, also if an argument to its right awaits; Clang goes from left to right
// ([expr.call]/7,8). In braces that order is mandatory ([dcl.init.list]/4).
// GCC-DIFFERS: g++ 12 evaluates the arguments after the awaits to their right, and moves them.
#include "trace.hpp"

void own(noisy a, noisy b) { say("own(%s,%s)", a.text(), b.text()); }
void own_two(immovable a, immovable b) { say("own(%s,%s)", a.text(), b.text()); }
void own_mixed(noisy a, immovable b, noisy c) { say("own(%s,%s,%s)", a.text(), b.text(), c.text()); }

struct aggregate {
  noisy first;
  int number;
  immovable last;
};

task<> parameters() {
  own(noisy("t1"), co_await wait("a", noisy("A")));
  say("; next");
  own_two(immovable("t3"), co_await elided{"c"});
  say("; next");
  own_mixed(noisy("t4"), co_await elided{"d"}, co_await wait("e", noisy("E")));
  say("; next");
  own_mixed(noisy("t5"), immovable("t6"), noisy(co_await wait("f", "t7")));
}

task<> braces() {
  aggregate two{noisy("t9"), co_await wait("b", 2), immovable("t10")};
  say("; two");
  immovable three[] = {immovable("t11"), co_await elided{"c"}, immovable("t12")};
  say("; three %s", three[1].text());
}

int main() {
  run("parameters", [] { return parameters(); });
  destroy_everywhere("parameters", [] { return parameters(); });
  run("braces", [] { return braces(); });
  destroy_everywhere("braces", [] { return braces(); });
}
// EXPECT: parameters:
// EXPECT: 1: +t1 +A move(A) ?a |a
// EXPECT: 2: >a move(A) own(t1,A) -A -(A) -(A) -t1 ; next +t3 |c
// EXPECT: 3: +c own(t3,c) -c -t3 ; next +t4 |d
// EXPECT: 4: +d +E move(E) ?e |e
// EXPECT: 5: >e move(E) own(t4,d,E) -E -(E) -(E) -d -t4 ; next +t5 +t6 ?f |f
// EXPECT: 6: >f +t7 own(t5,t6,t7) -t7 -t6 -t5 return()
// EXPECT: end:
// EXPECT: parameters destroyed after 0:
// EXPECT: parameters destroyed after 1: -A -(A) -t1
// EXPECT: parameters destroyed after 2: -t3
// EXPECT: parameters destroyed after 3: -t4
// EXPECT: parameters destroyed after 4: -E -(E) -d -t4
// EXPECT: parameters destroyed after 5: -t6 -t5
// EXPECT: parameters destroyed after 6, done:
// EXPECT: braces:
// EXPECT: 1: +t9 ?b |b
// EXPECT: 2: >b +t10 ; two +t11 |c
// EXPECT: 3: +c +t12 ; three c -t12 -c -t11 -t10 -t9 return()
// EXPECT: end:
// EXPECT: braces destroyed after 0:
// EXPECT: braces destroyed after 1: -t9
// EXPECT: braces destroyed after 2: -t11 -t10 -t9
// EXPECT: braces destroyed after 3, done:
