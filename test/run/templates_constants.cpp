// RUN: %run_and_compare %s %t
// Constants and static variables of a template's body in what is awaited, as arguments and as template arguments: the
// types of the states name them, where run() declares them.
#include "trace.hpp"
#include <tuple>
struct sequence {
  struct promise_type {
    sequence get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() { say("return()"); }
    void unhandled_exception() { throw; }
  };
  std::coroutine_handle<promise_type> handle;
  ~sequence() { handle.destroy(); }
  bool done() const { return handle.done(); }
};
template <class T> waiter<T> get(const char *name, T value) { return {name, false, value}; }
template <unsigned N, class T> waiter<T> nth(T value) { return {"nth", false, value + N}; }
template <class T> sequence first(T given) {
  const unsigned zero{0u};
  say("%d", (int)(given + co_await get<T>("a", zero)));
  {
    constexpr int one = 1;
    auto x = co_await get<T>("b", one + zero);
    say("%d", (int)(x + co_await nth<one>(given)));
  }
  {
    const int one = 2;
    auto x = co_await get<T>("c", one + co_await get("d", one));
    say("%d", (int)(x + co_await nth<one>(given)));
  }
  static const int two = 2;
  say("%d", (int)(co_await nth<two>(given)));
}
int main() {
  run("first", [] { return first(5L); });
  destroy_everywhere("first", [] { return first(5L); });
}
