// waiters.hpp - a queue of suspended coroutines. The entries lie in the
// awaiters, that is in the coroutines that wait, so queueing allocates nothing.
#pragma once

#include <coroutine>
#include <utility>

namespace async::detail {

struct waiter {
  std::coroutine_handle<> coroutine;
  waiter *next = nullptr;
};

/// First come, first served. Does not lock: that is for its owner to do.
class waiter_queue {
public:
  waiter_queue() = default;
  waiter_queue(waiter_queue &&other) noexcept
      : first_(std::exchange(other.first_, nullptr)), last_(std::exchange(other.last_, nullptr)) {}

  bool empty() const noexcept { return !first_; }

  void push(waiter &entry) noexcept {
    (last_ ? last_->next : first_) = &entry;
    last_ = &entry;
  }

  /// Null if no one waits. An entry is gone once its coroutine is resumed.
  waiter *pop() noexcept {
    waiter *entry = first_;
    if (entry && !(first_ = entry->next))
      last_ = nullptr;
    return entry;
  }

  void resume_all() {
    while (waiter *entry = pop())
      entry->coroutine.resume();
  }

private:
  waiter *first_ = nullptr;
  waiter *last_ = nullptr;
};

} // namespace async::detail
