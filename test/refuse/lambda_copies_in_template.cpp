// In a template a lambda copies a variable, whose type depends on the arguments, before an await in its captures.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

template <class T> costate::task<T> wait(T given);

template <class T> costate::task<T> copies(T given) {
  // CHECK: lambda_copies_in_template.cpp:[[#@LINE + 1]]:15: error: a lambda of a template copies a variable before an await in its captures; await into a variable first
  auto add = [given, more = co_await wait(given)] { return given + more; };
  co_return add();
}

template costate::task<int> copies(int);
