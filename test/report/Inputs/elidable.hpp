// A task whose frame may lie in that of the coroutine that awaits it.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

template <class T> struct [[clang::coro_await_elidable]] task {
  struct promise_type;
  using handle = std::coroutine_handle<promise_type>;
  struct final_awaiter {
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(handle done) noexcept { return done.promise().next; }
    void await_resume() noexcept {}
  };
  struct promise_type {
    T value{};
    std::coroutine_handle<> next = std::noop_coroutine();
    task get_return_object() { return task{handle::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
    void return_value(T result) { value = std::move(result); }
    void unhandled_exception() { std::terminate(); }
  };

  handle frame;
  explicit task(handle frame) : frame(frame) {}
  task(task &&other) noexcept : frame(std::exchange(other.frame, nullptr)) {}
  ~task() {
    if (frame) frame.destroy();
  }
  bool await_ready() { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) {
    frame.promise().next = waiting;
    return frame;
  }
  T await_resume() { return std::move(frame.promise().value); }
};

struct tick {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) {}
  int await_resume() { return 1; }
};
