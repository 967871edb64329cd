// Members are not lowered yet: not static ones, operators, or those defined outside of their class either.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

struct shop {
  // CHECK: member_function.cpp:[[#@LINE+1]]:22: error: a coroutine that is a member function or a lambda is not supported yet
  costate::task<int> price() { co_return 12; }
  // CHECK: member_function.cpp:[[#@LINE+1]]:29: error: a coroutine that is a member function or a lambda is not supported yet
  static costate::task<int> count() { co_return 1; }
  // CHECK: member_function.cpp:[[#@LINE+1]]:22: error: a coroutine that is a member function or a lambda is not supported yet
  costate::task<int> operator()(int n) { co_return n; }
  costate::task<int> total();
};
// CHECK: member_function.cpp:[[#@LINE+1]]:26: error: a coroutine that is a member function or a lambda is not supported yet
costate::task<int> shop::total() { co_return 13; }
