// mutex.hpp - async_mutex: one coroutine at a time. To wait for it suspends the
// coroutine and blocks no thread.
//
//   {
//     async_lock lock = co_await mutex.scoped_lock();
//     co_await write(file); // may be held across suspensions, and change threads
//   }
#pragma once

#include <async/detail/waiters.hpp>

#include <coroutine>
#include <mutex>
#include <utility>

namespace async {

class async_mutex;

/// Unlocks the mutex at the end of a scope.
class [[nodiscard]] async_lock {
public:
  /// Takes over a mutex that is locked.
  explicit async_lock(async_mutex &mutex) noexcept : mutex_(&mutex) {}
  async_lock(async_lock &&other) noexcept : mutex_(std::exchange(other.mutex_, nullptr)) {}
  ~async_lock() { unlock(); }

  inline void unlock();

private:
  async_mutex *mutex_;
};

class async_mutex {
public:
  /// To be awaited; then the mutex is locked, until unlock().
  class lock_awaiter {
  public:
    explicit lock_awaiter(async_mutex &mutex) noexcept : mutex_(mutex) {}

    bool await_ready() const { return mutex_.try_lock(); }
    bool await_suspend(std::coroutine_handle<> awaiting) {
      entry_.coroutine = awaiting;
      return mutex_.enlist(entry_);
    }
    void await_resume() const noexcept {}

  protected:
    async_mutex &mutex_;

  private:
    detail::waiter entry_;
  };

  class scoped_lock_awaiter : public lock_awaiter {
  public:
    using lock_awaiter::lock_awaiter;
    async_lock await_resume() const noexcept { return async_lock(mutex_); }
  };

  lock_awaiter lock() noexcept { return lock_awaiter(*this); }
  scoped_lock_awaiter scoped_lock() noexcept { return scoped_lock_awaiter(*this); }

  bool try_lock() {
    std::lock_guard guard(guard_);
    return !std::exchange(locked_, true);
  }

  /// Passes the mutex on to who has waited longest, and resumes him.
  void unlock() {
    std::unique_lock guard(guard_);
    detail::waiter *next = waiters_.pop();
    locked_ = next != nullptr;
    guard.unlock();
    if (next)
      next->coroutine.resume();
  }

private:
  /// False if the mutex has been unlocked meanwhile, and is the caller's now.
  bool enlist(detail::waiter &entry) {
    std::lock_guard guard(guard_);
    if (!std::exchange(locked_, true))
      return false;
    waiters_.push(entry);
    return true;
  }

  std::mutex guard_; // of the members below, for moments
  bool locked_ = false;
  detail::waiter_queue waiters_;
};

void async_lock::unlock() {
  if (auto *mutex = std::exchange(mutex_, nullptr))
    mutex->unlock();
}

} // namespace async
