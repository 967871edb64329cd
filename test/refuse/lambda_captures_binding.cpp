// C++20 lambdas can capture structured bindings; C++17 ones are given what these name, where its type is known.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

template <class T> struct item {
  T price, count;
};
costate::task<int> pack();

template <class T> costate::task<int> total(T i) {
  auto [price, count] = i;
  co_await pack();
  // CHECK: lambda_captures_binding.cpp:[[#@LINE+2]]:14: error: a lambda of a template captures a structured binding, of which the instantiations do not tell what it names; name the member in a variable of its own
  // CHECK: lambda_captures_binding.cpp:[[#@LINE+1]]:21: error: a lambda of a template captures a structured binding, of which the instantiations do not tell what it names; name the member in a variable of its own
  co_return [price, count] { return price * count; }();
}
