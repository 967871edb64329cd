// shared_task.hpp - shared_task<T>: a coroutine that computes one T for any
// number of coroutines, in any threads.
//
//   shared_task<config> loading = load("config");
//   const config &c = co_await loading; // in as many places as one likes
//
// Whoever awaits it first starts it. The others wait with him, or find the
// result. Copies are copies of a reference; the last one destroys the coroutine.
#pragma once

#include <async/awaitable.hpp>
#include <async/detail/outcome.hpp>
#include <async/detail/waiters.hpp>

#include <atomic>
#include <coroutine>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace async {

template <class T = void> class shared_task;

namespace detail {

/// Who waits: a stack of waiters that is closed when the coroutine is done.
class shared_promise_base {
public:
  struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> task) const noexcept {
      // The frame may be gone as soon as the first of them goes on.
      reversed(task.promise().close()).resume_all();
    }
    void await_resume() const noexcept {}
  };

  std::suspend_always initial_suspend() const noexcept { return {}; }
  final_awaiter final_suspend() const noexcept { return {}; }

  bool done() const noexcept { return waiters_.load(std::memory_order_acquire) == closed(); }

  /// True if the coroutine is the caller's to start.
  bool claim() noexcept { return !started_.exchange(true, std::memory_order_relaxed); }

  /// False if the coroutine is done: then there is nothing to wait for.
  bool enlist(waiter &entry) noexcept {
    void *top = waiters_.load(std::memory_order_acquire);
    do {
      if (top == closed())
        return false;
      entry.next = static_cast<waiter *>(top);
    } while (!waiters_.compare_exchange_weak(top, &entry, std::memory_order_acq_rel,
                                             std::memory_order_acquire));
    return true;
  }

  void add_owner() noexcept { owners_.fetch_add(1, std::memory_order_relaxed); }

  /// True if that was the last one.
  bool drop_owner() noexcept { return owners_.fetch_sub(1, std::memory_order_acq_rel) == 1; }

private:
  void *closed() const noexcept { return const_cast<shared_promise_base *>(this); }

  waiter *close() noexcept {
    return static_cast<waiter *>(waiters_.exchange(closed(), std::memory_order_acq_rel));
  }

  static waiter_queue reversed(waiter *top) noexcept {
    waiter *bottom = nullptr;
    while (top)
      bottom = std::exchange(top, std::exchange(top->next, bottom));
    waiter_queue queue;
    while (bottom)
      queue.push(*std::exchange(bottom, std::exchange(bottom->next, nullptr)));
    return queue;
  }

  std::atomic<void *> waiters_ = nullptr; // the last to come, or closed()
  std::atomic<std::size_t> owners_ = 1;
  std::atomic<bool> started_ = false;
};

template <class T> class shared_promise final : public shared_promise_base, public outcome<T> {
public:
  shared_task<T> get_return_object() noexcept;
};

} // namespace detail

template <class T> class [[nodiscard]] shared_task {
public:
  using promise_type = detail::shared_promise<T>;
  using reference =
      std::conditional_t<std::is_void_v<T>, void, std::add_lvalue_reference_t<const T>>;

  class awaiter {
  public:
    explicit awaiter(std::coroutine_handle<promise_type> coroutine) noexcept
        : coroutine_(coroutine) {}

    bool await_ready() const noexcept { return coroutine_.promise().done(); }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept {
      auto coroutine = coroutine_; // another thread may resume us, and end this awaiter
      bool first = coroutine.promise().claim();
      entry_.coroutine = awaiting;
      if (!coroutine.promise().enlist(entry_))
        return awaiting;
      return first ? coroutine : std::coroutine_handle<>(std::noop_coroutine());
    }
    reference await_resume() const { return coroutine_.promise().result(); }

  private:
    std::coroutine_handle<promise_type> coroutine_;
    detail::waiter entry_;
  };

  explicit shared_task(std::coroutine_handle<promise_type> coroutine) noexcept
      : coroutine_(coroutine) {}
  shared_task(const shared_task &other) noexcept : coroutine_(other.coroutine_) {
    if (coroutine_)
      coroutine_.promise().add_owner();
  }
  shared_task(shared_task &&other) noexcept
      : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  shared_task &operator=(shared_task other) noexcept {
    std::swap(coroutine_, other.coroutine_);
    return *this;
  }
  ~shared_task() {
    if (coroutine_ && coroutine_.promise().drop_owner())
      coroutine_.destroy();
  }

  bool done() const noexcept { return coroutine_.promise().done(); }

  awaiter operator co_await() const noexcept { return awaiter(coroutine_); }

private:
  std::coroutine_handle<promise_type> coroutine_;
};

template <class T> shared_task<T> detail::shared_promise<T>::get_return_object() noexcept {
  return shared_task<T>(std::coroutine_handle<shared_promise>::from_promise(*this));
}

/// Anything that can be awaited once, for many to await.
template <class Awaitable> shared_task<await_result_t<Awaitable>> share(Awaitable awaitable) {
  co_return co_await std::forward<Awaitable>(awaitable);
}

} // namespace async
