// A bit-field has no address to be made at.
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

struct holder {
  noisy held;
  int flag : 1;
  int price;
};
costate::task<int> total() {
  // CHECK: braces_bit_field.cpp:[[#@LINE+1]]:22: error: a bit-field is made in braces with an await in them, beside objects that would have to be moved; await into a variable first
  holder h{noisy(1), 1, co_await price()};
  co_return h.price;
}
