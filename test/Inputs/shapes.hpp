// What the coroutines of the golden tests are made of: promises and awaiters that are as small as
// possible, so that the goldens show costate's work.
#pragma once

#include <coroutine>
#include <exception>
#include <string>

template <class T> struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_value(T value);
    void unhandled_exception();
  };
};

template <class T> struct generator {
  struct promise_type {
    generator get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(const T &value);
    void return_void();
    void unhandled_exception();
  };
};

template <class T> struct ready {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};

struct buffer {
  explicit buffer(int size);
  buffer(const buffer &) = delete;
  ~buffer();
};

struct connection {
  ready<int> read(buffer &bytes);
  ready<int> write(buffer &bytes, int size);
  ready<void> close();
};

struct connection_lost : std::exception {};
