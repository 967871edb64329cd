// run_queue.hpp - the coroutines that one thread is to resume.
//
// block_on gives its thread a queue while it waits. An awaiter that is woken up
// on some other thread (oneshot.hpp) asks for the current queue before it
// suspends, and passes its coroutine there instead of resuming it on the spot.
#pragma once

#include <condition_variable>
#include <coroutine>
#include <memory>
#include <mutex>
#include <utility>

namespace costate {

/// A queue of coroutines to resume, filled by any thread, run by one.
class run_queue {
public:
  /// A place in the queue. It belongs to whoever pushes it; nothing is
  /// allocated to queue a coroutine.
  struct entry {
    /// Whom to resume. The queue's thread may reset it while the entry is
    /// queued: then no one is resumed.
    std::coroutine_handle<> coroutine;
    entry *next = nullptr;
    std::shared_ptr<void> owner; ///< keeps the entry alive while it is queued
  };

  /// The queue that the calling thread runs, null outside block_on.
  static std::shared_ptr<run_queue> current() noexcept { return current_ ? *current_ : nullptr; }

  /// Queues `e`, which `owner` keeps alive. Returns false if the queue was
  /// closed: then it is for the caller to resume the coroutine. Any thread may
  /// call it.
  bool push(entry &e, std::shared_ptr<void> owner) noexcept {
    std::lock_guard<std::mutex> lock(mutex_);
    if (stopped_)
      return false;
    e.owner = std::move(owner);
    e.next = nullptr;
    *last_ = &e;
    last_ = &e.next;
    ready_.notify_one();
    return true;
  }

  /// Makes run() return. Any thread may call it.
  void stop() noexcept {
    std::lock_guard<std::mutex> lock(mutex_);
    stopped_ = true;
    ready_.notify_one();
  }

  /// Resumes what is and will be queued until stop() is called. An exception
  /// that leaves a coroutine (one that its promise does not handle) terminates
  /// the program: there is no one to whom it could be passed.
  void run() noexcept {
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      ready_.wait(lock, [this] { return stopped_ || first_; });
      if (stopped_)
        return;
      resume_first(lock);
    }
  }

  /// Makes a new queue the calling thread's current one, for a scope. At its
  /// end the queue is closed, and what is left in it is resumed.
  class scope {
  public:
    scope() : queue_(std::make_shared<run_queue>()) { current_ = &queue_; }
    ~scope() {
      current_ = outer_;
      queue_->close();
    }
    scope(const scope &) = delete;
    scope &operator=(const scope &) = delete;

    const std::shared_ptr<run_queue> &queue() const noexcept { return queue_; }

  private:
    std::shared_ptr<run_queue> queue_;
    const std::shared_ptr<run_queue> *outer_ = current_;
  };

private:
  void close() noexcept {
    std::unique_lock<std::mutex> lock(mutex_);
    stopped_ = true;
    while (first_)
      resume_first(lock);
  }

  // Takes the first entry out and resumes it, without the lock.
  void resume_first(std::unique_lock<std::mutex> &lock) {
    entry &e = *std::exchange(first_, first_->next);
    if (!first_)
      last_ = &first_;
    lock.unlock();
    {
      auto owner = std::move(e.owner); // the coroutine may drop the last other
      if (auto coroutine = std::exchange(e.coroutine, nullptr))
        coroutine.resume();
    }
    lock.lock();
  }

  static inline thread_local const std::shared_ptr<run_queue> *current_ = nullptr;

  std::mutex mutex_;
  std::condition_variable ready_;
  bool stopped_ = false;
  entry *first_ = nullptr;
  entry **last_ = &first_;
};

} // namespace costate
