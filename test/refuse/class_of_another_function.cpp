// A class that another function defines has no name in the machine.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> pack();

auto make_item() {
  struct item {
    ~item() {}
    int price = 1;
  };
  return item();
}

// CHECK: class_of_another_function.cpp:[[#@LINE+1]]:52: error: a value of a type that has no name here{{.*}} is kept across a suspension; this is not supported
costate::task<int> parameter(decltype(make_item()) i) {
  co_await pack();
  co_return i.price;
}

costate::task<int> extended() {
  // CHECK: class_of_another_function.cpp:[[#@LINE+1]]:15: error: a value of a type that has no name here{{.*}} is kept across a suspension; this is not supported
  const auto &kept = make_item();
  co_await pack();
  co_return kept.price;
}

auto waiting() {
  struct awaiter {
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    void await_resume() {}
  };
  return awaiter();
}
costate::task<int> awaiter() {
  // CHECK: class_of_another_function.cpp:[[#@LINE+1]]:3: error: a value of a type that has no name here{{.*}} is kept across a suspension; this is not supported
  co_await waiting();
  co_return 1;
}
