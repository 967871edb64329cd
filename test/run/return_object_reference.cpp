// RUN: %run_and_compare %s %t
// A coroutine that returns a reference gives what get_return_object refers to ([dcl.fct.def.coroutine]/7: it
// initialises the returned reference).
// NATIVE-DIFFERS: Clang 22 and g++ 12 return a reference to a variable of the call, and warn of it.
#include "trace.hpp"

struct tag {};
int shared = 5;
noisy object("object");
std::coroutine_handle<> started;

template <class Promise> struct common {
  std::suspend_always initial_suspend() { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() {}
  void return_void() {}
  void start() { started = pending = std::coroutine_handle<Promise>::from_promise(static_cast<Promise &>(*this)); }
};
template <class... Arguments> struct std::coroutine_traits<int &, tag, Arguments...> {
  struct promise_type : common<promise_type> {
    int &get_return_object() { return this->start(), shared; }
  };
};
template <> struct std::coroutine_traits<const noisy &, tag> {
  struct promise_type : common<promise_type> {
    noisy &get_return_object() { return this->start(), object; }
  };
};
int &reference(tag) { co_await wait("a"); }
int &reference(tag, int n) { co_await wait("b", n); }
const noisy &constant(tag) { co_await wait("c"); }

void finish() {
  drive();
  started.destroy();
}

int main() {
  line("reference:");
  ++reference(tag{});
  say("%d", shared);
  finish();
  line("reference:");
  say("%d", &reference(tag{}, 1) == &shared);
  finish();
  line("constant:");
  say("%d", &constant(tag{}) == &object);
  finish();
}
// EXPECT: +object
// EXPECT: reference: 6
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: reference: 1
// EXPECT: 1: ?b |b
// EXPECT: 2: >b
// EXPECT: constant: 1
// EXPECT: 1: ?c |c
// EXPECT: 2: >c -object
