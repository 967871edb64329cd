// Generators, and generators that await.
//
// LIBRARY: ../include

#include "check.hpp"

#include <async/adapt.hpp>
#include <async/async_generator.hpp>
#include <async/event.hpp>
#include <async/generator.hpp>
#include <async/scope.hpp>
#include <async/sync_wait.hpp>

#include <coroutine>
#include <map>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using async::async_generator;
using async::generator;
using async::sync_wait;
using async::task;
using check::counted;

generator<int> count(int from, int to) {
  counted guard(from);
  while (from < to)
    co_yield from++;
}

// Every element of a container, in the container.
template <class Container> generator<typename Container::value_type> each(Container &container) {
  for (auto &element : container)
    co_yield element;
}

generator<std::string> words(std::string text) {
  const std::string separator = "|";
  std::string word;
  for (char c : text + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      co_yield std::exchange(word, {});
      co_yield separator; // a constant: the loop gets a copy
    }
  }
}

void generators() {
  int sum = 0;
  for (int i : count(1, 5))
    sum += i;
  CHECK(sum == 10 && counted::alive == 0);

  std::vector<int> numbers{1, 2, 3};
  for (int &n : each(numbers))
    n *= n;
  CHECK(numbers == std::vector{1, 4, 9});

  std::string text;
  for (std::string &word : words("to be  or not")) {
    word[0] = 'X';
    text += word;
  }
  CHECK(text == "XoXXeXXrXXotX");

  for (int i : count(0, 1000))
    if (i == 3) {
      CHECK(counted::alive == 1);
      break;
    }
  CHECK(counted::alive == 0);

  auto failing = []() -> generator<std::unique_ptr<int>> {
    co_yield std::make_unique<int>(1);
    throw std::runtime_error("no more");
  }();
  auto it = failing.begin();
  std::unique_ptr<int> taken = std::move(*it);
  CHECK_THROWS(std::runtime_error, ++it);
  CHECK(*taken == 1 && it == failing.end());

  std::map<std::string, int> ages{{"ada", 36}, {"bob", 7}};
  std::string table;
  for (auto &[name, age] : each(ages))
    table += name + std::to_string(age) + ' ';
  for (auto &line : fmap([](auto &entry) { return entry.first.size() + entry.second; }, each(ages)))
    table += std::to_string(line) + ' ';
  CHECK(table == "ada36 bob7 39 10 ");
}

// A source that is fed by hand, one element for each time that it is asked.
class feed {
public:
  async_generator<int> elements() {
    counted guard;
    while (true) {
      co_await wanted_;
      wanted_.reset();
      if (next_ < 0)
        break;
      if (next_ == 13)
        throw std::domain_error("unlucky");
      co_yield next_;
    }
  }

  void push(int n) {
    next_ = n;
    wanted_.set();
  }

private:
  int next_ = 0;
  async::async_manual_reset_event wanted_;
};

task<> fed_by_hand() {
  feed source;
  std::vector<int> got;
  async::async_scope scope;
  scope.spawn([](auto source, auto &got) -> task<> {
    try {
      for (auto it = co_await source.begin(); it != source.end(); co_await ++it)
        got.push_back(*it);
    } catch (const std::domain_error &) {
      got.push_back(-13);
    }
  }(source.elements(), got));
  scope.spawn(collect(source.elements() | async::fmap([](int n) { return n + 1; })));
  for (int n : {5, 6, 13}) {
    CHECK(counted::alive == 2);
    source.push(n);
  }
  CHECK_THROWS(std::domain_error, co_await scope.join());
  CHECK(got == std::vector{5, 6, -13});
  CHECK(counted::alive == 0);
}

async_generator<int> naturals(int from = 1) {
  counted guard;
  for (;; ++from)
    co_yield from; // not a copy
}

// Pairs of what two generators give, as long as both do.
template <class A, class B>
async_generator<std::pair<A, B>> zip(async_generator<A> as, async_generator<B> bs) {
  auto a = co_await as.begin();
  auto b = co_await bs.begin();
  while (a != as.end() && b != bs.end()) {
    co_yield {std::move(*a), std::move(*b)};
    co_await ++a, co_await ++b;
  }
}

async_generator<std::unique_ptr<std::string>> spelled(std::vector<std::string> names) {
  for (auto &name : names)
    co_yield std::make_unique<std::string>(std::move(name));
}

task<> composed() {
  CHECK(co_await collect(take(naturals(), 3)) == std::vector{1, 2, 3});
  CHECK((co_await collect(take(naturals(), 0))).empty() && counted::alive == 0);

  int sum = 0;
  auto add = [&sum](int n) { sum += n; };
  auto add_twice = [add](int n) -> task<> {
    add(n);
    co_await std::suspend_never();
    add(n);
  };
  co_await for_each(take(naturals(), 4), add);
  co_await for_each(take(naturals(), 4), add_twice);
  CHECK(sum == 30);

  std::string text;
  auto pairs = zip(naturals(7), spelled({"seven", "eight"}));
  for (auto it = co_await pairs.begin(); it != pairs.end(); co_await ++it) {
    auto &[number, name] = *it;
    text += std::to_string(number) + *name;
  }
  CHECK(text == "7seven8eight");
}

task<> moved_and_stopped() {
  auto squares = naturals() | async::fmap([](int n) { return n * n; });
  auto it = co_await squares.begin();
  while (*it < 50)
    co_await ++it;
  CHECK(*it == 64 && *co_await ++it == 81);

  auto moved = std::move(squares);
  CHECK(*co_await ++it == 100);
  moved = naturals();
  CHECK(*co_await moved.begin() == 1 && counted::alive == 1);
}

int main() {
  generators();
  sync_wait(fed_by_hand());
  sync_wait(composed());
  sync_wait(moved_and_stopped());
  CHECK(counted::alive == 0);

  auto all = sync_wait(collect(take(naturals(), 1000)));
  CHECK(std::accumulate(all.begin(), all.end(), 0) == 500500);
  return check::summary();
}
