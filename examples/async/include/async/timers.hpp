// timers.hpp - waiting for a time: manual_clock, whose time is moved by hand, and
// timer_thread, which has a thread of its own and lives in real time.
//
//   co_await clock.after(20ms);
//
// Both are schedulers, too (see adapt.hpp): `co_await timers.schedule()` moves a
// coroutine to where timers are resumed.
#pragma once

#include <async/async_generator.hpp>
#include <async/awaitable.hpp>
#include <async/task.hpp>

#include <chrono>
#include <condition_variable>
#include <coroutine>
#include <map>
#include <mutex>
#include <thread>
#include <type_traits>

namespace async {

using std::chrono::milliseconds;

/// A clock for tests and simulations: stands still until it is told to go on. For
/// one thread.
class manual_clock {
public:
  class awaiter {
  public:
    awaiter(manual_clock &clock, milliseconds delay) noexcept : clock_(clock), delay_(delay) {}

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> sleeper) const {
      clock_.sleepers_.emplace(clock_.now_ + delay_, sleeper);
    }
    void await_resume() const noexcept {}

  private:
    manual_clock &clock_;
    milliseconds delay_;
  };

  awaiter after(milliseconds delay) noexcept { return {*this, delay}; }
  awaiter schedule() noexcept { return after(milliseconds(0)); }

  milliseconds now() const noexcept { return now_; }

  /// Lets time pass. Resumes who wakes up in it, each at its time.
  void advance(milliseconds by) {
    const milliseconds until = now_ + by;
    while (!sleepers_.empty() && sleepers_.begin()->first <= until)
      wake_next();
    now_ = until;
  }

  /// Lets time pass until no one sleeps any more.
  void run() {
    while (!sleepers_.empty())
      wake_next();
  }

private:
  void wake_next() {
    auto next = sleepers_.extract(sleepers_.begin());
    now_ = next.key();
    next.mapped().resume();
  }

  milliseconds now_{0};
  std::multimap<milliseconds, std::coroutine_handle<>> sleepers_; // equal times in their order
};

/// Timers on std::chrono::steady_clock. Sleepers are resumed in the thread that
/// belongs to it; who still sleeps when it is destroyed is not resumed.
class timer_thread {
  using clock = std::chrono::steady_clock;

public:
  class awaiter {
  public:
    awaiter(timer_thread &timers, clock::time_point wake) noexcept : timers_(timers), wake_(wake) {}

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> sleeper) const { timers_.add(wake_, sleeper); }
    void await_resume() const noexcept {}

  private:
    timer_thread &timers_;
    clock::time_point wake_;
  };

  timer_thread() : thread_([this] { run(); }) {}
  ~timer_thread() {
    {
      std::lock_guard lock(mutex_);
      stopped_ = true;
      changed_.notify_one();
    }
    thread_.join();
  }

  awaiter after(clock::duration delay) noexcept { return {*this, clock::now() + delay}; }
  awaiter schedule() noexcept { return after(clock::duration::zero()); }

  std::thread::id thread_id() const noexcept { return thread_.get_id(); }

private:
  void add(clock::time_point wake, std::coroutine_handle<> sleeper) {
    std::lock_guard lock(mutex_);
    sleepers_.emplace(wake, sleeper);
    changed_.notify_one();
  }

  void run() {
    std::unique_lock lock(mutex_);
    while (!stopped_) {
      if (sleepers_.empty()) {
        changed_.wait(lock);
      } else if (auto first = sleepers_.begin(); first->first > clock::now()) {
        changed_.wait_until(lock, first->first);
      } else {
        auto sleeper = first->second;
        sleepers_.erase(first);
        lock.unlock();
        sleeper.resume();
        lock.lock();
      }
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::multimap<clock::time_point, std::coroutine_handle<>> sleepers_;
  bool stopped_ = false;
  std::thread thread_; // the last member: it uses the others
};

/// Ticks: 1, 2, 3 and so on, one each `period`.
template <class Timers> async_generator<int> ticks(Timers &timers, milliseconds period) {
  for (int tick = 1;; ++tick) {
    co_await timers.after(period);
    co_yield tick;
  }
}

/// Awaits what `make` makes, up to `attempts` times until it does not throw. Waits
/// in between, twice as long each time.
template <class Timers, class Make>
task<await_result_t<std::invoke_result_t<Make &>>> retry(Timers &timers, int attempts,
                                                         milliseconds pause, Make make) {
  for (;; pause *= 2) {
    try {
      co_return co_await make();
    } catch (...) {
      if (--attempts == 0)
        throw;
    }
    co_await timers.after(pause);
  }
}

/// Asks `condition` each `period` until it holds; false if it does not in time. It
/// may be an ordinary function or give something to await.
template <class Timers, class Condition>
task<bool> poll(Timers &timers, milliseconds period, milliseconds timeout, Condition condition) {
  auto holds = [&condition]() -> task<bool> {
    if constexpr (is_awaitable_v<std::invoke_result_t<Condition &>>)
      co_return co_await condition();
    else
      co_return condition();
  };
  while (!co_await holds()) {
    if ((timeout -= period) < milliseconds(0))
      co_return false;
    co_await timers.after(period);
  }
  co_return true;
}

} // namespace async
