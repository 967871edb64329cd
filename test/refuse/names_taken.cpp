// Parameters of a template that every machine has members for.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> price();

// CHECK: names_taken.cpp:[[#@LINE+1]]:17: error: the template parameter 'awaiter' has the name of a member of every machine; rename it
template <class awaiter> costate::task<int> of(awaiter wait) {
  co_await wait;
  co_return co_await price();
}
// CHECK: names_taken.cpp:[[#@LINE+1]]:15: error: the template parameter 'state' has the name of a member of every machine; rename it
template <int state> struct holder {
  costate::task<int> run() { co_return co_await price() + state; }
};
