// task.hpp - task<T>: a coroutine that computes one T for whoever awaits it.
//
//   task<int> half(int n) { co_return n / 2; }
//   task<int> quarter(int n) { co_return co_await half(co_await half(n)); }
//
// It is lazy: it starts when it is awaited, and transfers control to the
// awaiting coroutine when it is done, so that chains of tasks need no stack.
#pragma once

#include <async/awaitable.hpp>
#include <async/detail/outcome.hpp>

#include <coroutine>
#include <utility>

namespace async {

template <class T = void> class task;

namespace detail {

class task_promise_base {
public:
  struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> task) const noexcept {
      return task.promise().continuation_;
    }
    void await_resume() const noexcept {}
  };

  std::suspend_always initial_suspend() const noexcept { return {}; }
  final_awaiter final_suspend() const noexcept { return {}; }

  void continue_with(std::coroutine_handle<> continuation) noexcept {
    continuation_ = continuation;
  }

private:
  std::coroutine_handle<> continuation_;
};

template <class T> class task_promise final : public task_promise_base, public outcome<T> {
public:
  task<T> get_return_object() noexcept;
};

} // namespace detail

/// Owns its coroutine: destroying the task destroys it, wherever it is suspended.
template <class T> class [[nodiscard]] task {
public:
  using promise_type = detail::task_promise<T>;

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

  bool done() const noexcept { return !coroutine_ || coroutine_.done(); }

private:
  struct start {
    std::coroutine_handle<promise_type> coroutine;

    bool await_ready() const noexcept { return coroutine.done(); }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) const noexcept {
      coroutine.promise().continue_with(awaiting);
      return coroutine;
    }
  };

public:
  /// A task that has a name keeps its result: the await gives a reference to it.
  auto operator co_await() & noexcept {
    struct awaiter : start {
      decltype(auto) await_resume() const { return this->coroutine.promise().result(); }
    };
    return awaiter{{coroutine_}};
  }

  /// The result of a temporary task is moved out of it.
  auto operator co_await() && noexcept {
    struct awaiter : start {
      T await_resume() const { return std::move(this->coroutine.promise()).result(); }
    };
    return awaiter{{coroutine_}};
  }

  /// To be awaited for the end of the task, whether it has a result or throws.
  auto when_ready() const noexcept {
    struct awaiter : start {
      void await_resume() const noexcept {}
    };
    return awaiter{{coroutine_}};
  }

private:
  std::coroutine_handle<promise_type> coroutine_;
};

template <class T> task<T> detail::task_promise<T>::get_return_object() noexcept {
  return task<T>(std::coroutine_handle<task_promise>::from_promise(*this));
}

/// Anything that can be awaited, as a task.
template <class Awaitable> task<await_result_t<Awaitable>> as_task(Awaitable awaitable) {
  co_return co_await std::forward<Awaitable>(awaitable);
}

} // namespace async
