// A structured binding with more names than costate can ask for one by one, of which the instantiations, none here, do
// not tell how it decomposes.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<void> wait();

template <class T> costate::task<int> sum(T all) {
  auto [a, b, c, d, e, f, g, h, i] = all;
  co_await wait();
  // CHECK: templates_bindings.cpp:[[#@LINE+1]]:13: error: a structured binding of a dependent type with more than eight names, of which the template's instantiations do not tell how it decomposes, or disagree; name the members in variables of their own
  co_return i;
}
