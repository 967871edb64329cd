// In a template, where the elements may depend on the arguments, a list with its type written has no array that could
// lie in the machine.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>
#include <initializer_list>

template <class T> costate::task<T> total(T first, costate::task<T> other) {
  // CHECK: initializer_list_kept.cpp:[[#@LINE+1]]:28: error: 'list' is a std::initializer_list that is kept across
  std::initializer_list<T> list = {first, 2, 3};
  T sum = co_await other;
  for (T each : list)
    sum += each;
  co_return sum;
}
