// RUN: %run_and_compare %s %t
// In a template, closures in operands that capture what co_yield gave: the closure's type follows from the awaiter's,
// and that from the operand's, each where no state is declared yet.
#include "trace.hpp"

struct stream {
  struct promise_type {
    stream get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
    template <class T> auto await_transform(T awaiter) { return say("transform"), awaiter; }
    template <class T> waiter<T> yield_value(T &n) { return say("yield(lvalue %d)", n), wait("lvalue", n * 2); }
    template <class T> waiter<T> yield_value(T &&n) { return say("yield(rvalue %d)", n), wait("rvalue", n * 3); }
    waiter<std::string> yield_value(noisy &&item) { return wait("noisy", std::string(item.text())); }
  };
  std::coroutine_handle<promise_type> handle;
  stream(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  stream(stream &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~stream() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

template <class T> stream yielded(T given) {
  const auto first((co_yield 1));
  T result = co_await wait("a", [&] { return first; }());
  auto second = co_yield given;
  result += co_await wait("b", [second] { return second; }());
  auto third = co_yield noisy(std::to_string(given).c_str());
  result += co_await wait("c", [&third] { return T(third.size()); }());
  say("%d %d %s %d", first, second, third.c_str(), result);
}

int main() {
  run("yielded", [] { return yielded(15); });
}
