// An `operator co_await` in the file serves lowered coroutines and those that stay native.
//
// RUN: %clangxx -std=c++20 -pthread %runtime %s -o %t.native && %t.native > %t.expected
// RUN: %costate --function=lowered %s -- -std=c++20 %runtime > %t.cpp
// RUN: FileCheck %s < %t.cpp
// RUN: %clangxx -std=c++20 -pthread %runtime %t.cpp -o %t && %t | diff %t.expected -

#include <costate/block_on.hpp>
#include <costate/task.hpp>

#include <cstdio>

struct awaiter {
  int value;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) const {}
  int await_resume() const { return value; }
};

struct member {
  awaiter operator co_await() const { return {1}; }
};
struct free_one {};
awaiter operator co_await(free_one) { return {2}; }

costate::task<int> native_one() { co_return co_await member() + co_await free_one(); }
costate::task<int> lowered_one() { co_return co_await member() + co_await free_one() + co_await native_one(); }

// CHECK: costate::task<int> native_one() { co_return co_await member() + co_await free_one(); }
// CHECK: struct lowered_one_machine

int main() { std::printf("%d\n", costate::block_on(lowered_one())); }
