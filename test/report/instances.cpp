// Templates are reported for each of their instantiations; without any, sizes depend on the arguments. Headers, members
// and lambdas are reported as well.
//
// RUN: rm -rf %t && split-file %s %t
// RUN: cd %t && %costate --emit=report --native-sizes=false --header-filter=lib.hpp main.cpp --quiet -- -std=c++20 %runtime -I . > report
// RUN: FileCheck %s < %t/report
//
// CHECK: {{^}}lib::pass<char> at lib.hpp:4:43
// CHECK: an instantiation of lib::pass
// CHECK: parameter value: char
// CHECK: {{^}}lib::pass<lib::wide> at lib.hpp:4:43
// CHECK: {{ 100  parameter value: lib::wide}}
// CHECK: {{^}}lib::unused at
// CHECK: a template without instantiations here: sizes depend on the arguments
// CHECK: frame: ? bytes
// CHECK: {{^}}lib::box<int>::open at
// CHECK: object *this: lib::box<int> &
// CHECK: {{^}}closed at main.cpp
// CHECK: capture n: const int &
// CHECK: {{^}}generic<long> at main.cpp
// CHECK: parameter value: long

//--- lib.hpp
#pragma once
#include <costate/task.hpp>
namespace lib {
template <class T> inline costate::task<> pass(T value) { co_await costate::task<>(pass(value)); }
struct wide {
  char bytes[100];
};
template <class T> costate::task<> unused(T) { co_return; }
template <class T> struct box {
  T inside;
  costate::task<T> open() { co_return inside; }
};
} // namespace lib

//--- main.cpp
#include "lib.hpp"
int main() {
  lib::pass('c');
  lib::pass(lib::wide());
  lib::box<int>().open();
  int n = 1;
  auto closed = [n]() -> costate::task<int> { co_return n; };
  closed();
  auto generic = [](auto value) -> costate::task<> { co_await lib::pass(value); };
  generic(1L);
}
