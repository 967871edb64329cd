// RUN: %run_and_compare %s %t
// while and do with awaits in condition, declared condition and body. The variable of a condition is made and destroyed
// in every iteration, also when continue or break leaves it ([stmt.while]/2); continue in a do goes to its condition
// ([stmt.cont]).
// GCC-DIFFERS: g++ 12 loops without end at continue in a do whose condition awaits.
#include "trace.hpp"

struct step : noisy {
  int left;
  step(const char *name, int left) : noisy(name), left(left) {}
  explicit operator bool() const { return left > 0; }
};

task<int> plain(int n) {
  while (n > 8) {
    co_await wait("a");
    --n;
  }
  while (co_await wait("b", n--) > 6) say("n=%d", n);
  while (n > 0 && co_await wait("c", true)) {
    noisy body("body");
    if (n == 4) {
      n = 2;
      continue;
    }
    noisy late("late");
    co_await wait("d");
    if (--n == 1) break;
  }
  while (false) co_await wait("never");
  co_return n;
}

task<> declared(int n) {
  while (int left = n--) {
    co_await wait("a");
    say("left=%d", left);
  }
  n = 3;
  while (step s = step("s", n--)) {
    noisy body("body");
    co_await wait("b");
    if (s.left == 3) continue;
    noisy late("late");
    co_await wait("c");
    if (s.left == 2) break;
  }
  n = 2;
  while (auto s = step("t", co_await wait("d", n--))) co_await wait("e");
  noisy object("object");
  while (noisy *p = n == -1 ? &object : nullptr) {
    co_await wait("f");
    n = 0;
    say("%s", p->text());
  }
}

task<int> dos(int n) {
  do {
    noisy body("body");
    co_await wait("a");
    if (n == 3) continue;
    noisy late("late");
    co_await wait("b");
    if (n == 2) break;
  } while (co_await wait("c", --n) > 0);
  do co_await wait("d");
  while (++n < 4);
  do {
    do {
      if (co_await wait("e", n) > 4) break;
      if (n == 4) continue;
      say("never");
    } while (++n < 5);
    say("inner done");
  } while (n++ < 5);
  do
    if (n) co_return n;
  while (true);
}

task<> forever(int n) {
  while (true) {
    noisy outer("outer");
    while (true) {
      noisy inner("inner");
      if (co_await wait("a", n--) == 2) break;
      if (n == 0) co_return;
    }
    do {
      if (n > 1) break;
      co_await wait("b");
    } while (n > 1);
  }
}

int main() {
  run("plain", [] { return plain(9); });
  destroy_everywhere("plain", [] { return plain(5); });
  run("declared", [] { return declared(1); });
  destroy_everywhere("declared", [] { return declared(0); });
  run("do", [] { return dos(3); });
  run("do, broken", [] { return dos(2); });
  run("forever", [] { return forever(2); });
  destroy_everywhere("forever", [] { return forever(2); });
}
// EXPECT: plain:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b n=7 ?b |b
// EXPECT: 4: >b n=6 ?b |b
// EXPECT: 5: >b ?c |c
// EXPECT: 6: >c +body +late ?d |d
// EXPECT: 7: >d -late -body ?c |c
// EXPECT: 8: >c +body -body ?c |c
// EXPECT: 9: >c +body +late ?d |d
// EXPECT: 10: >d -late -body return(1)
// EXPECT: end:
// EXPECT: plain destroyed after 0:
// EXPECT: plain destroyed after 1:
// EXPECT: plain destroyed after 2:
// EXPECT: plain destroyed after 3:
// EXPECT: plain destroyed after 4: -late -body
// EXPECT: plain destroyed after 5, done:
// EXPECT: declared:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a left=1 +s +body ?b |b
// EXPECT: 3: >b -body -s +s +body ?b |b
// EXPECT: 4: >b +late ?c |c
// EXPECT: 5: >c -late -body -s ?d |d
// EXPECT: 6: >d +t ?e |e
// EXPECT: 7: >e -t ?d |d
// EXPECT: 8: >d +t ?e |e
// EXPECT: 9: >e -t ?d |d
// EXPECT: 10: >d +t -t +object ?f |f
// EXPECT: 11: >f object -object return()
// EXPECT: end:
// EXPECT: declared destroyed after 0:
// EXPECT: declared destroyed after 1: -body -s
// EXPECT: declared destroyed after 2: -body -s
// EXPECT: declared destroyed after 3: -late -body -s
// EXPECT: declared destroyed after 4:
// EXPECT: declared destroyed after 5: -t
// EXPECT: declared destroyed after 6:
// EXPECT: declared destroyed after 7: -t
// EXPECT: declared destroyed after 8:
// EXPECT: declared destroyed after 9: -object
// EXPECT: declared destroyed after 10, done:
// EXPECT: do:
// EXPECT: 1: +body ?a |a
// EXPECT: 2: >a -body ?c |c
// EXPECT: 3: >c +body ?a |a
// EXPECT: 4: >a +late ?b |b
// EXPECT: 5: >b -late -body ?d |d
// EXPECT: 6: >d ?d |d
// EXPECT: 7: >d ?e |e
// EXPECT: 8: >e inner done return(6)
// EXPECT: end:
// EXPECT: do, broken:
// EXPECT: 1: +body ?a |a
// EXPECT: 2: >a +late ?b |b
// EXPECT: 3: >b -late -body ?d |d
// EXPECT: 4: >d ?d |d
// EXPECT: 5: >d ?e |e
// EXPECT: 6: >e inner done return(6)
// EXPECT: end:
// EXPECT: forever:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a -inner ?b |b
// EXPECT: 3: >b -outer +outer +inner ?a |a
// EXPECT: 4: >a return() -inner -outer
// EXPECT: end:
// EXPECT: forever destroyed after 0:
// EXPECT: forever destroyed after 1: -inner -outer
// EXPECT: forever destroyed after 2: -outer
// EXPECT: forever destroyed after 3: -inner -outer
// EXPECT: forever destroyed after 4, done:
