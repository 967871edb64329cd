// A value that is kept needs a member, and the member a type with a name.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> pack();

auto make_item() {
  struct item {
    int price = 1;
  };
  return item();
}
costate::task<int> of_another_functions_class() {
  // CHECK: unnamed_type.cpp:[[#@LINE+1]]:25: error: a value of a type that has no name here is kept across a suspension; this is not supported
  decltype(make_item()) own;
  co_await pack();
  co_return own.price;
}
