// event.hpp - async_manual_reset_event and async_latch: waiting until something
// has happened, once or a number of times.
//
//   async_manual_reset_event connected;
//   co_await connected; // goes on when someone calls connected.set()
#pragma once

#include <async/detail/waiters.hpp>

#include <atomic>
#include <coroutine>
#include <cstddef>
#include <mutex>
#include <utility>

namespace async {

/// Set or not set. Coroutines that await it while it is not are resumed by the
/// thread that sets it, in the order in which they came.
class async_manual_reset_event {
public:
  class awaiter {
  public:
    explicit awaiter(async_manual_reset_event &event) noexcept : event_(event) {}

    bool await_ready() const { return event_.is_set(); }
    bool await_suspend(std::coroutine_handle<> awaiting) {
      entry_.coroutine = awaiting;
      return event_.enlist(entry_);
    }
    void await_resume() const noexcept {}

  private:
    async_manual_reset_event &event_;
    detail::waiter entry_;
  };

  explicit async_manual_reset_event(bool set = false) noexcept : set_(set) {}
  async_manual_reset_event(const async_manual_reset_event &) = delete;
  async_manual_reset_event &operator=(const async_manual_reset_event &) = delete;

  bool is_set() const {
    std::lock_guard lock(mutex_);
    return set_;
  }

  /// The event may be gone when this returns, if a waiter takes it with it.
  void set() {
    std::unique_lock lock(mutex_);
    set_ = true;
    detail::waiter_queue waiters = std::move(waiters_);
    lock.unlock();
    waiters.resume_all();
  }

  void reset() {
    std::lock_guard lock(mutex_);
    set_ = false;
  }

  awaiter operator co_await() noexcept { return awaiter(*this); }

private:
  bool enlist(detail::waiter &entry) {
    std::lock_guard lock(mutex_);
    if (!set_)
      waiters_.push(entry);
    return !set_;
  }

  mutable std::mutex mutex_;
  bool set_;
  detail::waiter_queue waiters_;
};

/// Opens when it was counted down to zero, and stays open.
class async_latch {
public:
  explicit async_latch(std::ptrdiff_t count) noexcept : count_(count), open_(count <= 0) {}

  void count_down(std::ptrdiff_t n = 1) {
    if (count_.fetch_sub(n, std::memory_order_acq_rel) == n)
      open_.set();
  }
  bool is_open() const { return open_.is_set(); }

  friend auto operator co_await(async_latch &latch) noexcept {
    return latch.open_.operator co_await();
  }

private:
  std::atomic<std::ptrdiff_t> count_;
  async_manual_reset_event open_;
};

} // namespace async
