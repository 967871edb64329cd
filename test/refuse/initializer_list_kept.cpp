// A std::initializer_list refers to an array that no member can stand in for.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> total(costate::task<int> other) {
  // CHECK: initializer_list_kept.cpp:[[#@LINE+1]]:8: error: 'list' is a std::initializer_list that is kept across
  auto list = {1, 2, 3};
  int sum = co_await other;
  for (int each : list)
    sum += each;
  co_return sum;
}
