// For -std=c++20: costate/task.hpp with the compiler's own coroutines.

#include <costate/block_on.hpp>
#include <costate/task.hpp>

#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using costate::block_on;
using costate::task;

task<int> one() { co_return 1; }

task<int> sum_of_ones(int n) {
  int sum = 0;
  for (int i = 0; i < n; ++i)
    sum += co_await one();
  co_return sum;
}

TEST(Task, GivesItsResult) {
  EXPECT_EQ(block_on(one()), 1);
  EXPECT_EQ(block_on(sum_of_ones(10)), 10);
}

task<void> note(std::vector<int> &log, int n) {
  log.push_back(n);
  co_return;
}

task<void> notes(std::vector<int> &log) {
  auto later = note(log, 3);
  log.push_back(1);
  auto never = note(log, 99);
  log.push_back(2);
  co_await later;
}

TEST(Task, StartsWhenItIsAwaited) {
  std::vector<int> log;
  block_on(notes(log));
  EXPECT_EQ(log, (std::vector<int>{1, 2, 3}));
}

task<> of_no_type() { co_return; }

TEST(Task, IsVoidByDefault) {
  static_assert(std::is_same_v<decltype(of_no_type()), task<void>>);
  static_assert(std::is_void_v<decltype(block_on(of_no_type()))>);
  block_on(of_no_type());
}

task<int &> reference_to(int &n) { co_return n; }

task<int *> address_through_reference(int &n) {
  int &same = co_await reference_to(n);
  co_return &same;
}

TEST(Task, ReturnsReferences) {
  int n = 0;
  static_assert(std::is_same_v<decltype(block_on(reference_to(n))), int &>);
  EXPECT_EQ(&block_on(reference_to(n)), &n);
  EXPECT_EQ(block_on(address_through_reference(n)), &n);
}

task<std::unique_ptr<int>> owned(int n) { co_return std::make_unique<int>(n); }

task<std::unique_ptr<int>> passed_on() {
  auto p = co_await owned(7);
  ++*p;
  co_return p;
}

TEST(Task, MovesItsResult) { EXPECT_EQ(*block_on(passed_on()), 8); }

// Has no default constructor, and counts its copies and moves.
struct counted {
  explicit counted(int n) : n(n) {}
  counted(int a, int b) : n(a + b) {}
  counted(const counted &other) : n(other.n), copies(other.copies + 1) {}
  counted(counted &&other) noexcept : n(other.n), copies(other.copies), moves(other.moves + 1) {}
  int n, copies = 0, moves = 0;
};

task<counted> count() { co_return counted(3); }
task<counted> count_converted() { co_return 3; }
task<counted> count_braced() { co_return {1, 2}; }

TEST(Task, DoesNotCopyItsResult) {
  auto result = block_on(count());
  EXPECT_EQ(result.n, 3);
  EXPECT_EQ(result.copies, 0);
  EXPECT_EQ(result.moves, 2); // into the promise, out of it
  EXPECT_EQ(block_on(count_converted()).moves, 1);
  EXPECT_EQ(block_on(count_braced()).n, 3);
}

task<int> failing(const char *why) {
  throw std::runtime_error(why);
  co_return 0;
}

task<std::string> catching() {
  try {
    co_await failing("inner");
  } catch (const std::runtime_error &e) {
    co_return std::string("caught ") + e.what();
  }
  co_return "nothing";
}

task<int> not_catching() { co_return 1 + co_await failing("outer"); }

TEST(Task, ThrowsWhatItsBodyThrows) {
  EXPECT_EQ(block_on(catching()), "caught inner");
  try {
    block_on(not_catching());
    FAIL();
  } catch (const std::runtime_error &e) {
    EXPECT_STREQ(e.what(), "outer");
  }
}

struct throws_when_it_dies {
  ~throws_when_it_dies() noexcept(false) { throw std::runtime_error("destructor"); }
};

task<std::string> fails_after_co_return() {
  throws_when_it_dies local;
  co_return "unseen";
}

TEST(Task, ThrowsIfALocalsDestructorThrowsAfterCoReturn) {
  EXPECT_THROW(block_on(fails_after_co_return()), std::runtime_error);
}

struct set_when_destroyed {
  bool &flag;
  ~set_when_destroyed() { flag = true; }
};

task<int> holding(std::unique_ptr<set_when_destroyed>) { co_return 1; }

TEST(Task, DestroysTheCoroutineItOwns) {
  bool destroyed = false;
  {
    auto held = std::unique_ptr<set_when_destroyed>(new set_when_destroyed{destroyed});
    auto unstarted = holding(std::move(held));
    auto moved = std::move(unstarted);
    EXPECT_FALSE(unstarted); // NOLINT
    EXPECT_FALSE(destroyed);
    moved = holding(nullptr);
    EXPECT_TRUE(destroyed);
  }
  task<int> none;
  EXPECT_FALSE(none);
}

// A chain of transfers without a suspension in between. Unoptimised GCC and
// instrumented code make no tail calls, and need the stack.
#if defined(__OPTIMIZE__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
constexpr int many = 1'000'000;
#else
constexpr int many = 1'000;
#endif

TEST(Task, TransfersSymmetrically) { EXPECT_EQ(block_on(sum_of_ones(many)), many); }

task<int> nested(int depth) {
  if (depth == 0)
    co_return 0;
  co_return 1 + co_await nested(depth - 1);
}

TEST(Task, MayBeNestedDeeply) { EXPECT_EQ(block_on(nested(many / 10)), many / 10); }

} // namespace
