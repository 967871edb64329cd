// The parts of a complex number have no names of their own.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> price();

costate::task<int> total(_Complex int n) {
  // CHECK: structured_binding_complex.cpp:[[#@LINE+2]]:9: error: this structured binding cannot be kept across a suspension
  // CHECK: structured_binding_complex.cpp:[[#@LINE+1]]:15: error: this structured binding cannot be kept across a suspension
  auto [real, imaginary] = n;
  co_await price();
  co_return real + imaginary;
}
