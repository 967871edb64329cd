// A closure that is kept is what a function returns, in registers if it is small; an object in it that others know the
// address of would have moved.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

struct node {
  int value;
  node *self;
  explicit node(int value) : value(value), self(this) {}
};
costate::task<int> pack();

costate::task<int> total() {
  // CHECK: closure_own_address.cpp:[[#@LINE+1]]:14: error: a closure that is kept across a suspension holds an object whose constructor may keep its address; capture a reference to a variable
  auto add = [kept = node(3)](int n) { return kept.self->value + n; };
  co_await pack();
  co_return add(1);
}
