// The types of a body become members of its machine, where two cannot have one name.
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
  // CHECK: local_types_of_one_name.cpp:[[#@LINE+1]]:10: error: two local types of this coroutine are called 'item'; both would become members of its machine; rename one
  struct item { long price = 2; } two;
  co_await price();
  {
    enum { small, big };
    co_await price();
  }
  // CHECK: local_types_of_one_name.cpp:[[#@LINE+1]]:10: error: two local types of this coroutine are called 'big'; both would become members of its machine; rename one
  enum { big = 2, huge };
  co_return static_cast<int>(two.price);
}
