// RUN: %run_and_compare %s %t
// if and else with awaits in the init-statement, the declaration in the condition, the condition and the branches; the
// declared variables live to the end of the whole statement, else included ([stmt.if], [stmt.select]/2).
#include "trace.hpp"

struct flag : noisy {
  bool value;
  flag(const char *name, bool value) : noisy(name), value(value) {}
  explicit operator bool() const { return say("bool(%s)", text()), value; }
};

task<> plain(int n) {
  if (n == 1) co_await wait("a");
  if (n == 1) co_await wait("b");
  else co_await wait("c");
  if (n == 1) {
    noisy inner("inner");
    co_await wait("d");
  } else if (n == 2) {
    co_await wait("e");
  } else {
    say("else");
  }
  if (n > 0) {
    if (n > 1) co_await wait("f");
    else co_await wait("g");
  }
  if (n == 3) {
  } else co_await wait("h");
  if (n == 3);
  else say("empty");
}

task<> with_init(bool c) {
  if (noisy a("a"); c) co_await wait("x");
  else co_await wait("y");
  if (noisy b = co_await wait("z", noisy("b")); c && co_await wait("w", true)) {
    noisy inner("inner");
    co_await wait("v");
    say("%s", b.text());
  } else {
    co_await wait("u");
    say("%s", b.text());
  }
  if (co_await wait("t"); c) say("t");
  if (int i = 5, j = co_await wait("s", 6); i < j) co_await wait("r"), say("%d%d", i, j);
}

task<> with_declaration(bool c) {
  if (int n = co_await wait("a", c ? 5 : 0)) {
    co_await wait("b");
    say("%d", n);
  } else {
    co_await wait("c");
    say("not %d", n);
  }
  if (flag f = flag("f", c)) {
    co_await wait("d");
    say("%s", f.text());
  } else if (flag g{"g", co_await wait("e", true)}) {
    co_await wait("f");
    say("%s %s", f.text(), g.text());
  }
  if (noisy first("first"); flag second = flag("second", co_await wait("g", c))) co_await wait("h");
  else co_await wait("i"), say("%s %s", first.text(), second.text());
  if (const noisy *p = c ? new noisy("heap") : nullptr) {
    co_await wait("j");
    delete p;
  }
}

task<int> returning(int n) {
  noisy outer("outer");
  if (flag f{"f", n > 0}; n > 1) {
    co_await wait("a");
    if (n > 2) co_return 3;
    co_await wait("b");
    co_return 2;
  } else if (f) co_return co_await wait("c", 1);
  co_return 0;
}

int main() {
  for (int n = 1; n <= 3; ++n) run("plain", [=] { return plain(n); });
  for (bool c : {true, false}) {
    run("with init", [=] { return with_init(c); });
    destroy_everywhere("with init", [=] { return with_init(c); });
    run("with declaration", [=] { return with_declaration(c); });
  }
  destroy_everywhere("with declaration", [=] { return with_declaration(false); });
  for (int n = 0; n <= 3; ++n) run("returning", [=] { return returning(n); });
}
// EXPECT: plain:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b +inner ?d |d
// EXPECT: 4: >d -inner ?g |g
// EXPECT: 5: >g ?h |h
// EXPECT: 6: >h empty return()
// EXPECT: end:
// EXPECT: plain:
// EXPECT: 1: ?c |c
// EXPECT: 2: >c ?e |e
// EXPECT: 3: >e ?f |f
// EXPECT: 4: >f ?h |h
// EXPECT: 5: >h empty return()
// EXPECT: end:
// EXPECT: plain:
// EXPECT: 1: ?c |c
// EXPECT: 2: >c else ?f |f
// EXPECT: 3: >f return()
// EXPECT: end:
// EXPECT: with init:
// EXPECT: 1: +a ?x |x
// EXPECT: 2: >x -a +b move(b) ?z |z
// EXPECT: 3: >z move(b) -(b) -(b) ?w |w
// EXPECT: 4: >w +inner ?v |v
// EXPECT: 5: >v b -inner -b ?t |t
// EXPECT: 6: >t t ?s |s
// EXPECT: 7: >s ?r |r
// EXPECT: 8: >r 56 return()
// EXPECT: end:
// EXPECT: with init destroyed after 0:
// EXPECT: with init destroyed after 1: -a
// EXPECT: with init destroyed after 2: -b -(b)
// EXPECT: with init destroyed after 3: -b
// EXPECT: with init destroyed after 4: -inner -b
// EXPECT: with init destroyed after 5:
// EXPECT: with init destroyed after 6:
// EXPECT: with init destroyed after 7:
// EXPECT: with init destroyed after 8, done:
// EXPECT: with declaration:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 5 +f bool(f) ?d |d
// EXPECT: 4: >d f -f +first ?g |g
// EXPECT: 5: >g +second bool(second) ?h |h
// EXPECT: 6: >h -second -first +heap ?j |j
// EXPECT: 7: >j -heap return()
// EXPECT: end:
// EXPECT: with init:
// EXPECT: 1: +a ?y |y
// EXPECT: 2: >y -a +b move(b) ?z |z
// EXPECT: 3: >z move(b) -(b) -(b) ?u |u
// EXPECT: 4: >u b -b ?t |t
// EXPECT: 5: >t ?s |s
// EXPECT: 6: >s ?r |r
// EXPECT: 7: >r 56 return()
// EXPECT: end:
// EXPECT: with init destroyed after 0:
// EXPECT: with init destroyed after 1: -a
// EXPECT: with init destroyed after 2: -b -(b)
// EXPECT: with init destroyed after 3: -b
// EXPECT: with init destroyed after 4:
// EXPECT: with init destroyed after 5:
// EXPECT: with init destroyed after 6:
// EXPECT: with init destroyed after 7, done:
// EXPECT: with declaration:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?c |c
// EXPECT: 3: >c not 0 +f bool(f) ?e |e
// EXPECT: 4: >e +g bool(g) ?f |f
// EXPECT: 5: >f f g -g -f +first ?g |g
// EXPECT: 6: >g +second bool(second) ?i |i
// EXPECT: 7: >i first second -second -first return()
// EXPECT: end:
// EXPECT: with declaration destroyed after 0:
// EXPECT: with declaration destroyed after 1:
// EXPECT: with declaration destroyed after 2:
// EXPECT: with declaration destroyed after 3: -f
// EXPECT: with declaration destroyed after 4: -g -f
// EXPECT: with declaration destroyed after 5: -first
// EXPECT: with declaration destroyed after 6: -second -first
// EXPECT: with declaration destroyed after 7, done:
// EXPECT: returning:
// EXPECT: 1: +outer +f bool(f) -f return(0) -outer
// EXPECT: end:
// EXPECT: returning:
// EXPECT: 1: +outer +f bool(f) ?c |c
// EXPECT: 2: >c return(1) -f -outer
// EXPECT: end:
// EXPECT: returning:
// EXPECT: 1: +outer +f ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b return(2) -f -outer
// EXPECT: end:
// EXPECT: returning:
// EXPECT: 1: +outer +f ?a |a
// EXPECT: 2: >a return(3) -f -outer
// EXPECT: end:
