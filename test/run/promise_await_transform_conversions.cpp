// RUN: %run_and_compare %s %t
// Conversions of what is awaited or yielded to the parameter of await_transform or yield_value, by value or reference:
// by a conversion function, by a constructor, by both.
#include "trace.hpp"
#include <string_view>
struct converts {
  noisy inside;
  operator noisy() const { return noisy(inside.name + " converted"); }
};
struct wrapper {
  noisy object;
  wrapper(const noisy &object) : object(object) {}
  wrapper(std::string_view text) : object(std::string(text)) {}
};
struct stream {
  struct promise_type {
    stream get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
    waiter<int> await_transform(std::string_view text) { return wait("text", int(text.size())); }
    waiter<int> await_transform(const wrapper &w) { return say("transform(%s)", w.object.text()), wait("wrapper", 1); }
    waiter<int> yield_value(const noisy &object) { return say("yield(%s)", object.text()), wait("object", 1); }
    waiter<int> yield_value(long n) { return wait("number", int(n)); }
    void return_void() {}
  };
  std::coroutine_handle<promise_type> handle;
  stream(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  stream(stream &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~stream() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};
struct number {
  operator long() const { return 7; }
};
stream all() {
  std::string text = "local";
  say("%d", co_await text);
  say("%d", co_await std::string("three"));
  say("%d", co_await noisy("object"));
  const converts local{noisy("local")};
  say("%d", co_yield local);
  say("%d", co_yield converts{noisy("temporary")});
  say("%d", co_yield text);
  say("%d", co_yield std::string("temporary"));
  say("%d", co_yield number());
  number n;
  say("%d", co_yield n);
}
int main() {
  run("all", [] { return all(); });
  destroy_everywhere("all", [] { return all(); });
}
