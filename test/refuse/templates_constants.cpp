// The types of a template's states name its constants, of which they know the names only.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> price();
template <class T, int Size> struct list {
  T items[Size] = {};
};

template <class T> costate::task<int> total(T given) {
  {
    constexpr int size = 2;
    list<T, size> items;
    items.items[0] += co_await price();
    given += items.items[0];
  }
  // CHECK: templates_constants.cpp:[[#@LINE+1]]:17: error: two constants of this template that types name are called 'size'; rename one
  constexpr int size = 3;
  list<T, size> items;
  items.items[2] = co_await price();
  co_return given + items.items[2];
}
