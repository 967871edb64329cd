// RUN: %run_and_compare %s %t
// A coroutine that returns void still calls get_return_object, before initial_suspend ([dcl.fct.def.coroutine]/7, 5).
// NATIVE-DIFFERS: Clang 22 does not call it.
#include "trace.hpp"

std::coroutine_handle<> started;
struct tag {};
template <class... Arguments> struct std::coroutine_traits<void, tag, Arguments...> {
  struct promise_type {
    void get_return_object() {
      say("get_return_object");
      started = std::coroutine_handle<promise_type>::from_promise(*this);
    }
    std::suspend_always initial_suspend() { return say("initial_suspend"), std::suspend_always(); }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_void() { say("return()"); }
  };
};

void nothing(tag) {}
void coroutine(tag, noisy object) {
  co_await wait("a");
  say("%s", object.text());
}

int main() {
  line("made:");
  nothing(tag{});
  coroutine(tag{}, noisy("object"));
  pending = started;
  drive();
  line("end:");
  started.destroy();
}
// EXPECT: made: +object move(object) get_return_object initial_suspend -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a object return()
// EXPECT: end: -object
