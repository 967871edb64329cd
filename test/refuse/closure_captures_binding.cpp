// A closure that is kept is made by a function, which is given what it captures; a structured binding
// cannot be given.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

struct item {
  int price, count;
};
costate::task<int> pack();

costate::task<int> total(item i) {
  auto [price, count] = i;
  // CHECK: closure_captures_binding.cpp:[[#@LINE+1]]:14: error: a closure that is kept across a suspension captures an await or a structured binding; give it a variable of its own
  auto add = [cost = price](int n) { return cost + n; };
  co_await pack();
  co_return add(count);
}
