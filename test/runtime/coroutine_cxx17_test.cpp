// For -std=c++17: runtime/compat/coroutine, on frames made by hand.

#include <coroutine>

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>
#include <type_traits>
#include <unordered_set>

namespace {

// What a frame of a coroutine looks like: two functions, then the promise.
template <class Promise> struct frame {
  void (*resume)(void *);
  void (*destroy)(void *);
  Promise promise;
};

struct counts {
  int resumed = 0;
  int destroyed = 0;
};

void count_resume(void *f) { ++static_cast<frame<counts> *>(f)->promise.resumed; }
void count_destroy(void *f) { ++static_cast<frame<counts> *>(f)->promise.destroyed; }
void finish(void *f) { static_cast<frame<counts> *>(f)->resume = nullptr; }

using counting = frame<counts>;
using counting_handle = std::coroutine_handle<counts>;

TEST(Handle, ResumesAndDestroysThroughTheFrame) {
  counting f{count_resume, count_destroy, {}};
  auto handle = counting_handle::from_address(&f);
  handle.resume();
  handle();
  handle.destroy();
  std::coroutine_handle<> erased = handle;
  erased.resume();
  erased();
  erased.destroy();
  EXPECT_EQ(f.promise.resumed, 4);
  EXPECT_EQ(f.promise.destroyed, 2);
}

TEST(Handle, IsDoneWhenResumeIsNull) {
  counting f{finish, count_destroy, {}};
  auto handle = counting_handle::from_promise(f.promise);
  std::coroutine_handle<> erased = handle;
  EXPECT_FALSE(handle.done());
  EXPECT_FALSE(erased.done());
  handle.resume();
  EXPECT_TRUE(handle.done());
  EXPECT_TRUE(erased.done());
}

TEST(HandleDeathTest, TrapsWhenResumedAfterItWasDone) {
  counting f{nullptr, count_destroy, {}};
  auto handle = counting_handle::from_promise(f.promise);
  EXPECT_DEATH(handle.resume(), "costate: a coroutine was resumed after it was done");
  std::coroutine_handle<> erased = handle;
  EXPECT_DEATH(erased(), "costate: a coroutine was resumed after it was done");
}

template <class Promise> void expect_round_trip() {
  frame<Promise> f{};
  auto handle = std::coroutine_handle<Promise>::from_promise(f.promise);
  EXPECT_EQ(handle.address(), &f);
  EXPECT_EQ(&handle.promise(), &f.promise);
}

TEST(Handle, FindsThePromiseWhateverItsAlignment) {
  struct alignas(1) small {
    char c;
  };
  struct alignas(32) vector {
    char c[32];
  };
  struct alignas(128) line {
    char c;
  };
  expect_round_trip<small>();
  expect_round_trip<int>();
  expect_round_trip<long double>();
  expect_round_trip<vector>();
  expect_round_trip<line>();
}

TEST(Handle, TakesConstPromises) {
  frame<const int> f{nullptr, nullptr, 7};
  auto handle = std::coroutine_handle<const int>::from_promise(f.promise);
  EXPECT_EQ(handle.address(), &f);
  EXPECT_EQ(handle.promise(), 7);
}

TEST(Handle, TakesPromisesThatOverloadAddressOf) {
  struct shy {
    int value;
    shy *operator&() { return nullptr; } // NOLINT
  };
  frame<shy> f{nullptr, nullptr, {7}};
  auto handle = std::coroutine_handle<shy>::from_promise(f.promise);
  EXPECT_EQ(handle.address(), &f);
  EXPECT_EQ(handle.promise().value, 7);
}

TEST(Handle, IsNullUntilItIsAssigned) {
  std::coroutine_handle<> none;
  counting_handle typed = nullptr;
  EXPECT_FALSE(none);
  EXPECT_FALSE(typed);
  EXPECT_EQ(none.address(), nullptr);

  counting f{};
  typed = counting_handle::from_promise(f.promise);
  none = typed;
  EXPECT_TRUE(typed);
  EXPECT_TRUE(none);
  typed = nullptr;
  none = nullptr;
  EXPECT_FALSE(typed);
  EXPECT_FALSE(none);
}

TEST(Handle, ComparesAddresses) {
  counting f[2] = {};
  auto first = counting_handle::from_promise(f[0].promise);
  auto second = counting_handle::from_promise(f[1].promise);
  EXPECT_TRUE(first == first);
  EXPECT_TRUE(first != second);
  EXPECT_TRUE(first < second);
  EXPECT_TRUE(first <= second);
  EXPECT_TRUE(second > first);
  EXPECT_TRUE(second >= first);
  EXPECT_FALSE(first == second);
  EXPECT_FALSE(first == nullptr);
  EXPECT_TRUE(first == std::coroutine_handle<>(first));
  EXPECT_TRUE(counting_handle() == nullptr);

  std::set<std::coroutine_handle<>> ordered = {second, first, second};
  EXPECT_EQ(ordered.size(), 2u);
  EXPECT_EQ(*ordered.begin(), first);
}

TEST(Handle, Hashes) {
  counting f[2] = {};
  auto first = counting_handle::from_promise(f[0].promise);
  auto second = counting_handle::from_promise(f[1].promise);
  std::unordered_set<counting_handle> typed = {first, second, first};
  EXPECT_EQ(typed.size(), 2u);
  std::unordered_set<std::coroutine_handle<>> erased = {first, second, first};
  EXPECT_EQ(erased.count(second), 1u);
}

// A promise's class is incomplete where its handle is first named.
struct incomplete_yet {
  std::coroutine_handle<incomplete_yet> self() {
    return std::coroutine_handle<incomplete_yet>::from_promise(*this);
  }
};

TEST(Handle, MayBeNamedBeforeThePromiseIsComplete) {
  frame<incomplete_yet> f{};
  EXPECT_EQ(f.promise.self().address(), &f);
}

// The optimiser must not assume that the handle and the machine's own pointers
// are unrelated objects because they are declared with different types.
struct other_header {
  void (*resume)(other_header *);
  void (*destroy)(other_header *);
};

TEST(Handle, SeesWhatTheOwnerOfTheFrameWrites) {
  other_header f{[](other_header *self) { self->resume = nullptr; }, [](other_header *) {}};
  auto handle = std::coroutine_handle<>::from_address(&f);
  bool before = handle.done();
  f.resume = nullptr;
  bool after = handle.done();
  f.resume = [](other_header *self) { self->resume = nullptr; };
  bool again = handle.done();
  handle.resume();
  EXPECT_FALSE(before);
  EXPECT_TRUE(after);
  EXPECT_FALSE(again);
  EXPECT_TRUE(handle.done());
}

TEST(Noop, DoesNothing) {
  auto noop = std::noop_coroutine();
  std::coroutine_handle<> erased = noop;
  for (int i = 0; i < 3; ++i) {
    noop();
    noop.resume();
    noop.destroy();
    erased();
    erased.resume();
    erased.destroy();
  }
  EXPECT_TRUE(noop);
  EXPECT_TRUE(erased);
  EXPECT_FALSE(noop.done());
  EXPECT_FALSE(erased.done());
  EXPECT_EQ(erased.address(), noop.address());
  EXPECT_EQ(&noop.promise(), &std::noop_coroutine().promise());
}

// What the standard says about the declarations.

constexpr std::coroutine_handle<> null_handle;
static_assert(null_handle.address() == nullptr && !null_handle);
static_assert(null_handle == nullptr && null_handle <= nullptr);
static_assert(!(null_handle < nullptr) && !(null_handle != nullptr));
constexpr auto null_typed = std::coroutine_handle<int>::from_address(nullptr);
static_assert(null_typed == null_handle);
static_assert(std::is_trivially_copyable_v<std::coroutine_handle<>>);
static_assert(std::is_trivially_copyable_v<std::coroutine_handle<int>>);
static_assert(sizeof(std::coroutine_handle<int>) == sizeof(void *));
static_assert(!std::is_base_of_v<std::coroutine_handle<>, std::coroutine_handle<int>>);
static_assert(std::is_convertible_v<std::coroutine_handle<int>, std::coroutine_handle<>>);
static_assert(!std::is_convertible_v<std::coroutine_handle<>, std::coroutine_handle<int>>);
static_assert(!std::is_convertible_v<std::coroutine_handle<>, bool>);
static_assert(std::is_convertible_v<std::noop_coroutine_handle, std::coroutine_handle<>>);
static_assert(!std::is_default_constructible_v<std::noop_coroutine_handle>);
static_assert(noexcept(null_handle.done()) && noexcept(null_handle.address()));
static_assert(!noexcept(null_handle.resume()));
static_assert(!std::suspend_always().await_ready());
static_assert(std::suspend_never().await_ready());

struct has_promise {
  struct promise_type {};
};
template <class T, class = void> struct has_traits : std::false_type {};
template <class T>
struct has_traits<T, std::void_t<typename std::coroutine_traits<T, int>::promise_type>>
    : std::true_type {};
static_assert(has_traits<has_promise>::value);
static_assert(!has_traits<int>::value);

} // namespace

// As a user specialises it.
template <> struct std::coroutine_traits<long, has_promise> {
  using promise_type = std::string;
};
static_assert(std::is_same_v<std::coroutine_traits<long, has_promise>::promise_type, std::string>);
