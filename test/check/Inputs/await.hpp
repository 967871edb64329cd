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

#define TASK(NAME, INITIAL)                                                                        \
  template <class T = void> struct [[nodiscard]] NAME {                                            \
    struct promise_type : result<T> {                                                              \
      NAME get_return_object();                                                                    \
      INITIAL initial_suspend() noexcept;                                                          \
      std::suspend_always final_suspend() noexcept;                                                \
      void unhandled_exception();                                                                  \
    };                                                                                             \
    NAME(NAME &&) noexcept;                                                                        \
    NAME &operator=(NAME &&) noexcept;                                                             \
    ~NAME();                                                                                       \
    value<T> operator co_await() const;                                                            \
  };
TASK(task, std::suspend_always)
TASK(eager, std::suspend_never)
#undef TASK

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
