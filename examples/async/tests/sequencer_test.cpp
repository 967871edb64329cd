// A ring buffer between one producer and its consumers.
//
// LIBRARY: ../include

#include "check.hpp"

#include <async/async_generator.hpp>
#include <async/scope.hpp>
#include <async/sequencer.hpp>
#include <async/sync_wait.hpp>
#include <async/thread_pool.hpp>
#include <async/when_all.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

using async::sequence_barrier;
using async::single_producer_sequencer;
using async::sync_wait;
using async::task;

// A queue of at most Size elements, for one producer and one consumer.
template <class T, std::size_t Size, class Sequence = std::int64_t> class bounded_queue {
public:
  task<> push(T element) {
    Sequence slot = co_await sequencer_.claim_one();
    ring_[index(slot)] = std::move(element);
    sequencer_.publish(slot);
  }

  template <class Make> task<Sequence> push_batch(std::size_t count, Make make) {
    auto slots = co_await sequencer_.claim_up_to(count);
    for (Sequence slot = slots.first; slot != slots.last; ++slot)
      ring_[index(slot)] = make(slot);
    sequencer_.publish(slots.last - 1);
    co_return slots.size();
  }

  task<T> pop() {
    co_await sequencer_.published(read_);
    T element = std::move(ring_[index(read_)]);
    consumed_.publish(read_++);
    co_return element;
  }

  // The next `count` elements in their places, which are free when it goes on.
  async::async_generator<T> pop_each(Sequence count) {
    auto slots = sequencer_.follow(read_, read_ + count);
    for (auto it = co_await slots.begin(); it != slots.end(); co_await ++it) {
      co_yield ring_[index(*it)];
      consumed_.publish(read_++);
    }
  }

private:
  static constexpr std::size_t index(Sequence slot) {
    return static_cast<std::size_t>(slot) % Size;
  }

  sequence_barrier<Sequence> consumed_;
  single_producer_sequencer<Sequence> sequencer_{consumed_, Size};
  std::array<T, Size> ring_;
  Sequence read_ = 0;
};

task<> one_thread() {
  bounded_queue<std::string, 2, int> queue;
  std::string log;
  async::async_scope scope;
  auto produce = [&]() -> task<> {
    for (std::string text : {"a", "b", "c", "d"}) {
      log += "+" + text;
      co_await queue.push(std::move(text));
    }
  };
  scope.spawn(produce());
  CHECK(log == "+a+b+c"); // the third has to wait
  while (log.size() < 12)
    log += "-" + co_await queue.pop();
  CHECK(log == "+a+b+c+d-a-b");
  CHECK(co_await queue.pop() == "c" && co_await queue.pop() == "d");

  auto label = [](int slot) { return "#" + std::to_string(slot); };
  CHECK(co_await queue.push_batch(5, label) == 2 && co_await queue.pop() == "#4");
  CHECK(co_await queue.push_batch(5, label) == 1);
  CHECK("[" + co_await queue.pop() + "]" == "[#5]");
  CHECK((co_await queue.pop()).back() == '6');
  co_await scope.join();
}

task<std::int64_t> numbers(async::thread_pool &pool, std::int64_t count) {
  bounded_queue<std::int64_t, 16> queue;
  std::int64_t sum = 0;
  auto produce = [&]() -> task<> {
    co_await pool.schedule();
    for (std::int64_t left = count; left > 0;)
      left -= co_await queue.push_batch(static_cast<std::size_t>(left < 7 ? left : 7),
                                        [](std::int64_t slot) { return slot * slot; });
  };
  auto consume = [&]() -> task<> {
    co_await pool.schedule();
    auto elements = queue.pop_each(count);
    for (auto it = co_await elements.begin(); it != elements.end(); co_await ++it)
      sum += *it;
  };
  co_await when_all(consume(), produce());
  co_return sum;
}

// Several consumers that each see all that was published.
task<> broadcast(async::thread_pool &pool) {
  sequence_barrier<> barrier;
  auto watch = [&](std::int64_t step) -> task<int> {
    co_await pool.schedule();
    int looks = 0;
    for (std::int64_t seen = -1; seen < 999; ++looks)
      seen = co_await barrier.wait_until_published(seen + step > 999 ? 999 : seen + step);
    co_return looks;
  };
  auto publish = [&]() -> task<> {
    for (std::int64_t n = 0; n < 1000; ++n)
      barrier.publish(n);
    co_return;
  };
  auto [often, seldom, none] = co_await when_all(watch(1), watch(500), publish());
  CHECK(often >= 1 && often <= 1000);
  CHECK(seldom >= 1 && seldom <= 2);
  CHECK(none == async::nothing() && barrier.last_published() == 999);
}

int main() {
  sync_wait(one_thread());
  async::thread_pool pool(2);
  CHECK(sync_wait(numbers(pool, 1)) == 0);
  CHECK(sync_wait(numbers(pool, 1000)) == 999 * 1000 * (2 * 999 + 1) / 6);
  sync_wait(broadcast(pool));
  return check::summary();
}
