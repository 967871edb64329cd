// A variable with a cleanup function, whose end in the machine would call nothing.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

void clean(int *);
int use(int);
costate::task<> stop();

costate::task<int> kept() {
  // CHECK: cleanup_functions.cpp:[[#@LINE+1]]:7: error: 'x' has a cleanup function, and is kept across a suspension; use an object with a destructor
  int x __attribute__((cleanup(clean))) = 6;
  co_await stop();
  co_return x;
}
costate::task<int> not_kept() {
  {
    int x __attribute__((cleanup(clean))) = 6;
    use(x);
  }
  co_await stop();
  co_return 1;
}
