// Nothing else gives the name of a lambda's function.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>
#include <source_location>

struct place {
  explicit place(int line = __builtin_LINE());
};
struct counter {
  counter();
};
int log(counter = counter(), int = __builtin_LINE());
int plus(int n = 1 + 2, int = __builtin_LINE());
int log_at(std::source_location = std::source_location::current());

costate::task<int> price();

costate::task<int> called() {
  co_await price();
  // CHECK: position_in_lambda.cpp:[[#@LINE+1]]:27: error: std::source_location::current() in a lambda of a coroutine, whose name and line nothing else can give; make it before the lambda and capture it
  auto logs = [] { return log_at(); };
  // CHECK: position_in_lambda.cpp:[[#@LINE+1]]:9: error: a constructor that asks for its place is called without parentheses; initialise the object with braces
  place here;
  // CHECK: position_in_lambda.cpp:[[#@LINE+1]]:13: error: a default argument that stands beside one that says where the call is, or is kept across a suspension; write the arguments of this call out
  int sum = plus();
  co_return logs() + sum;
}
