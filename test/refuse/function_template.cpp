// Templates are not lowered yet, instantiated or not.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

template <class T>
// CHECK: function_template.cpp:[[#@LINE+1]]:18: error: a coroutine that is a template is not supported yet
costate::task<T> cart_total(T socks) { co_return socks; }

// CHECK: function_template.cpp:[[#@LINE+1]]:20: error: a coroutine that is a template is not supported yet
costate::task<int> one(auto socks) { co_return static_cast<int>(socks); }

int use = sizeof(cart_total(1));
