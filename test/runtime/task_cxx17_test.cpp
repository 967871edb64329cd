// For -std=c++17: the runtime's headers where there are no coroutines. What
// awaits and is awaited here is lowered by hand, in the shape that costate
// generates.

#include <costate/block_on.hpp>
#include <costate/frame.hpp>
#include <costate/generator.hpp>
#include <costate/oneshot.hpp>
#include <costate/task.hpp>

#include <gtest/gtest.h>

#include <stdexcept>
#include <thread>
#include <utility>
#include <vector>

namespace {

// task<int> doubled(costate::receiver<int> number) {
//   int n = co_await number;
//   if (n < 0)
//     throw std::invalid_argument("negative");
//   co_return n * 2;
// }
class doubled_machine : costate::frame_header {
  using promise_type = costate::task<int>::promise_type;

  promise_type promise;
  costate::receiver<int> number;
  int state = 0;
  union {
    costate::receiver<int>::awaiter awaiter;
  };

  explicit doubled_machine(costate::receiver<int> &number)
      : frame_header{costate::hidden(&resume_frame), costate::hidden(&destroy_frame)},
        number(std::move(number)) {}
  ~doubled_machine() {
    if (state == 1)
      awaiter.~awaiter();
  }

  void run() {
    auto self = std::coroutine_handle<promise_type>::from_promise(promise);
    try {
      if (state == 0) {
        ::new (&awaiter) auto(number.operator_co_await());
        state = 1;
        if (!awaiter.await_ready() && awaiter.await_suspend(self))
          return;
      }
      struct leave {
        doubled_machine &machine;
        ~leave() {
          machine.state = 2;
          machine.awaiter.~awaiter();
        }
      };
      int n = [this] {
        leave leaving{*this};
        return awaiter.await_resume();
      }();
      if (n < 0)
        throw std::invalid_argument("negative");
      promise.return_value(n * 2);
    } catch (...) {
      promise.unhandled_exception();
    }
    resume = nullptr;
    promise.final_suspend().await_suspend(self).resume();
  }

  static void resume_frame(frame_header *frame) { static_cast<doubled_machine *>(frame)->run(); }
  static void destroy_frame(frame_header *frame) { delete static_cast<doubled_machine *>(frame); }

public:
  static costate::task<int> start(costate::receiver<int> number) {
    return (new doubled_machine(number))->promise.get_return_object();
  }
};

auto doubled(costate::receiver<int> number) { return doubled_machine::start(std::move(number)); }

TEST(Cxx17, ATaskIsLazyAndOwnsItsFrame) {
  auto [sender, receiver] = costate::oneshot<int>();
  {
    auto never_awaited = doubled(std::move(receiver));
    EXPECT_TRUE(never_awaited);
    auto moved = std::move(never_awaited);
    EXPECT_FALSE(never_awaited); // NOLINT
    EXPECT_TRUE(moved);
  }
  sender.send(1); // no one is left to receive it
}

TEST(Cxx17, ATaskGivesItsResult) {
  auto [sender, receiver] = costate::oneshot<int>();
  sender.send(21);
  EXPECT_EQ(costate::block_on(doubled(std::move(receiver))), 42);
}

TEST(Cxx17, ATaskThrowsWhatItsBodyThrows) {
  auto [sender, receiver] = costate::oneshot<int>();
  sender.send(-1);
  EXPECT_THROW(costate::block_on(doubled(std::move(receiver))), std::invalid_argument);
}

TEST(Cxx17, ADroppedSenderIsAnException) {
  auto [sender, receiver] = costate::oneshot<int>();
  {
    auto dropped = std::move(sender);
  }
  EXPECT_THROW(costate::block_on(doubled(std::move(receiver))), costate::no_value);
}

TEST(Cxx17, ATaskIsResumedInTheThreadOfBlockOn) {
  auto [sender, receiver] = costate::oneshot<int>();
  std::thread worker([sender = std::move(sender)]() mutable {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    sender.send(4);
  });
  EXPECT_EQ(costate::block_on(doubled(std::move(receiver))), 8);
  worker.join();
}

TEST(Cxx17, BlockOnTakesAReceiver) {
  auto [sender, receiver] = costate::oneshot<std::vector<int>>();
  std::thread worker([sender = std::move(sender)]() mutable {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    sender.send({1, 2, 3});
  });
  EXPECT_EQ(costate::block_on(receiver), (std::vector<int>{1, 2, 3}));
  EXPECT_THROW(costate::block_on(receiver), costate::no_value);
  worker.join();
}

// costate::generator<int> up_to(int n) {
//   for (int i = 0; i < n; ++i) co_yield i;
// }
class up_to_machine : costate::frame_header {
  using promise_type = costate::generator<int>::promise_type;

  promise_type promise;
  int n;
  int i = 0;
  bool started = false;

  explicit up_to_machine(int n)
      : frame_header{costate::hidden(&resume_frame), costate::hidden(&destroy_frame)}, n(n) {}

  static void resume_frame(frame_header *frame) {
    auto *self = static_cast<up_to_machine *>(frame);
    if (std::exchange(self->started, true))
      ++self->i;
    if (self->i < self->n)
      self->promise.yield_value(self->i);
    else
      self->resume = nullptr;
  }
  static void destroy_frame(frame_header *frame) { delete static_cast<up_to_machine *>(frame); }

public:
  static costate::generator<int> start(int n) {
    return (new up_to_machine(n))->promise.get_return_object();
  }
};

TEST(Cxx17, AGeneratorIsARange) {
  std::vector<int> seen;
  for (int i : up_to_machine::start(4))
    seen.push_back(i);
  EXPECT_EQ(seen, (std::vector<int>{0, 1, 2, 3}));
  for (int i : up_to_machine::start(0))
    FAIL() << i;
}

TEST(Cxx17, AGeneratorMayBeAbandoned) {
  for (int i : up_to_machine::start(4))
    if (i == 1)
      break;
  auto never_begun = up_to_machine::start(4);
}

} // namespace
