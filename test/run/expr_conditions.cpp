// RUN: %run_and_compare %s %t
// Awaits in the conditions of if, while, do, for, ?: and switch, and in assertions on them: the temporaries of a
// condition die before the statement it controls runs ([stmt.select], [stmt.iter], [class.temporary]/4).
// GCC-DIFFERS: g++ 12 traps (temporaries of a loop condition).
#include "trace.hpp"

bool yes(const noisy &a) { return say("yes(%s)", a.text()), true; }
int number(const noisy &a, int n) { return say("number(%s)", a.text()), n; }

task<> ifs() {
  if (co_await wait("a", true)) say("a");
  if (!co_await wait("b", true)) say("b");
  else say("not b");
  if (co_await wait("c", 5) > 4 && yes(noisy("t1"))) {
    say("c");
    co_await wait("d");
  }
  if (yes(co_await keeper("k"))) say("k");
  else if (co_await wait("e", false)) say("e");
  if (!yes(noisy("t2"))) say("t2");
  else if (co_await wait("f", yes(noisy("t3")))) say("f");
  else say("not f");
}

task<> whiles() {
  int n = 2;
  while (co_await wait("a", n--) > 0) say("n=%d", n);
  while (yes(co_await keeper("k")) && n < 1) say("n=%d", n++);
}

task<> dos() {
  int n = 0;
  do say("n=%d", n);
  while (co_await wait("a", ++n) < 3);
  do {
    noisy inner("inner");
  } while (number(co_await keeper("k"), --n) > 1);
}

task<> fors() {
  for (int i = 0; co_await wait("a", i) < 2; ++i) say("i=%d", i);
  for (int i = 0; number(co_await keeper("k"), i) < 1; ++i) say("i=%d", i);
}

task<> switches() {
  switch (co_await wait("a", 2)) {
  case 1: say("one"); break;
  case 2: say("two"); break;
  }
  switch (number(co_await keeper("k"), 3)) {
  case 3: say("three"); break;
  default: say("default");
  }
}

int main() {
  run("if", [] { return ifs(); });
  run("while", [] { return whiles(); });
  run("do", [] { return dos(); });
  run("for", [] { return fors(); });
  run("switch", [] { return switches(); });
}
// EXPECT: if:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a a ?b |b
// EXPECT: 3: >b not b ?c |c
// EXPECT: 4: >c +t1 yes(t1) -t1 c ?d |d
// EXPECT: 5: >d +k ?k |k
// EXPECT: 6: >k yes(k) -k k +t2 yes(t2) -t2 +t3 yes(t3) ?f |f
// EXPECT: 7: >f -t3 f return()
// EXPECT: end:
// EXPECT: while:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a n=1 ?a |a
// EXPECT: 3: >a n=0 ?a |a
// EXPECT: 4: >a +k ?k |k
// EXPECT: 5: >k yes(k) -k n=-1 +k ?k |k
// EXPECT: 6: >k yes(k) -k n=0 +k ?k |k
// EXPECT: 7: >k yes(k) -k return()
// EXPECT: end:
// EXPECT: do:
// EXPECT: 1: n=0 ?a |a
// EXPECT: 2: >a n=1 ?a |a
// EXPECT: 3: >a n=2 ?a |a
// EXPECT: 4: >a +inner -inner +k ?k |k
// EXPECT: 5: >k number(k) -k +inner -inner +k ?k |k
// EXPECT: 6: >k number(k) -k return()
// EXPECT: end:
// EXPECT: for:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a i=0 ?a |a
// EXPECT: 3: >a i=1 ?a |a
// EXPECT: 4: >a +k ?k |k
// EXPECT: 5: >k number(k) -k i=0 +k ?k |k
// EXPECT: 6: >k number(k) -k return()
// EXPECT: end:
// EXPECT: switch:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a two +k ?k |k
// EXPECT: 3: >k number(k) -k three return()
// EXPECT: end:
