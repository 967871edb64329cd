// A parameter object of a constructor, or of a function that is called through a pointer, cannot be kept
// while another argument awaits.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

struct noisy {
  noisy(int);
  noisy(noisy &&);
  ~noisy();
  int n;
};

costate::task<noisy> make();
costate::task<int> price();

struct both {
  both(noisy, int);
};
costate::task<int> constructor() {
  // CHECK: parameter_moved.cpp:[[#@LINE+1]]:10: error: the result of an await initialises a parameter of type 'noisy', which cannot be made before another await of the same call without a move that would show; await into a variable first
  both b(co_await make(), co_await price());
  co_return 1;
}

costate::task<int> closure() {
  // CHECK: parameter_moved.cpp:[[#@LINE+1]]:44: error: the result of an await initialises a parameter of type 'noisy', which cannot be made before another await of the same call without a move that would show; await into a variable first
  co_return [](noisy, int n) { return n; }(co_await make(), co_await price());
}
