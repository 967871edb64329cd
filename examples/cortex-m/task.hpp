// task.hpp - a coroutine that computes a T for another that awaits it, without exceptions. Its
// frame is a part of what awaits it, or lies in storage that the program provides.
#pragma once

#include <coroutine>

template <class T> struct [[clang::coro_await_elidable]] task {
  struct promise_type {
    std::coroutine_handle<> awaiting = std::noop_coroutine();
    T value{};

    struct final_awaiter {
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<>
      await_suspend(std::coroutine_handle<promise_type> done) const noexcept {
        return done.promise().awaiting;
      }
      void await_resume() const noexcept {}
    };
    task get_return_object() noexcept {
      return task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    final_awaiter final_suspend() const noexcept { return {}; }
    void return_value(T result) noexcept { value = result; }
    void unhandled_exception() const noexcept {}
  };

  explicit task(std::coroutine_handle<promise_type> coroutine) noexcept : coroutine(coroutine) {}
  task(task &&) = delete;
  ~task() { coroutine.destroy(); }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) const noexcept {
    coroutine.promise().awaiting = awaiting;
    return coroutine;
  }
  T await_resume() const noexcept { return coroutine.promise().value; }

  std::coroutine_handle<promise_type> coroutine;
};
