// For -std=c++20: costate/oneshot.hpp with the compiler's own coroutines. To be
// run under -fsanitize=thread too.

#include <costate/block_on.hpp>
#include <costate/oneshot.hpp>
#include <costate/task.hpp>

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using costate::block_on;
using costate::oneshot;
using costate::receiver;
using costate::sender;
using costate::task;
using namespace std::chrono_literals;

// A coroutine that starts at once and belongs to no one; its handle is only
// for tests that destroy it.
struct detached {
  struct promise_type {
    detached get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
  std::coroutine_handle<> handle;
};

template <class T> detached receive(receiver<T> from, std::optional<T> &value) {
  value = co_await from;
}

detached note_thread(receiver<int> from, std::atomic<std::thread::id> &where) {
  co_await from;
  where = std::this_thread::get_id();
}

task<int> receive_later(receiver<int> from) { co_return co_await from; }

TEST(Oneshot, SendsBeforeTheAwait) {
  auto [sender, receiver] = oneshot<int>();
  sender.send(7);
  std::optional<int> value;
  receive(std::move(receiver), value);
  EXPECT_EQ(value, 7);
}

TEST(Oneshot, SendsAfterTheAwait) {
  auto [sender, receiver] = oneshot<int>();
  std::optional<int> value;
  receive(std::move(receiver), value);
  EXPECT_EQ(value, std::nullopt);
  sender.send(7);
  EXPECT_EQ(value, 7);
}

TEST(Oneshot, CarriesMoveOnlyValues) {
  auto [sender, receiver] = oneshot<std::unique_ptr<int>>();
  std::optional<std::unique_ptr<int>> value;
  receive(std::move(receiver), value);
  sender.send(std::make_unique<int>(7));
  EXPECT_EQ(**value, 7);
}

TEST(Oneshot, ResumesInTheSendingThread) {
  auto [sender, receiver] = oneshot<int>();
  std::atomic<std::thread::id> where;
  note_thread(std::move(receiver), where);
  std::thread worker([sender = std::move(sender)]() mutable { sender.send(1); });
  auto id = worker.get_id();
  worker.join();
  EXPECT_EQ(where.load(), id);
}

task<std::vector<std::thread::id>> threads(receiver<int> from) {
  std::vector<std::thread::id> ids = {std::this_thread::get_id()};
  co_await from;
  ids.push_back(std::this_thread::get_id());
  co_return ids;
}

TEST(Oneshot, ResumesInTheThreadOfBlockOn) {
  auto [sender, receiver] = oneshot<int>();
  std::thread worker([sender = std::move(sender)]() mutable {
    std::this_thread::sleep_for(20ms);
    sender.send(1);
  });
  auto here = std::this_thread::get_id();
  EXPECT_EQ(block_on(threads(std::move(receiver))), (std::vector<std::thread::id>{here, here}));
  worker.join();
}

TEST(Oneshot, ThrowsIfTheSenderIsDropped) {
  {
    auto [sender, receiver] = oneshot<int>();
    {
      auto dropped = std::move(sender);
    }
    EXPECT_THROW(block_on(receiver), costate::no_value);
  }
  {
    auto [sender, receiver] = oneshot<int>();
    std::thread worker([sender = std::move(sender)] { // drops it at its end
      std::this_thread::sleep_for(20ms);
    });
    EXPECT_THROW(block_on(receive_later(std::move(receiver))), costate::no_value);
    worker.join();
  }
  {
    auto [sender, receiver] = oneshot<int>();
    sender = std::move(oneshot<int>().first);
    EXPECT_THROW(block_on(receiver), costate::no_value);
  }
}

TEST(Oneshot, GivesItsValueOnce) {
  auto [sender, receiver] = oneshot<int>();
  sender.send(7);
  EXPECT_EQ(block_on(receiver), 7);
  EXPECT_THROW(block_on(receiver), costate::no_value);
}

TEST(Oneshot, DestroysAValueThatNoOneReceives) {
  auto value = std::make_shared<int>(7);
  {
    auto [sender, receiver] = oneshot<std::shared_ptr<int>>();
    sender.send(value);
    EXPECT_EQ(value.use_count(), 2);
  }
  EXPECT_EQ(value.use_count(), 1);
  auto [sender, receiver] = oneshot<std::shared_ptr<int>>();
  {
    auto dropped = std::move(receiver);
  }
  sender.send(value);
  EXPECT_EQ(value.use_count(), 1);
}

TEST(Oneshot, ForgetsACoroutineThatIsDestroyedWhileItWaits) {
  auto [sender, receiver] = oneshot<int>();
  std::optional<int> value;
  auto waiting = [](costate::receiver<int> &from, std::optional<int> &value) -> detached {
    value = co_await from;
  }(receiver, value);
  waiting.handle.destroy();
  sender.send(7);
  EXPECT_EQ(value, std::nullopt);
  EXPECT_EQ(block_on(receiver), 7);
}

// The value is sent by another thread, so the coroutine is queued; before it
// is resumed another coroutine of the same thread destroys it.
task<void> destroy_queued(receiver<int> &from, sender<int> to, int &resumed) {
  auto waiting = [](receiver<int> &from, int &resumed) -> detached {
    co_await from;
    ++resumed;
  }(from, resumed);
  std::thread worker([&] { to.send(7); });
  worker.join();
  waiting.handle.destroy();
  co_return;
}

TEST(Oneshot, ForgetsACoroutineThatIsDestroyedWhileItIsQueued) {
  auto [sender, receiver] = oneshot<int>();
  int resumed = 0;
  block_on(destroy_queued(receiver, std::move(sender), resumed));
  EXPECT_EQ(resumed, 0);
  EXPECT_EQ(block_on(receiver), 7);
}

// A coroutine that has begun under a block_on, and goes on waiting after it.
task<void> leave_behind(receiver<int> from, std::atomic<std::thread::id> &where) {
  note_thread(std::move(from), where);
  co_return;
}

TEST(Oneshot, ResumesInTheSendingThreadWhenTheBlockOnIsOver) {
  auto [sender, receiver] = oneshot<int>();
  std::atomic<std::thread::id> where;
  block_on(leave_behind(std::move(receiver), where));
  std::thread worker([sender = std::move(sender)]() mutable { sender.send(1); });
  auto id = worker.get_id();
  worker.join();
  EXPECT_EQ(where.load(), id);
}

task<void> leave_queued(receiver<int> from, sender<int> to, std::atomic<std::thread::id> &where) {
  note_thread(std::move(from), where);
  std::thread worker([&] { to.send(1); });
  worker.join();
  co_return;
}

TEST(Oneshot, ResumesWhatIsQueuedWhenTheBlockOnEnds) {
  auto [sender, receiver] = oneshot<int>();
  std::atomic<std::thread::id> where;
  block_on(leave_queued(std::move(receiver), std::move(sender), where));
  EXPECT_EQ(where.load(), std::this_thread::get_id());
}

// Races a send against an await, with every order of the two in many rounds.

task<long> sum(std::vector<receiver<std::string>> parts) {
  long total = 0;
  for (auto &part : parts)
    total += std::stol(co_await part);
  co_return total;
}

TEST(OneshotStress, ManySendersAndOneReceiver) {
  for (int round = 0; round < 200; ++round) {
    std::vector<receiver<std::string>> receivers;
    std::vector<std::thread> workers;
    for (int i = 0; i < 8; ++i) {
      auto [sender, receiver] = oneshot<std::string>();
      receivers.push_back(std::move(receiver));
      workers.emplace_back(
          [sender = std::move(sender), i]() mutable { sender.send(std::to_string(i)); });
    }
    EXPECT_EQ(block_on(sum(std::move(receivers))), 28);
    for (auto &worker : workers)
      worker.join();
  }
}

// Thread by thread, so that the coroutine moves from one to the next.
detached hop(std::vector<receiver<int>> from, std::atomic<int> &total) {
  int seen = 0;
  for (auto &hop : from)
    seen += co_await hop;
  total = seen;
}

TEST(OneshotStress, ACoroutineMovesBetweenThreads) {
  for (int round = 0; round < 200; ++round) {
    std::vector<sender<int>> senders;
    std::vector<receiver<int>> receivers;
    for (int i = 0; i < 16; ++i) {
      auto [sender, receiver] = oneshot<int>();
      senders.push_back(std::move(sender));
      receivers.push_back(std::move(receiver));
    }
    std::atomic<int> total = 0;
    std::thread workers[2];
    for (int w = 0; w < 2; ++w)
      workers[w] = std::thread([&senders, w] {
        for (std::size_t i = w; i < senders.size(); i += 2)
          senders[i].send(1);
      });
    hop(std::move(receivers), total);
    for (auto &worker : workers)
      worker.join();
    EXPECT_EQ(total, 16);
  }
}

TEST(OneshotStress, DroppedOrSent) {
  int sent = 0, dropped = 0;
  for (int round = 0; round < 400; ++round) {
    auto [sender, receiver] = oneshot<int>();
    std::thread worker([sender = std::move(sender), round]() mutable {
      if (round % 2)
        sender.send(round);
    });
    try {
      EXPECT_EQ(block_on(receive_later(std::move(receiver))), round);
      ++sent;
    } catch (const costate::no_value &) {
      ++dropped;
    }
    worker.join();
  }
  EXPECT_EQ(sent, 200);
  EXPECT_EQ(dropped, 200);
}

} // namespace
