// RUN: %run_and_compare %s %t
// Awaits in the condition and the arms of ?:. Only one arm runs; what it makes lives to the end of the full-expression;
// the result is an lvalue, a prvalue that is made in place, void, or of a converted type ([expr.cond],
// [class.temporary]/4).
// GCC-DIFFERS: g++ 12 destroys the temporaries of the arm that did not run.
#include "trace.hpp"

void use(const noisy &a) { say("use(%s)", a.text()); }
void own(immovable a) { say("own(%s)", a.text()); }
struct base {
  int number = 1;
};
struct derived : base {
  derived(int n) { number = n; }
};

task<> values(bool c) {
  int a = c ? co_await wait("a", 1) : 2;
  int b = c ? 3 : co_await wait("b", 4);
  int d = co_await wait("c", c) ? 5 : 6;
  int e = co_await wait("d", c) ? co_await wait("e", 7) : co_await wait("f", 8);
  long f = c ? co_await wait("g", 9) : 10L;
  say("%d %d %d %d %ld", a, b, d, e, f);
  say("%d", c ? co_await wait("h", a) : !c ? co_await wait("i", b) : 0);
}

task<> lvalues(bool c) {
  int a = 1, b = 2;
  (c ? a : co_await wait_ref("a", b)) = 10;
  int &chosen = co_await wait("b", c) ? co_await wait_ref("c", a) : b;
  ++chosen;
  int *address = &(c ? co_await wait_ref("d", b) : a);
  say("%d %d %d %d", a, b, &chosen == &a, address == &b);
}

task<> objects(bool c) {
  noisy local("local");
  noisy made = c ? co_await wait("a", noisy("A")) : noisy("B");
  say("; made");
  use(c ? co_await wait_ref("b", local) : local);
  use(c ? noisy("C") : co_await wait_ref("c", local)); // a copy: one arm is a prvalue, so both are
  say("; converted");
  const noisy &extended = c ? co_await wait("d", noisy("D")) : noisy("E");
  say("; extended %s", extended.text());
  noisy &&moved = c ? std::move(local) : co_await wait_move("e", local);
  say("; moved %d", &moved == &local);
}

task<> in_place(bool c) {
  immovable local = c ? co_await elided{"a"} : immovable("b");
  own(co_await wait("c", c) ? immovable("d") : co_await elided{"e"});
  say("; own");
}

task<> temporaries(bool c) {
  noisy local("local");
  use((use(noisy("t1")), c) ? (use(noisy("t2")), co_await keeper("k1")) : (co_await wait("a"), noisy("t3")));
  say("; next");
  use(c ? co_await keeper("k2") : co_await keeper("k3"));
  say("; next");
  int n = c ? (use(noisy("t4")), 1) : co_await wait("b", (use(noisy("t5")), 2));
  say("; %d", n);
}

task<> statements(bool c) {
  c ? co_await wait("a") : co_await wait("b");
  c ? say("no await") : co_await wait("c");
  (void)(c ? co_await wait("d", 1) : (fail("d"), 2));
  base b = c ? co_await wait("e", derived(5)) : base{};
  say("%d", b.number);
}

task<> nested(int n) {
  const int *p = n ? &n : nullptr;
  int value = p ? *p : co_await wait("a", -1);
  say("%d", value);
  const char *text = co_await wait("b", n > 1) ? "many" : co_await wait("c", n == 1) ? "one" : "none";
  say("%s", text);
}

int main() {
  for (bool c : {true, false}) {
    line("== %d", c);
    run("values", [=] { return values(c); });
    run("lvalues", [=] { return lvalues(c); });
    run("objects", [=] { return objects(c); });
    run("in place", [=] { return in_place(c); });
    destroy_everywhere("in place", [=] { return in_place(c); });
    run("temporaries", [=] { return temporaries(c); });
    destroy_everywhere("temporaries", [=] { return temporaries(c); });
    run("statements", [=] { return statements(c); });
  }
  for (int n = 0; n < 3; ++n) run("nested", [=] { return nested(n); });
}
// EXPECT: == 1
// EXPECT: values:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?c |c
// EXPECT: 3: >c ?d |d
// EXPECT: 4: >d ?e |e
// EXPECT: 5: >e ?g |g
// EXPECT: 6: >g 1 3 5 7 9 ?h |h
// EXPECT: 7: >h 1 return()
// EXPECT: end:
// EXPECT: lvalues:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b ?c |c
// EXPECT: 3: >c ?d |d
// EXPECT: 4: >d 11 2 1 1 return()
// EXPECT: end:
// EXPECT: objects:
// EXPECT: 1: +local +A move(A) ?a |a
// EXPECT: 2: >a move(A) -(A) -(A) ; made ?b |b
// EXPECT: 3: >b use(local) +C use(C) -C ; converted +D move(D) ?d |d
// EXPECT: 4: >d move(D) -(D) -(D) ; extended D ; moved 1 -D -A -local return()
// EXPECT: end:
// EXPECT: in place:
// EXPECT: 1: |a
// EXPECT: 2: +a ?c |c
// EXPECT: 3: >c +d own(d) -d ; own -a return()
// EXPECT: end:
// EXPECT: in place destroyed after 0:
// EXPECT: in place destroyed after 1:
// EXPECT: in place destroyed after 2: -a
// EXPECT: in place destroyed after 3, done:
// EXPECT: temporaries:
// EXPECT: 1: +local +t1 use(t1) +t2 use(t2) +k1 ?k1 |k1
// EXPECT: 2: >k1 copy(k1) use(k1') -k1' -k1 -t2 -t1 ; next +k2 ?k2 |k2
// EXPECT: 3: >k2 use(k2) -k2 ; next +t4 use(t4) -t4 ; 1 -local return()
// EXPECT: end:
// EXPECT: temporaries destroyed after 0:
// EXPECT: temporaries destroyed after 1: -k1 -t2 -t1 -local
// EXPECT: temporaries destroyed after 2: -k2 -local
// EXPECT: temporaries destroyed after 3, done:
// EXPECT: statements:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a no await ?d |d
// EXPECT: 3: >d ?e |e
// EXPECT: 4: >e 5 return()
// EXPECT: end:
// EXPECT: == 0
// EXPECT: values:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b ?c |c
// EXPECT: 3: >c ?d |d
// EXPECT: 4: >d ?f |f
// EXPECT: 5: >f 2 4 6 8 10 ?i |i
// EXPECT: 6: >i 4 return()
// EXPECT: end:
// EXPECT: lvalues:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 1 11 0 0 return()
// EXPECT: end:
// EXPECT: objects:
// EXPECT: 1: +local +B ; made use(local) ?c |c
// EXPECT: 2: >c copy(local) use(local') -local' ; converted +E ; extended E ?e |e
// EXPECT: 3: >e ; moved 1 -E -B -local return()
// EXPECT: end:
// EXPECT: in place:
// EXPECT: 1: +b ?c |c
// EXPECT: 2: >c |e
// EXPECT: 3: +e own(e) -e ; own -b return()
// EXPECT: end:
// EXPECT: in place destroyed after 0:
// EXPECT: in place destroyed after 1: -b
// EXPECT: in place destroyed after 2: -b
// EXPECT: in place destroyed after 3, done:
// EXPECT: temporaries:
// EXPECT: 1: +local +t1 use(t1) ?a |a
// EXPECT: 2: >a +t3 use(t3) -t3 -t1 ; next +k3 ?k3 |k3
// EXPECT: 3: >k3 use(k3) -k3 ; next +t5 use(t5) ?b |b
// EXPECT: 4: >b -t5 ; 2 -local return()
// EXPECT: end:
// EXPECT: temporaries destroyed after 0:
// EXPECT: temporaries destroyed after 1: -t1 -local
// EXPECT: temporaries destroyed after 2: -k3 -local
// EXPECT: temporaries destroyed after 3: -t5 -local
// EXPECT: temporaries destroyed after 4, done:
// EXPECT: statements:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b ?c |c
// EXPECT: 3: >c throw(d) unhandled(d)
// EXPECT: end:
// EXPECT: nested:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a -1 ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c none return()
// EXPECT: end:
// EXPECT: nested:
// EXPECT: 1: 1 ?b |b
// EXPECT: 2: >b ?c |c
// EXPECT: 3: >c one return()
// EXPECT: end:
// EXPECT: nested:
// EXPECT: 1: 2 ?b |b
// EXPECT: 2: >b many return()
// EXPECT: end:
