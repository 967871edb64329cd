// The types of a body leave it for one place. One that hides another there gets another name; where a coroutine inside
// of this one names it, it cannot.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> price();

costate::task<int> total(bool cheap) {
  if (cheap) {
    struct item { int price = 1; } one;
    co_return one.price + co_await price();
  }
  // CHECK: local_types_of_one_name.cpp:[[#@LINE+1]]:10: error: this local type would move out of its block, where 'item' means something else; rename it
  struct item { long price = 2; } two;
  auto later = []() -> costate::task<long> {
    item made;
    co_return made.price + co_await price();
  };
  co_return static_cast<int>(two.price + co_await later());
}
