// A member's own initialiser has no text at the braces that leave it out.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

int next_number();
costate::task<int> price();

struct counted {
  int id = next_number();
  int n;
};
costate::task<int> total() {
  // CHECK: braces_default_initialiser.cpp:[[#@LINE+1]]:20: error: a member's default initialiser comes before an await in the same braces, and is not a constant; await into a variable first
  co_return counted{.n = co_await price()}.id;
}
