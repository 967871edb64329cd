// sync_wait.hpp - from a function that is no coroutine: wait for one.
//
//   int n = async::sync_wait(compute());
#pragma once

#include <async/awaitable.hpp>
#include <async/detail/runner.hpp>

#include <condition_variable>
#include <coroutine>
#include <mutex>
#include <utility>

namespace async {

namespace detail {

/// Wakes up a thread.
class blocking_completion final : public completion {
public:
  std::coroutine_handle<> arrived() noexcept override {
    std::lock_guard lock(mutex_);
    done_ = true;
    changed_.notify_one(); // under the lock: the waiting thread takes this object with it
    return std::noop_coroutine();
  }

  void wait() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return done_; });
  }

private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool done_ = false;
};

} // namespace detail

/// Starts what is to be awaited in the calling thread, and blocks that until it
/// is done, in whatever thread. Returns or throws what the await does.
template <class Awaitable> await_result_t<Awaitable> sync_wait(Awaitable &&awaitable) {
  auto waiting = detail::run<Awaitable>(std::forward<Awaitable>(awaitable));
  detail::blocking_completion done;
  waiting.start(done);
  done.wait();
  return waiting.result();
}

} // namespace async
