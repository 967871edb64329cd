// A macro that would be expanded in every machine.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> price();

#define at 3
// CHECK: names_of_macros.cpp:[[#@LINE+1]]:20: error: a macro is called 'at', as something is in every machine; rename it
costate::task<int> total() { co_return co_await price() + at; }
