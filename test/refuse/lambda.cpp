// Lambdas are not lowered yet.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

// CHECK: lambda.cpp:[[#@LINE+1]]:14: error: a coroutine that is a member function or a lambda is not supported yet
auto price = []() -> costate::task<int> { co_return 12; };

costate::task<int> total(costate::task<int> other) {
  // CHECK: lambda.cpp:[[#@LINE+1]]:14: error: a coroutine that is a member function or a lambda is not supported yet
  auto add = [](int a, int b) -> costate::task<int> { co_return a + b; };
  co_return co_await add(co_await other, 1);
}

void no_coroutine() {
  // CHECK: lambda.cpp:[[#@LINE+1]]:16: error: a coroutine that is a member function or a lambda is not supported yet
  auto price = []() -> costate::task<int> { co_return 12; };
  price();
}
