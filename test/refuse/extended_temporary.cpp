// A temporary in an aggregate lives as long as the variable, and is made before it where it is a variable of its own: not
// where an object of the aggregate comes first.
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
  noisy first;
  const noisy &held;
};
costate::task<int> price();

costate::task<int> total() {
  // CHECK: extended_temporary.cpp:[[#@LINE+1]]:22: error: this object, whose life 'h' extends, would be made before what comes before it in the initialiser; name the object
  holder h{noisy(1), noisy(co_await price())};
  holder in_order{noisy(1), noisy(2)};
  co_return h.held.n + in_order.held.n;
}

costate::task<int> kept_total() {
  // CHECK: extended_temporary.cpp:[[#@LINE+1]]:10: error: 'kept' extends the life of a temporary, and is kept across a suspension; the temporary would be made before what comes before it; name it
  holder kept{noisy(1), noisy(2)};
  co_await price();
  co_return kept.held.n;
}
