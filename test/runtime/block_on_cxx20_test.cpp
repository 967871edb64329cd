// For -std=c++20: costate/block_on.hpp with the compiler's own coroutines. To
// be run under -fsanitize=thread too.

#include <costate/block_on.hpp>
#include <costate/oneshot.hpp>
#include <costate/task.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <thread>
#include <type_traits>
#include <utility>

namespace {

using costate::block_on;
using costate::task;
using namespace std::chrono_literals;

TEST(BlockOn, AwaitsWhatIsReady) {
  struct ready {
    bool await_ready() { return true; }
    void await_suspend(std::coroutine_handle<>) { FAIL(); }
    int await_resume() { return 7; }
  };
  EXPECT_EQ(block_on(ready{}), 7);
}

// The three results that await_suspend may have.

struct resumes_at_once {
  bool resumed = false;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    EXPECT_FALSE(h.done());
    h.resume();
  }
  int await_resume() { return 1; }
};

struct does_not_suspend {
  bool await_ready() { return false; }
  bool await_suspend(std::coroutine_handle<>) { return false; }
  int await_resume() { return 2; }
};

struct transfers_back {
  bool await_ready() { return false; }
  auto await_suspend(std::coroutine_handle<> h) { return h; }
  int await_resume() { return 3; }
};

TEST(BlockOn, TakesEveryKindOfAwaitSuspend) {
  EXPECT_EQ(block_on(resumes_at_once{}), 1);
  EXPECT_EQ(block_on(does_not_suspend{}), 2);
  transfers_back awaiter;
  EXPECT_EQ(block_on(awaiter), 3);
}

struct by_member {
  transfers_back operator co_await() const { return {}; }
};
struct by_function {};
[[maybe_unused]] transfers_back operator co_await(by_function) { return {}; }
struct by_lowered_member {
  transfers_back operator_co_await() { return {}; }
};

TEST(BlockOn, FindsTheAwaiter) {
  EXPECT_EQ(block_on(by_member{}), 3);
  EXPECT_EQ(block_on(by_function{}), 3);
  EXPECT_EQ(block_on(by_lowered_member{}), 3);
}

// Resumes it in a thread that knows of no queue.
struct elsewhere {
  std::thread &worker;
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<> h) {
    worker = std::thread([h] {
      std::this_thread::sleep_for(10ms);
      h.resume();
    });
  }
  std::thread::id await_resume() { return std::this_thread::get_id(); }
};

task<std::thread::id> goes_elsewhere(std::thread &worker) { co_return co_await elsewhere{worker}; }

TEST(BlockOn, ReturnsInItsOwnThread) {
  std::thread worker;
  EXPECT_EQ(block_on(elsewhere{worker}), std::this_thread::get_id());
  worker.join();
  EXPECT_NE(block_on(goes_elsewhere(worker)), std::this_thread::get_id());
  worker.join();
}

TEST(BlockOn, ThrowsWhatTheAwaiterThrows) {
  struct throws_on_suspend {
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<>) { throw std::runtime_error("suspend"); }
    void await_resume() {}
  };
  struct throws_on_resume {
    bool await_ready() { return true; }
    void await_suspend(std::coroutine_handle<>) {}
    void await_resume() { throw std::logic_error("resume"); }
  };
  EXPECT_THROW(block_on(throws_on_suspend{}), std::runtime_error);
  EXPECT_THROW(block_on(throws_on_resume{}), std::logic_error);
}

task<int> given(costate::receiver<int> from) { co_return co_await from; }

task<int> blocks_inside(costate::receiver<int> from) {
  int n = block_on(given(std::move(from)));
  co_return n + 1;
}

TEST(BlockOn, MayBeNested) {
  auto [sender, receiver] = costate::oneshot<int>();
  std::thread worker([sender = std::move(sender)]() mutable {
    std::this_thread::sleep_for(10ms);
    sender.send(41);
  });
  EXPECT_EQ(block_on(blocks_inside(std::move(receiver))), 42);
  EXPECT_EQ(costate::run_queue::current(), nullptr);
  worker.join();
}

task<void> sees_queue(bool &seen) {
  seen = costate::run_queue::current() != nullptr;
  co_return;
}

TEST(BlockOn, HasAQueueWhileItRuns) {
  bool seen = false;
  EXPECT_EQ(costate::run_queue::current(), nullptr);
  block_on(sees_queue(seen));
  EXPECT_TRUE(seen);
  EXPECT_EQ(costate::run_queue::current(), nullptr);
}

TEST(BlockOn, KeepsTheTypeOfTheResult) {
  struct gives_reference {
    int &n;
    bool await_ready() { return true; }
    void await_suspend(std::coroutine_handle<>) {}
    int &await_resume() { return n; }
  };
  int n = 0;
  static_assert(std::is_same_v<decltype(block_on(gives_reference{n})), int &>);
  EXPECT_EQ(&block_on(gives_reference{n}), &n);
}

// Two threads, each with a block_on, send to each other in turns.

task<int> turn(int rounds, std::vector<costate::sender<int>> to,
               std::vector<costate::receiver<int>> from, bool begins) {
  int last = 0;
  for (int i = 0; i < rounds; ++i) {
    if (begins)
      to[i].send(last + 1);
    last = co_await from[i];
    if (!begins)
      to[i].send(last + 1);
  }
  co_return last;
}

TEST(BlockOnStress, PingPong) {
  constexpr int rounds = 2000;
  std::vector<costate::sender<int>> ping_to, pong_to;
  std::vector<costate::receiver<int>> ping_from, pong_from;
  for (int i = 0; i < rounds; ++i) {
    auto [s, r] = costate::oneshot<int>();
    ping_to.push_back(std::move(s));
    pong_from.push_back(std::move(r));
    auto [s2, r2] = costate::oneshot<int>();
    pong_to.push_back(std::move(s2));
    ping_from.push_back(std::move(r2));
  }
  std::thread pong([&] {
    EXPECT_EQ(block_on(turn(rounds, std::move(pong_to), std::move(pong_from), false)),
              2 * rounds - 1);
  });
  EXPECT_EQ(block_on(turn(rounds, std::move(ping_to), std::move(ping_from), true)), 2 * rounds);
  pong.join();
}

} // namespace
