// task.hpp - task<T>: a coroutine that computes one T, for one other coroutine
// that awaits it.
//
//   task<int> half(int n) { co_return n / 2; }
//   task<int> quarter(int n) { co_return co_await half(co_await half(n)); }
//
// It is lazy: it starts when it is awaited. The awaiting coroutine is resumed
// by symmetric transfer when it is done, so a chain of tasks of any length
// needs no stack where the compiler makes tail calls. block_on(task) is how a
// function that is no coroutine gets the result.
#pragma once

#include <coroutine>
#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

namespace costate {

template <class T> class task;

namespace detail {

/// What the promises of all tasks have in common.
class task_promise_base {
public:
  /// Passes control to the coroutine that awaits the task.
  struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> task) const noexcept {
      return static_cast<task_promise_base &>(task.promise()).continuation_;
    }
    void await_resume() const noexcept {}
  };

  std::suspend_always initial_suspend() const noexcept { return {}; }
  final_awaiter final_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { error_ = std::current_exception(); }

  /// Sets which coroutine to resume when the task is done.
  void continue_with(std::coroutine_handle<> continuation) noexcept {
    continuation_ = continuation;
  }

protected:
  /// Throws the exception that ended the task, if one did.
  void rethrow() const {
    if (error_)
      std::rethrow_exception(error_);
  }

private:
  std::coroutine_handle<> continuation_ = std::noop_coroutine();
  std::exception_ptr error_;
};

/// The promise of a task whose result is an object.
template <class T> class task_promise : public task_promise_base {
public:
  task<T> get_return_object() noexcept;

  template <class Value = T, std::enable_if_t<std::is_constructible_v<T, Value>, int> = 0>
  void return_value(Value &&value) {
    value_.emplace(std::forward<Value>(value));
  }

  T result() {
    rethrow();
    return *std::move(value_);
  }

private:
  std::optional<T> value_;
};

template <class T> class task_promise<T &> : public task_promise_base {
public:
  task<T &> get_return_object() noexcept;

  void return_value(T &value) noexcept { value_ = __builtin_addressof(value); }

  T &result() const {
    rethrow();
    return *value_;
  }

private:
  T *value_ = nullptr;
};

template <> class task_promise<void> : public task_promise_base {
public:
  task<void> get_return_object() noexcept;

  void return_void() const noexcept {}

  void result() const { rethrow(); }
};

} // namespace detail

/// A coroutine that has not been awaited yet, and the owner of its frame:
/// destroying the task destroys the coroutine, wherever it is suspended. Moves
/// from thread to thread like any object; is not to be used by two at once.
template <class T = void> class [[nodiscard]] task {
public:
  using promise_type = detail::task_promise<T>;

  /// Starts the task and waits for it. await_resume returns what the task
  /// returned, moved out of it, or throws what it threw.
  class awaiter {
  public:
    explicit awaiter(std::coroutine_handle<promise_type> task) noexcept : task_(task) {}

    bool await_ready() const noexcept { return task_.done(); }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) const noexcept {
      task_.promise().continue_with(awaiting);
      return task_;
    }
    T await_resume() const { return task_.promise().result(); }

  private:
    std::coroutine_handle<promise_type> task_;
  };

  /// A task of no coroutine. All that can be done with it is assign to it.
  task() noexcept = default;
  explicit task(std::coroutine_handle<promise_type> coroutine) noexcept : coroutine_(coroutine) {}
  task(task &&other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  task &operator=(task other) noexcept {
    std::swap(coroutine_, other.coroutine_);
    return *this;
  }
  ~task() {
    if (coroutine_)
      coroutine_.destroy();
  }

  /// True unless the task is of no coroutine, as after it was moved from.
  explicit operator bool() const noexcept { return bool(coroutine_); }

  /// A task is awaited once. It stays the owner of its coroutine, and must
  /// outlive the await.
  awaiter operator_co_await() const noexcept { return awaiter(coroutine_); }
#if defined(__cpp_impl_coroutine)
  awaiter operator co_await() const noexcept { return operator_co_await(); }
#endif

private:
  std::coroutine_handle<promise_type> coroutine_;
};

namespace detail {

template <class T> task<T> task_promise<T>::get_return_object() noexcept {
  return task<T>(std::coroutine_handle<task_promise>::from_promise(*this));
}

template <class T> task<T &> task_promise<T &>::get_return_object() noexcept {
  return task<T &>(std::coroutine_handle<task_promise>::from_promise(*this));
}

inline task<void> task_promise<void>::get_return_object() noexcept {
  return task<void>(std::coroutine_handle<task_promise>::from_promise(*this));
}

} // namespace detail

} // namespace costate
