// Awaiters and coroutines for the tests of warnings: a lazy task, an eager one, a generator.
#pragma once

#include <coroutine>
#include <exception>

struct tick { // may suspend
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const;
};

template <class T> struct value { // may suspend, then gives a T
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  T await_resume() const;
};

template <class T> struct result {
  void return_value(T);
};
template <> struct result<void> {
  void return_void();
};

template <class T = void, class Initial = std::suspend_always> struct [[nodiscard]] basic_task {
  struct promise_type : result<T> {
    basic_task get_return_object();
    Initial initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception();
  };
  basic_task(basic_task &&) noexcept;
  basic_task &operator=(basic_task &&) noexcept;
  ~basic_task();
  value<T> operator co_await() const;
};
template <class T = void> using task = basic_task<T>;
template <class T = void> using eager = basic_task<T, std::suspend_never>;

template <class T> struct generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(const T &);
    void return_void();
    void unhandled_exception();
    void await_transform() = delete;
  };
  ~generator();
};
