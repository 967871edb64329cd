// RUN: %run_and_compare %s %t
// Awaits behind && and || run only if the left operand asks for them; the temporaries that were made live to the end of
// the full-expression, those of operands that were skipped do not exist ([expr.log.and], [expr.log.or],
// [class.temporary]/4). Overloaded && and || evaluate both.
// GCC-DIFFERS: g++ 12 does not compile with_temporaries (internal error).
#include "trace.hpp"

bool yes(const noisy &seen) { return say("yes(%s)", seen.text()), true; }
bool no(const noisy &seen) { return say("no(%s)", seen.text()), false; }

task<> plain(bool left) {
  bool both = left && co_await wait("a", true);
  bool either = left || co_await wait("b", true);
  say("%d%d", both, either);
  both = co_await wait("c", left) && !left;
  either = co_await wait("d", left) || left;
  say("%d%d", both, either);
  both = co_await wait("e", left) && co_await wait("f", false);
  either = co_await wait("g", left) || co_await wait("h", false);
  say("%d%d", both, either);
}

task<> chained(bool a, bool b, bool c) {
  bool mixed = co_await ready("a", a) && (co_await wait("b", b) || co_await wait("c", c));
  bool other = (co_await wait("d", a) && co_await wait("e", b)) || !co_await wait("f", c);
  say("%d%d", mixed, other);
}

task<> with_temporaries(bool left) {
  noisy local("local");
  bool both = left && yes(noisy("t1")) && co_await wait("a", true) && no(noisy("t2"));
  say("; both=%d", both);
  bool either = (yes(noisy("t3")) && left) || (co_await wait("b", no(noisy("t4"))) || yes(noisy("t5")));
  say("; either=%d", either);
}

task<> objects_in_awaiters(bool left) {
  if (no(co_await keeper("k1")) || (left && yes(co_await keeper("k2"))) || yes(co_await keeper("k3"))) say("in");
  say("out");
}

task<> as_statements(int n) {
  (void)(n > 1 && co_await wait("a", true) && (co_await wait("b"), say("done"), true));
  (void)(n > 1 || (co_await wait("c"), true));
  if (n > 0 && (co_await wait_ref("d", n) = 7)) say("7");
  say("%d", n);
}

struct trilean {
  int value;
};
trilean operator&&(trilean a, trilean b) { return {a.value * b.value}; }
trilean operator||(trilean a, trilean b) { return {a.value + b.value}; }

task<> overloaded() {
  trilean product = trilean{0} && co_await wait("a", trilean{5});
  trilean sum = trilean{1} || co_await wait("b", trilean{5});
  say("%d %d", product.value, sum.value);
}

task<> thrown(bool left) {
  try {
    bool result = left && yes(noisy("t1")) && co_await throwing{"x", at::resume} == 0 && yes(noisy("t2"));
    say("%d", result);
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
}

int main() {
  run("plain true", [] { return plain(true); });
  run("plain false", [] { return plain(false); });
  for (int bits = 0; bits < 8; ++bits) {
    run("chained", [=] { return chained(bits & 4, bits & 2, bits & 1); });
  }
  run("with temporaries, true", [] { return with_temporaries(true); });
  run("with temporaries, false", [] { return with_temporaries(false); });
  destroy_everywhere("with temporaries", [] { return with_temporaries(true); });
  run("objects in awaiters, true", [] { return objects_in_awaiters(true); });
  run("objects in awaiters, false", [] { return objects_in_awaiters(false); });
  destroy_everywhere("objects in awaiters", [] { return objects_in_awaiters(false); });
  run("as statements 0", [] { return as_statements(0); });
  run("as statements 2", [] { return as_statements(2); });
  run("overloaded", [] { return overloaded(); });
  run("thrown true", [] { return thrown(true); });
  run("thrown false", [] { return thrown(false); });
}
// EXPECT: plain true:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 11 ?c |c
// EXPECT: 3: >c ?d |d
// EXPECT: 4: >d 01 ?e |e
// EXPECT: 5: >e ?f |f
// EXPECT: 6: >f ?g |g
// EXPECT: 7: >g 01 return()
// EXPECT: end:
// EXPECT: plain false:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b 01 ?c |c
// EXPECT: 3: >c ?d |d
// EXPECT: 4: >d 00 ?e |e
// EXPECT: 5: >e ?g |g
// EXPECT: 6: >g ?h |h
// EXPECT: 7: >h 00 return()
// EXPECT: end:
// EXPECT: chained:
// EXPECT: 1: ?a >a ?d |d
// EXPECT: 2: >d ?f |f
// EXPECT: 3: >f 01 return()
// EXPECT: end:
// EXPECT: chained:
// EXPECT: 1: ?a >a ?d |d
// EXPECT: 2: >d ?f |f
// EXPECT: 3: >f 00 return()
// EXPECT: end:
// EXPECT: chained:
// EXPECT: 1: ?a >a ?d |d
// EXPECT: 2: >d ?f |f
// EXPECT: 3: >f 01 return()
// EXPECT: end:
// EXPECT: chained:
// EXPECT: 1: ?a >a ?d |d
// EXPECT: 2: >d ?f |f
// EXPECT: 3: >f 00 return()
// EXPECT: end:
// EXPECT: chained:
// EXPECT: 1: ?a >a ?b |b
// EXPECT: 2: >b ?c |c
// EXPECT: 3: >c ?d |d
// EXPECT: 4: >d ?e |e
// EXPECT: 5: >e ?f |f
// EXPECT: 6: >f 01 return()
// EXPECT: end:
// EXPECT: chained:
// EXPECT: 1: ?a >a ?b |b
// EXPECT: 2: >b ?c |c
// EXPECT: 3: >c ?d |d
// EXPECT: 4: >d ?e |e
// EXPECT: 5: >e ?f |f
// EXPECT: 6: >f 10 return()
// EXPECT: end:
// EXPECT: chained:
// EXPECT: 1: ?a >a ?b |b
// EXPECT: 2: >b ?d |d
// EXPECT: 3: >d ?e |e
// EXPECT: 4: >e 11 return()
// EXPECT: end:
// EXPECT: chained:
// EXPECT: 1: ?a >a ?b |b
// EXPECT: 2: >b ?d |d
// EXPECT: 3: >d ?e |e
// EXPECT: 4: >e 11 return()
// EXPECT: end:
// EXPECT: with temporaries, true:
// EXPECT: 1: +local +t1 yes(t1) ?a |a
// EXPECT: 2: >a +t2 no(t2) -t2 -t1 ; both=0 +t3 yes(t3) -t3 ; either=1 -local return()
// EXPECT: end:
// EXPECT: with temporaries, false:
// EXPECT: 1: +local ; both=0 +t3 yes(t3) +t4 no(t4) ?b |b
// EXPECT: 2: >b +t5 yes(t5) -t5 -t4 -t3 ; either=1 -local return()
// EXPECT: end:
// EXPECT: with temporaries destroyed after 0:
// EXPECT: with temporaries destroyed after 1: -t1 -local
// EXPECT: with temporaries destroyed after 2, done:
// EXPECT: objects in awaiters, true:
// EXPECT: 1: +k1 ?k1 |k1
// EXPECT: 2: >k1 no(k1) +k2 ?k2 |k2
// EXPECT: 3: >k2 yes(k2) -k2 -k1 in out return()
// EXPECT: end:
// EXPECT: objects in awaiters, false:
// EXPECT: 1: +k1 ?k1 |k1
// EXPECT: 2: >k1 no(k1) +k3 ?k3 |k3
// EXPECT: 3: >k3 yes(k3) -k3 -k1 in out return()
// EXPECT: end:
// EXPECT: objects in awaiters destroyed after 0:
// EXPECT: objects in awaiters destroyed after 1: -k1
// EXPECT: objects in awaiters destroyed after 2: -k3 -k1
// EXPECT: objects in awaiters destroyed after 3, done:
// EXPECT: as statements 0:
// EXPECT: 1: ?c |c
// EXPECT: 2: >c 0 return()
// EXPECT: end:
// EXPECT: as statements 2:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b done ?d |d
// EXPECT: 4: >d 7 7 return()
// EXPECT: end:
// EXPECT: overloaded:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 0 6 return()
// EXPECT: end:
// EXPECT: thrown true:
// EXPECT: 1: +t1 yes(t1) ?x |x
// EXPECT: 2: >x throw(x) -t1 caught(x) return()
// EXPECT: end:
// EXPECT: thrown false:
// EXPECT: 1: 0 return()
// EXPECT: end:
