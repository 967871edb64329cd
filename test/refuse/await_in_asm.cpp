// An asm statement is none that an await can be taken out of.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> price();

costate::task<int> total() {
  // CHECK: await_in_asm.cpp:[[#@LINE+1]]:3: error: an await in this kind of statement is not supported
  asm("" : : "r"(co_await price()));
  co_return 1;
}
