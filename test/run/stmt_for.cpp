// RUN: %run_and_compare %s %t
// for with awaits in init, condition, declared condition, increment and body. The variables of init live through the
// loop, the one of the condition through one iteration, increment included ([stmt.for]/1); continue goes to the
// increment.
// GCC-DIFFERS: g++ 12 destroys the variable of the condition before the increment.
#include "trace.hpp"

struct step : noisy {
  int left;
  step(const char *name, int left) : noisy(name), left(left) {}
  explicit operator bool() const { return left > 0; }
};

task<int> everywhere(int n) {
  int sum = 0;
  for (int i = co_await wait("init", 0); i < co_await wait("cond", n); i += co_await wait("inc", 1)) {
    co_await wait("body");
    sum += i;
  }
  for (int i = 0, *p = &i; *p < n; ++*p) sum += co_await wait("x", 10);
  int i;
  for (i = 5; i < 6; i++) co_await wait("y");
  for (; i < 7;) i += co_await wait("z", 1);
  co_return sum + i;
}

task<> objects() {
  for (noisy a("a"), b = co_await wait("init", noisy("b")); a.name.size() < 3; a.name += co_await wait("inc", "a")) {
    noisy body("body");
    co_await wait("x");
    if (a.name.size() == 1) continue;
    noisy late("late");
    co_await wait("y");
  }
  say("; next");
  int n = 3;
  for (noisy a("a"); step s = step("s", n); co_await wait("inc"), say("inc(%s)", s.text()), --n) {
    noisy body("body");
    co_await wait("z");
    if (s.left == 3) continue;
    if (s.left == 1) break;
    say("left=%d", s.left);
  }
  say("; next");
  for (noisy c("c"); auto s = step("t", co_await wait("cond", n--)); co_await wait("w")) noisy d("d");
}

task<int> nested(int n) {
  int count = 0;
  for (int i = 0; i < n; ++i) {
    noisy row("row");
    for (int j = 0; j < n; co_await wait("inc"), ++j) {
      noisy cell("cell");
      if (j > i) break;
      for (int k = 0; k < j; ++k) {
        if (co_await wait("x", k == 1)) co_return 100;
        ++count;
      }
      if (j == 1) continue;
      co_await wait("y");
    }
    if (i == 0) continue;
    count += co_await wait("z", 10);
  }
  co_return count;
}

task<> endless(int n) {
  for (;;) {
    noisy a("a");
    for (noisy b("b");;) {
      co_await wait("x");
      if (--n == 2) break;
      if (n == 0) co_return;
    }
    co_await wait("y");
  }
}

task<> empty_bodies(int n) {
  for (int i = 0; co_await wait("a", i) < n; i++);
  for (int i = 0; i < n; co_await wait("b"), i++);
  for (int i = n; i-- > 0;) {
  }
  for (struct { int i; noisy tag; } s = {0, {"tag"}}; s.i < n; ++s.i) co_await wait("c");
}

int main() {
  run("everywhere", [] { return everywhere(2); });
  run("objects", [] { return objects(); });
  destroy_everywhere("objects", [] { return objects(); });
  run("nested", [] { return nested(2); });
  run("nested, returned", [] { return nested(3); });
  destroy_everywhere("nested", [] { return nested(2); });
  run("endless", [] { return endless(3); });
  run("empty bodies", [] { return empty_bodies(2); });
}
// EXPECT: everywhere:
// EXPECT: 1: ?init |init
// EXPECT: 2: >init ?cond |cond
// EXPECT: 3: >cond ?body |body
// EXPECT: 4: >body ?inc |inc
// EXPECT: 5: >inc ?cond |cond
// EXPECT: 6: >cond ?body |body
// EXPECT: 7: >body ?inc |inc
// EXPECT: 8: >inc ?cond |cond
// EXPECT: 9: >cond ?x |x
// EXPECT: 10: >x ?x |x
// EXPECT: 11: >x ?y |y
// EXPECT: 12: >y ?z |z
// EXPECT: 13: >z return(28)
// EXPECT: end:
// EXPECT: objects:
// EXPECT: 1: +a +b move(b) ?init |init
// EXPECT: 2: >init move(b) -(b) -(b) +body ?x |x
// EXPECT: 3: >x -body ?inc |inc
// EXPECT: 4: >inc +body ?x |x
// EXPECT: 5: >x +late ?y |y
// EXPECT: 6: >y -late -body ?inc |inc
// EXPECT: 7: >inc -b -aaa ; next +a +s +body ?z |z
// EXPECT: 8: >z -body ?inc |inc
// EXPECT: 9: >inc inc(s) -s +s +body ?z |z
// EXPECT: 10: >z left=2 -body ?inc |inc
// EXPECT: 11: >inc inc(s) -s +s +body ?z |z
// EXPECT: 12: >z -body -s -a ; next +c ?cond |cond
// EXPECT: 13: >cond +t +d -d ?w |w
// EXPECT: 14: >w -t ?cond |cond
// EXPECT: 15: >cond +t -t -c return()
// EXPECT: end:
// EXPECT: objects destroyed after 0:
// EXPECT: objects destroyed after 1: -b -(b) -a
// EXPECT: objects destroyed after 2: -body -b -a
// EXPECT: objects destroyed after 3: -b -a
// EXPECT: objects destroyed after 4: -body -b -aa
// EXPECT: objects destroyed after 5: -late -body -b -aa
// EXPECT: objects destroyed after 6: -b -aa
// EXPECT: objects destroyed after 7: -body -s -a
// EXPECT: objects destroyed after 8: -s -a
// EXPECT: objects destroyed after 9: -body -s -a
// EXPECT: objects destroyed after 10: -s -a
// EXPECT: objects destroyed after 11: -body -s -a
// EXPECT: objects destroyed after 12: -c
// EXPECT: objects destroyed after 13: -t -c
// EXPECT: objects destroyed after 14: -c
// EXPECT: objects destroyed after 15, done:
// EXPECT: nested:
// EXPECT: 1: +row +cell ?y |y
// EXPECT: 2: >y -cell ?inc |inc
// EXPECT: 3: >inc +cell -cell -row +row +cell ?y |y
// EXPECT: 4: >y -cell ?inc |inc
// EXPECT: 5: >inc +cell ?x |x
// EXPECT: 6: >x -cell ?inc |inc
// EXPECT: 7: >inc ?z |z
// EXPECT: 8: >z -row return(11)
// EXPECT: end:
// EXPECT: nested, returned:
// EXPECT: 1: +row +cell ?y |y
// EXPECT: 2: >y -cell ?inc |inc
// EXPECT: 3: >inc +cell -cell -row +row +cell ?y |y
// EXPECT: 4: >y -cell ?inc |inc
// EXPECT: 5: >inc +cell ?x |x
// EXPECT: 6: >x -cell ?inc |inc
// EXPECT: 7: >inc +cell -cell ?z |z
// EXPECT: 8: >z -row +row +cell ?y |y
// EXPECT: 9: >y -cell ?inc |inc
// EXPECT: 10: >inc +cell ?x |x
// EXPECT: 11: >x -cell ?inc |inc
// EXPECT: 12: >inc +cell ?x |x
// EXPECT: 13: >x ?x |x
// EXPECT: 14: >x return(100) -cell -row
// EXPECT: end:
// EXPECT: nested destroyed after 0:
// EXPECT: nested destroyed after 1: -cell -row
// EXPECT: nested destroyed after 2: -row
// EXPECT: nested destroyed after 3: -cell -row
// EXPECT: nested destroyed after 4: -row
// EXPECT: nested destroyed after 5: -cell -row
// EXPECT: nested destroyed after 6: -row
// EXPECT: nested destroyed after 7: -row
// EXPECT: nested destroyed after 8, done:
// EXPECT: endless:
// EXPECT: 1: +a +b ?x |x
// EXPECT: 2: >x -b ?y |y
// EXPECT: 3: >y -a +a +b ?x |x
// EXPECT: 4: >x ?x |x
// EXPECT: 5: >x return() -b -a
// EXPECT: end:
// EXPECT: empty bodies:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?a |a
// EXPECT: 3: >a ?a |a
// EXPECT: 4: >a ?b |b
// EXPECT: 5: >b ?b |b
// EXPECT: 6: >b +tag ?c |c
// EXPECT: 7: >c ?c |c
// EXPECT: 8: >c -tag return()
// EXPECT: end:
