// Tasks: values, references, nothing, and exceptions; laziness; who owns what.
//
// LIBRARY: ../include

#include "check.hpp"

#include <async/sync_wait.hpp>
#include <async/task.hpp>

#include <cstddef>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

using async::sync_wait;
using async::task;
using check::counted;

task<int> answer(int n) { co_return n; }

task<> append(std::string &log, std::string text) {
  log += text;
  co_return;
}

task<> values() {
  int six = co_await answer(6);
  CHECK(six * co_await answer(7) == 42);
  CHECK(co_await answer(co_await answer(3) + co_await answer(4)) == 7);

  std::string text = co_await [](std::string first) -> task<std::string> {
    co_return first + std::to_string(co_await answer(1));
  }("one is ");
  CHECK(text == "one is 1");

  auto pair = [](int a, int b) -> task<std::pair<int, std::string>> {
    co_return {a, std::string(static_cast<std::size_t>(b), '*')};
  };
  auto [number, stars] = co_await pair(2, 3);
  CHECK(number == 2 && stars == "***");

  bool late = six > 5 ? co_await answer(1) : co_await answer(0);
  CHECK(late && !(co_await answer(0) && co_await answer(1)));
}

task<> laziness() {
  std::string log;
  {
    auto first = append(log, "1"), second = append(log, "2"), never = append(log, "never");
    CHECK(log.empty() && !first.done());
    co_await second;
    co_await first;
    CHECK(log == "21" && first.done() && !never.done());
  }
  co_await append(log, (co_await append(log, "3"), log == "213" ? "4" : "?"));
  CHECK(log == "2134");
}

// A member coroutine of a class template, whose result is a reference.
template <class Value> class store {
public:
  template <class... Values> explicit store(Values &&...values) {
    (values_.push_back(std::forward<Values>(values)), ...);
  }

  task<Value &> at(std::size_t index) {
    if (index >= co_await size())
      throw std::out_of_range("no such element");
    co_return values_[index];
  }
  task<std::size_t> size() const { co_return values_.size(); }

private:
  std::vector<Value> values_;
};

task<> references() {
  store<std::string> names("ada", "grace");
  (co_await names.at(0)) += " lovelace";
  std::string &ada = co_await names.at(0);
  CHECK(ada == "ada lovelace" && &ada == &co_await names.at(0));
  CHECK_THROWS(std::out_of_range, co_await names.at(2));

  auto named = answer(1); // keeps its result for who awaits it by its name
  static_assert(std::is_same_v<async::await_result_t<task<int> &>, int &>);
  ++co_await named;
  CHECK(co_await named == 2 && co_await std::move(named) == 2);
}

task<std::unique_ptr<int>> boxed(int n) { co_return std::make_unique<int>(n); }

task<std::unique_ptr<int>> sum(task<std::unique_ptr<int>> a, task<std::unique_ptr<int>> b) {
  auto result = co_await std::move(a);
  *result += *co_await std::move(b);
  co_return result;
}

task<> move_only() {
  CHECK(*co_await sum(boxed(1), sum(boxed(2), boxed(3))) == 6);

  auto keep = [box = co_await boxed(5)](int more) -> task<int> { co_return *box + more; };
  CHECK(co_await keep(1) == 6 && co_await keep(2) == 7);
}

task<int> fails(int n, std::string &log) {
  struct note {
    std::string &log;
    ~note() { log += '~'; }
  } guard{log};
  if (co_await answer(n) > 1)
    throw std::runtime_error("too much");
  co_return n;
}

task<> exceptions() {
  std::string log;
  int sum = 0;
  for (int n = 0; n < 4; ++n) {
    try {
      sum += co_await fails(n, log) + 1;
      log += std::to_string(n);
    } catch (const std::exception &e) {
      log += e.what()[0];
      continue;
    }
    log += ' ';
  }
  CHECK(sum == 3 && log == "~0 ~1 ~t~t");

  auto failing = fails(9, log);
  co_await failing.when_ready();
  CHECK(failing.done());
  CHECK_THROWS(std::runtime_error, co_await failing);
  CHECK_THROWS(std::runtime_error, co_await std::move(failing));
}

task<int> deep(int depth) { co_return depth == 0 ? 0 : 1 + co_await deep(depth - 1); }

task<> many() {
  int sum = 0;
  for (int i = 0; i < 2000; ++i)
    sum += co_await answer(i % 3);
  CHECK(sum == 1999);
  CHECK(co_await deep(500) == 500);
}

task<counted> passes_on(counted a, const counted &b) {
  counted local(a.value() + b.value());
  co_await answer(0);
  co_return local;
}

task<> lifetimes() {
  counted two(2);
  {
    task<counted> dropped = passes_on(counted(1), two);
    CHECK(counted::alive == 2); // two, and the parameter in the coroutine
  }
  CHECK(counted::alive == 1);
  const counted &extended = co_await passes_on(counted(1), two);
  CHECK(extended.value() == 3 && (co_await passes_on(counted(5), counted(6))).value() == 11);
  CHECK(counted::alive == 2);
}

int main() {
  for (auto test : {values, laziness, references, move_only, exceptions, many, lifetimes})
    sync_wait(test());
  CHECK(counted::alive == 0);

  CHECK(*sync_wait(boxed(8)) == 8);
  store<int> numbers(1, 2);
  CHECK(&sync_wait(numbers.at(1)) == &sync_wait(async::as_task(numbers.at(1))));
  CHECK_THROWS(std::out_of_range, sync_wait(numbers.at(7)));
  return check::summary();
}
