// scope.hpp - async_scope: coroutines that run on their own, but not longer than
// what they use.
//
//   async_scope connections;
//   while (auto socket = co_await accept())
//     connections.spawn(serve(std::move(socket)));
//   co_await connections.join();
#pragma once

#include <async/event.hpp>
#include <async/task.hpp>

#include <coroutine>
#include <exception>
#include <mutex>
#include <utility>

namespace async {

/// Who spawns must join before the scope ends.
class async_scope {
public:
  /// Starts what is to be awaited, in this thread. Its result is dropped; the
  /// first exception is kept for join().
  template <class Awaitable> void spawn(Awaitable &&awaitable) {
    {
      std::lock_guard lock(mutex_);
      ++running_;
    }
    run<Awaitable>(std::forward<Awaitable>(awaitable));
  }

  /// Waits until all are done and gone, and throws if one of them threw. Who
  /// runs may still spawn meanwhile; nobody may afterwards.
  inline task<> join();

private:
  /// A coroutine that starts at once, and whose end is the scope's business.
  struct spawned {
    class promise_type {
    public:
      template <class Awaitable>
      promise_type(async_scope &scope, const Awaitable &) noexcept : scope_(scope) {}

      spawned get_return_object() const noexcept { return {}; }
      std::suspend_never initial_suspend() const noexcept { return {}; }
      auto final_suspend() const noexcept {
        struct leave {
          bool await_ready() const noexcept { return false; }
          void await_suspend(std::coroutine_handle<promise_type> done) const noexcept {
            async_scope &scope = done.promise().scope_;
            done.destroy(); // first: what it holds is gone when it is joined
            scope.left();
          }
          void await_resume() const noexcept {}
        };
        return leave();
      }
      void return_void() const noexcept {}
      void unhandled_exception() noexcept { scope_.keep(std::current_exception()); }

    private:
      async_scope &scope_;
    };
  };

  template <class Awaitable> spawned run(Awaitable awaitable) {
    co_await std::forward<Awaitable>(awaitable);
  }

  void left() {
    std::unique_lock lock(mutex_);
    bool last = --running_ == 0;
    lock.unlock();
    if (last)
      all_left_.set();
  }

  void keep(std::exception_ptr error) noexcept {
    std::lock_guard lock(mutex_);
    if (!error_)
      error_ = std::move(error);
  }

  std::mutex mutex_;
  int running_ = 1; // who may join counts, too
  std::exception_ptr error_;
  async_manual_reset_event all_left_;
};

task<> async_scope::join() {
  left();
  co_await all_left_;
  if (auto error = std::exchange(error_, nullptr))
    std::rethrow_exception(error);
}

} // namespace async
