// sequencer.hpp - single_producer_sequencer: a ring buffer's slots, claimed by
// one producer, published to consumers, and free again when they say so.
//
//   sequence_barrier<> consumed;
//   single_producer_sequencer<> sequencer(consumed, 256);
//
//   producer                                    consumer
//     auto n = co_await sequencer.claim_one();    auto last = co_await sequencer.published(n);
//     ring[n % 256] = ...;                        use(ring[n % 256]) ... up to last
//     sequencer.publish(n);                       consumed.publish(last);
#pragma once

#include <async/async_generator.hpp>
#include <async/task.hpp>

#include <algorithm>
#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>

namespace async {

/// How far something has come, for others to wait until it has come far enough.
/// Starts before sequence number 0.
template <class Sequence = std::int64_t> class sequence_barrier {
public:
  class awaiter {
  public:
    awaiter(const sequence_barrier &barrier, Sequence target) noexcept
        : barrier_(barrier), target_(target) {}

    bool await_ready() const { return barrier_.last_published() >= target_; }
    bool await_suspend(std::coroutine_handle<> awaiting) {
      awaiting_ = awaiting;
      return barrier_.enlist(*this);
    }
    Sequence await_resume() const { return barrier_.last_published(); }

  private:
    friend sequence_barrier;
    const sequence_barrier &barrier_;
    Sequence target_;
    std::coroutine_handle<> awaiting_;
    awaiter *next_ = nullptr;
  };

  /// To be awaited; gives the last number that was published, `target` or more.
  awaiter wait_until_published(Sequence target) const noexcept { return {*this, target}; }

  Sequence last_published() const {
    std::lock_guard lock(mutex_);
    return published_;
  }

  /// Publishes all numbers up to `sequence`, and resumes who has waited for them.
  void publish(Sequence sequence) {
    awaiter *reached = nullptr;
    {
      std::lock_guard lock(mutex_);
      published_ = sequence;
      for (awaiter **link = &waiting_; *link;) {
        if ((*link)->target_ <= sequence)
          reached = std::exchange(*link, std::exchange((*link)->next_, reached));
        else
          link = &(*link)->next_;
      }
    }
    while (reached)
      std::exchange(reached, reached->next_)->awaiting_.resume();
  }

private:
  bool enlist(awaiter &entry) const {
    std::lock_guard lock(mutex_);
    if (entry.target_ <= published_)
      return false;
    entry.next_ = std::exchange(waiting_, &entry);
    return true;
  }

  mutable std::mutex mutex_;
  Sequence published_ = -1;
  mutable awaiter *waiting_ = nullptr; // the last to come; to watch changes nothing
};

/// Sequence numbers from `first` to before `last`.
template <class Sequence> struct sequence_range {
  Sequence first;
  Sequence last;

  Sequence size() const noexcept { return last - first; }
};

template <class Sequence = std::int64_t> class single_producer_sequencer {
public:
  /// `consumed` is what consumers publish to when they have used a slot.
  single_producer_sequencer(const sequence_barrier<Sequence> &consumed, std::size_t size) noexcept
      : consumed_(consumed), size_(static_cast<Sequence>(size)) {}

  /// Waits until the next slot is free.
  task<Sequence> claim_one() {
    co_await consumed_.wait_until_published(next_ - size_);
    co_return next_++;
  }

  /// Waits until a slot is free, and takes up to `count` of those that are.
  task<sequence_range<Sequence>> claim_up_to(std::size_t count) {
    const Sequence first = next_;
    const Sequence free = co_await consumed_.wait_until_published(first - size_) + size_ + 1;
    next_ = std::min(free, first + static_cast<Sequence>(count));
    co_return {first, next_};
  }

  /// Shows consumers all slots up to `sequence`, which were claimed before.
  void publish(Sequence sequence) { published_.publish(sequence); }

  /// To be awaited; gives the last number that was published, `target` or more.
  auto published(Sequence target) const noexcept { return published_.wait_until_published(target); }

  /// The numbers from `first` to before `last`, each when it has been published.
  async_generator<Sequence> follow(Sequence first, Sequence last) const {
    while (first != last)
      for (Sequence end = std::min(co_await published(first) + 1, last); first != end; ++first)
        co_yield Sequence(first);
  }

private:
  const sequence_barrier<Sequence> &consumed_;
  Sequence size_;
  Sequence next_ = 0;
  sequence_barrier<Sequence> published_;
};

} // namespace async
