// A temporary in an aggregate lives as long as the variable; here it is made from an await.
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

struct holder {
  const noisy &held;
};
costate::task<int> price();

costate::task<int> total() {
  // CHECK: extended_temporary.cpp:[[#@LINE+1]]:12: error: a temporary whose lifetime is extended by 'h' is made from an await; await into a variable first
  holder h{noisy(co_await price())};
  co_return h.held.n;
}
