// `a ?: b` keeps the value of `a` where no name reaches it.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> price();

// CHECK: conditional_without_middle.cpp:[[#@LINE+1]]:38: error: an await in `?:` without a middle operand is not supported; write the operand out
costate::task<int> one() { co_return co_await price() ?: 2; }

// CHECK: conditional_without_middle.cpp:[[#@LINE+1]]:43: error: an await in `?:` without a middle operand is not supported; write the operand out
costate::task<int> two(int n) { co_return n ?: co_await price(); }
