// A lambda with a pack of unnamed types, inside of a template.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

template <class T> costate::task<int> total(T of) {
  // CHECK: lambda_pack_in_template.cpp:[[#@LINE+1]]:27: error: a lambda with a pack of `auto` parameters inside of a template is not supported: compilers lose the pack in a class of its body
  auto count = [](auto... all) -> costate::task<int> { co_return static_cast<int>(sizeof...(all)); };
  co_return co_await count(of, of);
}
