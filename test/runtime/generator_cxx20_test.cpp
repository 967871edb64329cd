// For -std=c++20: costate/generator.hpp with the compiler's own coroutines.

#include <costate/generator.hpp>

#include <gtest/gtest.h>

#include <iterator>
#include <memory>
#include <ranges>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using costate::generator;

generator<int> up_to(int n) {
  for (int i = 0; i < n; ++i)
    co_yield i;
}

template <class T> std::vector<T> collect(generator<T> elements) {
  std::vector<T> all;
  for (const auto &e : elements)
    all.push_back(e);
  return all;
}

TEST(Generator, YieldsASequence) {
  EXPECT_EQ(collect(up_to(4)), (std::vector<int>{0, 1, 2, 3}));
  EXPECT_EQ(collect(up_to(0)), std::vector<int>{});
}

TEST(Generator, RunsOnlyWhenAskedFor) {
  int steps = 0;
  auto counting = [](int &steps) -> generator<int> {
    while (true)
      co_yield ++steps;
  }(steps);
  EXPECT_EQ(steps, 0);
  auto i = counting.begin();
  EXPECT_EQ(steps, 1);
  EXPECT_EQ(*i, 1);
  EXPECT_EQ(*i, 1);
  EXPECT_EQ(steps, 1);
  ++i;
  i++;
  EXPECT_EQ(*i, 3);
  EXPECT_FALSE(i == counting.end());
  EXPECT_TRUE(counting.end() != i);
}

struct immovable {
  explicit immovable(int n) : n(n) {}
  immovable(const immovable &) = delete;
  int n;
};

generator<immovable> immovables(const immovable *&address) {
  immovable local(1);
  address = &local;
  co_yield local;
  co_yield immovable(2);
}

TEST(Generator, CopiesNothing) {
  const immovable *address = nullptr;
  auto g = immovables(address);
  auto i = g.begin();
  EXPECT_EQ(&*i, address);
  EXPECT_EQ(i->n, 1);
  ++i;
  EXPECT_EQ(i->n, 2);
  ++i;
  EXPECT_TRUE(i == g.end());
}

generator<int &> each(std::vector<int> &v) {
  for (int &n : v)
    co_yield n;
}

TEST(Generator, OfReferencesAllowsChanges) {
  std::vector<int> v = {1, 2, 3};
  for (int &n : each(v))
    n *= 10;
  EXPECT_EQ(v, (std::vector<int>{10, 20, 30}));
}

generator<std::unique_ptr<int> &&> owned() {
  co_yield std::make_unique<int>(1);
  auto local = std::make_unique<int>(2);
  co_yield std::move(local);
  EXPECT_EQ(local, nullptr);
}

TEST(Generator, OfRvaluesAllowsMoves) {
  int sum = 0;
  for (std::unique_ptr<int> p : owned())
    sum += *p;
  EXPECT_EQ(sum, 3);
}

generator<std::string> words() {
  co_yield "a temporary string long enough to be allocated";
  std::string local = "local";
  co_yield local;
  co_yield local + "s";
}

TEST(Generator, KeepsTemporariesUntilTheNext) {
  EXPECT_EQ(collect(words()),
            (std::vector<std::string>{"a temporary string long enough to be allocated", "local",
                                      "locals"}));
}

generator<int> failing(int after) {
  for (int i = 0; i < after; ++i)
    co_yield i;
  throw std::runtime_error("no more");
}

TEST(Generator, ThrowsFromBegin) {
  auto g = failing(0);
  EXPECT_THROW(g.begin(), std::runtime_error);
}

TEST(Generator, ThrowsFromIncrementAndEnds) {
  auto g = failing(2);
  auto i = g.begin();
  ++i;
  EXPECT_THROW(++i, std::runtime_error);
  EXPECT_TRUE(i == g.end());
}

struct counted {
  int &alive;
  explicit counted(int &alive) : alive(++alive) {}
  counted(const counted &) = delete;
  ~counted() { --alive; }
};

generator<int> holding(int &alive) {
  counted local(alive);
  while (true)
    co_yield alive;
}

TEST(Generator, DestroysTheCoroutineItOwns) {
  int alive = 0;
  for (int n : holding(alive)) {
    EXPECT_EQ(n, 1);
    break;
  }
  EXPECT_EQ(alive, 0);

  auto a = holding(alive);
  a.begin();
  EXPECT_EQ(alive, 1);
  auto b = std::move(a);
  EXPECT_EQ(alive, 1);
  b = holding(alive); // not begun
  EXPECT_EQ(alive, 0);
}

generator<int> digits(int n) {
  if (n >= 10)
    for (int d : digits(n / 10))
      co_yield d;
  co_yield n % 10;
}

TEST(Generator, MayBeRecursive) {
  EXPECT_EQ(collect(digits(90210)), (std::vector<int>{9, 0, 2, 1, 0}));
}

static_assert(std::ranges::input_range<generator<int>>);
static_assert(std::ranges::input_range<generator<int &>>);
static_assert(std::ranges::input_range<generator<std::string &&>>);
static_assert(!std::ranges::forward_range<generator<int>>);
template <class T> using reference_of = decltype(*std::declval<generator<T> &>().begin());
static_assert(std::is_same_v<reference_of<int>, const int &>);
static_assert(std::is_same_v<reference_of<int &>, int &>);
static_assert(std::is_same_v<reference_of<const int &>, const int &>);
static_assert(std::is_same_v<reference_of<int &&>, int &&>);

} // namespace
