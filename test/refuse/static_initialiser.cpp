// A variable of static or thread storage duration cannot be initialised from an await.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> price();

costate::task<int> total() {
  // CHECK: static_initialiser.cpp:[[#@LINE+1]]:14: error: the initialiser of a variable with static or thread storage duration must not contain an await ([expr.await]/2)
  static int once = co_await price();
  // CHECK: static_initialiser.cpp:[[#@LINE+1]]:20: error: the initialiser of a variable with static or thread storage duration must not contain an await ([expr.await]/2)
  thread_local int per_thread = co_await price();
  co_return once + per_thread;
}
