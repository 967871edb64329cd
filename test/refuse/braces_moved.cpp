// What braces or captures make before an await in them must stay where it is made.
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

costate::task<int> price();

costate::task<int> captures() {
  // CHECK: braces_moved.cpp:[[#@LINE+1]]:18: error: an object of type 'noisy' is made in braces or captures before an await in them, and would have to be moved afterwards, which would show; await into a variable first
  co_return [n = noisy(1), p = co_await price()] { return n.n + p; }();
}
