// RUN: %run_and_compare %s %t
// The promise of a lambda coroutine: constructed by default or from the parameters if nothing takes the closure too,
// allocated by its operator new with the size; coroutine_traits sees the closure as a const lvalue unless the lambda is
// mutable ([dcl.fct.def.coroutine]/3, 4); generators, tasks and eager ones.
#include "trace.hpp"
#include <cstddef>
#include <new>
#include <type_traits>

template <class Promise> struct coroutine {
  struct promise_type : Promise {
    coroutine get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
  };
  std::coroutine_handle<promise_type> handle;
  coroutine(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  coroutine(coroutine &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~coroutine() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};
struct logged {
  noisy life{"promise"};
};
struct allocating {
  noisy life{"promise"};
  static void *operator new(std::size_t size) { return say("new"), ::operator new(size); }
  static void operator delete(void *memory) { say("delete"), ::operator delete(memory); }
};
struct yielding {
  int last = 0;
  std::suspend_always yield_value(int n) {
    say("yield(%d)", last = n);
    return {};
  }
  waiter<int> await_transform(int n) { return wait("transformed", n + last); }
  template <class T> T &&await_transform(T &&awaiter) { return static_cast<T &&>(awaiter); }
};

struct eager {
  struct promise_type {
    noisy life{"eager"};
    eager get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() { say("return()"); }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
  };
  std::coroutine_handle<> handle;
};

int main() {
  noisy captured("captured");
  auto plain = [&](noisy parameter) -> coroutine<logged> {
    noisy local("local");
    co_await wait("a");
    say("%s %s", captured.text(), parameter.text());
  };
  run("plain", [&] { return plain(noisy("parameter")); });
  destroy_everywhere("plain", [&] { return plain(noisy("parameter")); });
  auto allocated = [captured](noisy parameter) -> coroutine<allocating> {
    co_await wait("a");
    say("%s %s", captured.text(), parameter.text());
    fail("body");
  };
  run("allocated", [&] { return allocated(noisy("parameter")); });
  destroy_everywhere("allocated", [&] { return allocated(noisy("parameter")); });
  auto numbers = [from = 1](int to) mutable -> coroutine<yielding> {
    while (from < to) {
      co_yield from;
      from += co_await from;
    }
  };
  {
    line("numbers:");
    auto made = numbers(6);
    for (int i = 0; i < 4; ++i) made.handle.resume();
    pending = nullptr;
    auto again = numbers(9);
    again.handle.resume();
  }
  auto starts = [&captured](int n) -> eager {
    say("%s", captured.text());
    for (int i = 0; i < n; ++i) co_await wait("step");
  };
  line("eager:");
  starts(2);
  drive();
  line("eager at once:");
  starts(0);
}
// EXPECT: +captured
// EXPECT: plain: +parameter move(parameter) +promise -(parameter)
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a captured parameter -local
// EXPECT: end: -promise -parameter
// EXPECT: plain destroyed after 0: -promise -parameter
// EXPECT: plain destroyed after 1: -local -promise -parameter
// EXPECT: plain destroyed after 2, done: -promise -parameter copy(captured)
// EXPECT: allocated: +parameter new move(parameter) +promise -(parameter)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a captured' parameter throw(body) unhandled(body)
// EXPECT: end: -promise -parameter delete
// EXPECT: allocated destroyed after 0: -promise -parameter delete
// EXPECT: allocated destroyed after 1: -promise -parameter delete
// EXPECT: allocated destroyed after 2, done: -promise -parameter delete
// EXPECT: numbers: yield(1) ?transformed |transformed >transformed yield(3) ?transformed |transformed yield(3)
// EXPECT: eager: +eager captured ?step |step
// EXPECT: 1: >step ?step |step
// EXPECT: 2: >step return() -eager
// EXPECT: eager at once: +eager captured return() -eager -captured' -captured
