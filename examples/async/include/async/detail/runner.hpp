// runner.hpp - a coroutine that awaits one thing, keeps what came of it, and
// says that it is done: what sync_wait and when_all start.
#pragma once

#include <async/awaitable.hpp>

#include <coroutine>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

namespace async::detail {

/// Whom a runner tells that it is done.
class completion {
public:
  /// Gives the coroutine to go on with. The runner may be gone after that.
  virtual std::coroutine_handle<> arrived() noexcept = 0;

protected:
  ~completion() = default;
};

class runner_promise_base {
public:
  struct arrive {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> runner) const noexcept {
      return runner.promise().completion_->arrived();
    }
    void await_resume() const noexcept {}
  };

  std::suspend_always initial_suspend() const noexcept { return {}; }
  arrive final_suspend() const noexcept { return {}; }
  void return_void() const noexcept {}
  void unhandled_exception() noexcept { error_ = std::current_exception(); }

  void notify(completion &to) noexcept { completion_ = &to; }

protected:
  void rethrow() const {
    if (error_)
      std::rethrow_exception(error_);
  }

private:
  completion *completion_ = nullptr;
  std::exception_ptr error_;
};

/// What the await gave is yielded, not returned, and stays where it is: in the
/// full-expression of the co_yield at which the runner stays.
template <class T> class runner_promise : public runner_promise_base {
public:
  arrive yield_value(T &&result) noexcept {
    result_ = std::addressof(result);
    return final_suspend();
  }
  T &&result() const {
    rethrow();
    return static_cast<T &&>(*result_);
  }

private:
  std::remove_reference_t<T> *result_ = nullptr;
};

template <> class runner_promise<void> : public runner_promise_base {
public:
  void result() const { rethrow(); }
};

template <class T> class [[nodiscard]] runner {
public:
  class promise_type final : public runner_promise<T> {
  public:
    runner get_return_object() noexcept { return runner(*this); }
  };

  runner(runner &&other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  ~runner() {
    if (coroutine_)
      coroutine_.destroy();
  }

  void start(completion &to) {
    coroutine_.promise().notify(to);
    coroutine_.resume();
  }

  /// What the await gave (as an rvalue if it was none), or throws what it threw.
  decltype(auto) result() const { return coroutine_.promise().result(); }

private:
  explicit runner(promise_type &promise) noexcept
      : coroutine_(std::coroutine_handle<promise_type>::from_promise(promise)) {}

  std::coroutine_handle<promise_type> coroutine_;
};

/// Awaits `awaitable`: its own one, or with `run<A &>(a)` the caller's.
template <class Awaitable> runner<await_result_t<Awaitable>> run(Awaitable awaitable) {
  if constexpr (std::is_void_v<await_result_t<Awaitable>>)
    co_await std::forward<Awaitable>(awaitable);
  else
    co_yield co_await std::forward<Awaitable>(awaitable);
}

} // namespace async::detail
