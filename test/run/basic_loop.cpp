// RUN: %run_and_compare %s %t
// Awaits in loops: the variables of the loop live across the suspension, those of its body are made and destroyed in
// each iteration, also when break, continue or co_return leaves it ([stmt.iter], [stmt.jump]/2).
#include "trace.hpp"

task<int> counted(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i) {
    co_await wait("x");
    sum += i;
    say("%d", sum);
  }
  co_return sum;
}

task<int> repeated() {
  int left = 3;
  while (left > 0) {
    noisy round("round" + std::to_string(left));
    left -= co_await wait("x", 1);
    if (left == 1) continue;
    noisy late("late");
    co_await wait("y");
  }
  co_return left;
}

task<int> left_early(int mode) {
  noisy outer("outer");
  for (int i = 0;; ++i) {
    noisy body("body");
    {
      noisy inner("inner");
      int got = co_await wait("x", i);
      if (got == 1 && mode == 0) break;
      if (got == 1) co_return 100;
    }
    noisy tail("tail");
  }
  noisy after("after");
  co_await wait("y");
  co_return 1;
}

task<> nested() {
  for (int i = 0; i < 2; ++i) {
    noisy row("row");
    for (int j = 0; j < 2; ++j) {
      noisy cell("cell" + std::to_string(i) + std::to_string(j));
      co_await wait("x");
    }
    for (int j = 5; j < 6; ++j) say("%d%d", i, j);
  }
}

int main() {
  run("counted", [] { return counted(2); });
  run("counted zero", [] { return counted(0); });
  run("repeated", [] { return repeated(); });
  run("broken", [] { return left_early(0); });
  run("returned", [] { return left_early(1); });
  run("nested", [] { return nested(); });
}
// EXPECT: counted:
// EXPECT: 1: ?x |x
// EXPECT: 2: >x 0 ?x |x
// EXPECT: 3: >x 1 return(1)
// EXPECT: end:
// EXPECT: counted zero:
// EXPECT: 1: return(0)
// EXPECT: end:
// EXPECT: repeated:
// EXPECT: 1: +round3 ?x |x
// EXPECT: 2: >x +late ?y |y
// EXPECT: 3: >y -late -round3 +round2 ?x |x
// EXPECT: 4: >x -round2 +round1 ?x |x
// EXPECT: 5: >x +late ?y |y
// EXPECT: 6: >y -late -round1 return(0)
// EXPECT: end:
// EXPECT: broken:
// EXPECT: 1: +outer +body +inner ?x |x
// EXPECT: 2: >x -inner +tail -tail -body +body +inner ?x |x
// EXPECT: 3: >x -inner -body +after ?y |y
// EXPECT: 4: >y return(1) -after -outer
// EXPECT: end:
// EXPECT: returned:
// EXPECT: 1: +outer +body +inner ?x |x
// EXPECT: 2: >x -inner +tail -tail -body +body +inner ?x |x
// EXPECT: 3: >x return(100) -inner -body -outer
// EXPECT: end:
// EXPECT: nested:
// EXPECT: 1: +row +cell00 ?x |x
// EXPECT: 2: >x -cell00 +cell01 ?x |x
// EXPECT: 3: >x -cell01 05 -row +row +cell10 ?x |x
// EXPECT: 4: >x -cell10 +cell11 ?x |x
// EXPECT: 5: >x -cell11 15 -row return()
// EXPECT: end:
