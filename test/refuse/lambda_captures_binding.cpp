// C++20 lambdas can capture structured bindings; C++17 ones cannot.
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
  co_await pack();
  // CHECK: lambda_captures_binding.cpp:[[#@LINE+2]]:14: error: a lambda captures a structured binding of a coroutine, which C++17 does not allow; name the member in a variable of its own
  // CHECK: lambda_captures_binding.cpp:[[#@LINE+1]]:21: error: a lambda captures a structured binding of a coroutine, which C++17 does not allow; name the member in a variable of its own
  co_return [price, count] { return price * count; }();
}
