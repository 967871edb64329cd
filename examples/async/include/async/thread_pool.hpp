// thread_pool.hpp - thread_pool: threads for coroutines to run in.
//
//   co_await pool.schedule(); // from here on in one of the pool's threads
#pragma once

#include <async/task.hpp>

#include <condition_variable>
#include <coroutine>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace async {

/// Its destructor waits until all coroutines that were scheduled have run, each
/// until it suspends or ends.
class thread_pool {
public:
  class awaiter {
  public:
    explicit awaiter(thread_pool &pool) noexcept : pool_(pool) {}

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> awaiting) const { pool_.add(awaiting); }
    void await_resume() const noexcept {}

  private:
    thread_pool &pool_;
  };

  explicit thread_pool(std::size_t threads) {
    for (std::size_t i = 0; i < threads; ++i)
      threads_.emplace_back([this] { run(); });
  }
  ~thread_pool() {
    {
      std::lock_guard lock(mutex_);
      stopped_ = true;
      changed_.notify_all();
    }
    for (std::thread &thread : threads_)
      thread.join();
  }

  awaiter schedule() noexcept { return awaiter(*this); }

  /// Calls an ordinary function in one of the threads.
  template <class F> task<std::invoke_result_t<F>> call(F f) {
    co_await schedule();
    co_return std::invoke(std::move(f));
  }

  bool is_this_thread() const {
    for (const std::thread &thread : threads_)
      if (thread.get_id() == std::this_thread::get_id())
        return true;
    return false;
  }

private:
  void add(std::coroutine_handle<> coroutine) {
    std::lock_guard lock(mutex_);
    queue_.push_back(coroutine);
    changed_.notify_one();
  }

  void run() {
    std::unique_lock lock(mutex_);
    while (true) {
      changed_.wait(lock, [this] { return stopped_ || !queue_.empty(); });
      if (queue_.empty())
        return;
      auto coroutine = queue_.front();
      queue_.pop_front();
      lock.unlock();
      coroutine.resume();
      lock.lock();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::coroutine_handle<>> queue_;
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

} // namespace async
