// A machine can be named where it is complete and has a name.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/in_place.hpp>
#include <costate/task.hpp>

costate::task<int> later();
// CHECK: machine_of_places.cpp:[[#@LINE+1]]:26: error: costate::machine_of names what is no lowered coroutine defined before it, whose machine would be complete
static costate::in_place<costate::machine_of<&later>> early;
costate::task<int> later() { co_return 1; }

costate::task<int> plain() { return later(); }
// CHECK: machine_of_places.cpp:[[#@LINE+1]]:26: error: costate::machine_of names what is no lowered coroutine defined before it, whose machine would be complete
static costate::in_place<costate::machine_of<&plain>> of_function;

struct shop {
  static costate::task<int> price() { co_return 1; }
};
// CHECK: machine_of_places.cpp:[[#@LINE+1]]:26: error: the machine of 'price' cannot be named here: it lies in the function's own body, as those of members and templates do
static costate::in_place<costate::machine_of<&shop::price>> of_member;

costate::task<int> waiting() {
  // CHECK: machine_of_places.cpp:[[#@LINE+1]]:21: error: costate::machine_of in a coroutine is not supported: await the call of a coroutine whose type is marked with {{\[\[}}clang::coro_await_elidable]], which needs no storage of yours
  costate::in_place<costate::machine_of<&later>> place;
  costate::task<int> child = place.start();
  co_return co_await child;
}
