// oneshot.hpp - a channel for one value, from any thread to a coroutine.
//
//   auto [sender, receiver] = costate::oneshot<int>();
//   std::thread worker([sender = std::move(sender)]() mutable { sender.send(7);
//   });
//   ... in a coroutine: int seven = co_await receiver;
//
// The value may be sent before, during or after the await. If the coroutine
// has to wait under a block_on, it goes on in the thread of that block_on,
// otherwise in the thread that sends, inside send().
#pragma once

#include <costate/run_queue.hpp>

#include <atomic>
#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <utility>

namespace costate {

template <class T> class sender;
template <class T> class receiver;

/// Makes a channel and returns its two ends.
template <class T> std::pair<sender<T>, receiver<T>> oneshot();

/// Thrown by `co_await receiver` when no value will come: the sender was
/// dropped without sending, or the value has been received already. Without
/// exceptions the program is terminated.
class no_value : public std::exception {
public:
  const char *what() const noexcept override {
    return "costate: awaited a value that no one will send";
  }
};

namespace detail {

/// What the two ends of a channel share. The status says who may touch the
/// rest: each exchange passes it on from one end to the other.
template <class T> struct channel {
  enum status : unsigned char {
    empty,   // nothing sent, no one waits
    waiting, // nothing sent; a coroutine is suspended
    full,    // the value is there
    received,
    dropped, // the sender is gone without having sent
  };

  std::atomic<status> now{empty};
  std::optional<T> value;
  run_queue::entry waiter;          // the suspended coroutine
  std::shared_ptr<run_queue> queue; // where to resume it; null: on the spot

  /// Changes to `next`, full or dropped, and has the waiting coroutine resumed.
  static void finish(std::shared_ptr<channel> self, status next) {
    if (self->now.exchange(next, std::memory_order_acq_rel) != waiting)
      return;
    auto queue = std::move(self->queue);
    if (!queue || !queue->push(self->waiter, self))
      self->waiter.coroutine.resume();
  }
};

} // namespace detail

/// The end of a channel that a value is put into. Owned by one thread at a
/// time.
template <class T> class sender {
public:
  sender(sender &&) noexcept = default;
  sender &operator=(sender other) noexcept {
    channel_.swap(other.channel_);
    return *this;
  }
  /// If nothing was sent, the receiver learns that nothing will come. What
  /// leaves a coroutine that this resumes terminates the program.
  ~sender() {
    if (channel_)
      channel::finish(std::move(channel_), channel::dropped);
  }

  /// Sends `value`; to be called once. A coroutine that waits for it outside
  /// block_on runs inside this call, and what leaves it leaves send(). Throws
  /// also what moving a T throws; then nothing was sent.
  void send(T value) {
    channel_->value.emplace(std::move(value));
    channel::finish(std::move(channel_), channel::full);
  }

private:
  using channel = detail::channel<T>;
  friend std::pair<sender<T>, receiver<T>> oneshot<T>();

  explicit sender(std::shared_ptr<channel> c) noexcept : channel_(std::move(c)) {}

  std::shared_ptr<channel> channel_;
};

/// The end of a channel that is awaited. It must outlive the await; one
/// coroutine at a time may await it.
template <class T> class receiver {
  using channel = detail::channel<T>;

public:
  /// Waits for the value. await_resume returns it, moved out of the channel,
  /// or throws no_value.
  ///
  /// A coroutine that waits may be destroyed: in the thread of its block_on
  /// at any time, elsewhere only if the value is not being sent meanwhile.
  class awaiter {
  public:
    explicit awaiter(channel &c) noexcept : channel_(c) {}
    ~awaiter() {
      if (suspended_)
        withdraw();
    }
    awaiter(const awaiter &) = delete;
    awaiter &operator=(const awaiter &) = delete;

    bool await_ready() const noexcept {
      return channel_.now.load(std::memory_order_acquire) != channel::empty;
    }

    bool await_suspend(std::coroutine_handle<> awaiting) noexcept {
      suspended_ = true;
      channel_.waiter.coroutine = awaiting;
      channel_.queue = run_queue::current();
      auto expected = channel::empty;
      // If this succeeds the coroutine may be running already, elsewhere.
      return channel_.now.compare_exchange_strong(expected, channel::waiting,
                                                  std::memory_order_acq_rel);
    }

    T await_resume() {
      suspended_ = false;
      if (channel_.now.load(std::memory_order_acquire) != channel::full)
        fail();
      channel_.now.store(channel::received, std::memory_order_relaxed);
      return *std::move(channel_.value);
    }

  private:
    // The coroutine is being destroyed while it is suspended.
    void withdraw() noexcept {
      auto expected = channel::waiting;
      if (!channel_.now.compare_exchange_strong(expected, channel::empty,
                                                std::memory_order_acq_rel))
        channel_.waiter.coroutine = nullptr; // it is in the queue
    }

    [[noreturn]] static void fail() {
#if defined(__cpp_exceptions)
      throw no_value();
#else
      std::terminate();
#endif
    }

    channel &channel_;
    bool suspended_ = false;
  };

  receiver(receiver &&) noexcept = default;
  receiver &operator=(receiver &&) noexcept = default;

  awaiter operator_co_await() const noexcept { return awaiter(*channel_); }
#if defined(__cpp_impl_coroutine)
  awaiter operator co_await() const noexcept { return operator_co_await(); }
#endif

private:
  friend std::pair<sender<T>, receiver<T>> oneshot<T>();

  explicit receiver(std::shared_ptr<channel> c) noexcept : channel_(std::move(c)) {}

  std::shared_ptr<channel> channel_;
};

template <class T> std::pair<sender<T>, receiver<T>> oneshot() {
  auto channel = std::make_shared<detail::channel<T>>();
  return {sender<T>(channel), receiver<T>(channel)};
}

} // namespace costate
