// RUN: %run_and_compare %s %t
// Awaits in comma expressions: the left operand first, its result discarded but its temporaries kept to the end of the
// full-expression ([expr.comma]); an overloaded comma keeps that order ([over.match.oper]/2).
// GCC-DIFFERS: g++ 12 destroys temporaries twice.
#include "trace.hpp"

void use(const noisy &a) { say("use(%s)", a.text()); }

struct list {
  std::string text;
};
list operator,(list left, int right) { return {left.text + std::to_string(right)}; }

task<int> commas(int n) {
  int a = (co_await wait("a"), 1);
  int b = (say("left"), co_await wait("b", 2));
  int c = (co_await wait("c"), co_await wait("d"), say("last"), co_await wait("e", n));
  co_await wait("f"), say("statement"), co_await wait("g");
  (co_await wait("h"), n) = 50;
  co_return a + b + c + n;
}

task<> temporaries() {
  use(noisy("t1")), co_await wait("a"), use(noisy("t2")), co_await keeper("k"), use(noisy("t3"));
  say("; next");
  noisy made = (use(noisy("t4")), co_await wait("b"), noisy("made"));
  say("; made");
  const noisy &kept = (co_await keeper("k2"), noisy("kept"));
  say("; %s", kept.text());
}

task<> in_for() {
  int i, j;
  for (i = 0, j = (co_await wait("init"), 2); co_await wait("cond"), i < j; co_await wait("step"), ++i, --j) {
    say("%d%d", i, j);
  }
}

task<> overloaded() {
  list all = (list{"all"}, co_await wait("a", 1), co_await wait("b", 2), 3);
  say("%s", all.text.c_str());
}

int main() {
  run("commas", [] { return commas(5); });
  run("temporaries", [] { return temporaries(); });
  destroy_everywhere("temporaries", [] { return temporaries(); });
  run("in for", [] { return in_for(); });
  run("overloaded", [] { return overloaded(); });
}
// EXPECT: commas:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a left ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d last ?e |e
// EXPECT: 6: >e ?f |f
// EXPECT: 7: >f statement ?g |g
// EXPECT: 8: >g ?h |h
// EXPECT: 9: >h return(58)
// EXPECT: end:
// EXPECT: temporaries:
// EXPECT: 1: +t1 use(t1) ?a |a
// EXPECT: 2: >a +t2 use(t2) +k ?k |k
// EXPECT: 3: >k +t3 use(t3) -t3 -k -t2 -t1 ; next +t4 use(t4) ?b |b
// EXPECT: 4: >b +made -t4 ; made +k2 ?k2 |k2
// EXPECT: 5: >k2 +kept -k2 ; kept -kept -made return()
// EXPECT: end:
// EXPECT: temporaries destroyed after 0:
// EXPECT: temporaries destroyed after 1: -t1
// EXPECT: temporaries destroyed after 2: -k -t2 -t1
// EXPECT: temporaries destroyed after 3: -t4
// EXPECT: temporaries destroyed after 4: -k2 -made
// EXPECT: temporaries destroyed after 5, done:
// EXPECT: in for:
// EXPECT: 1: ?init |init
// EXPECT: 2: >init ?cond |cond
// EXPECT: 3: >cond 02 ?step |step
// EXPECT: 4: >step ?cond |cond
// EXPECT: 5: >cond return()
// EXPECT: end:
// EXPECT: overloaded:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b all123 return()
// EXPECT: end:
