// Nothing can jump into a statement expression.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> price();

costate::task<int> total() {
  // CHECK: statement_expression.cpp:[[#@LINE+1]]:11: error: an await in a statement expression is not supported yet
  int a = ({ int b = 1; b + co_await price(); });
  co_return a;
}
