// when_all: tuples and vectors of results, whatever comes of the parts.
//
// LIBRARY: ../include

#include "check.hpp"

#include <async/event.hpp>
#include <async/scope.hpp>
#include <async/shared_task.hpp>
#include <async/sync_wait.hpp>
#include <async/thread_pool.hpp>
#include <async/when_all.hpp>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

using async::async_manual_reset_event;
using async::sync_wait;
using async::task;
using async::when_all;

// Waits for `go`, says so, and gives `value`.
template <class T> task<T> part(async_manual_reset_event &go, std::string &log, T value) {
  co_await go;
  log += '.';
  co_return std::move(value);
}

task<> tuples() {
  async_manual_reset_event first, second;
  std::string log;
  int number = 1;

  async::async_scope scope;
  auto together = [&]() -> task<> {
    auto [n, text, none, box, ref] =
        co_await when_all(part(second, log, 7), part(first, log, std::string("seven")), first,
                          part(first, log, std::make_unique<int>(8)),
                          [](int &n) -> task<int &> { co_return n; }(number));
    static_assert(std::is_same_v<decltype(none), async::nothing>);
    CHECK(n == 7 && text == "seven" && *box == 8 && &ref.get() == &number);
    log += '!';
  };
  scope.spawn(together());
  CHECK(log.empty());
  first.set();
  CHECK(log == "..");
  second.set();
  CHECK(log == "...!");
  co_await scope.join();

  auto [only] = co_await when_all(part(first, log, 1));
  CHECK(only == 1 && co_await when_all() == std::tuple());
}

task<> vectors() {
  async_manual_reset_event go;
  std::string log;
  go.set();
  std::vector<task<std::unique_ptr<int>>> boxes;
  for (int i = 0; i < 5; ++i)
    boxes.push_back(part(go, log, std::make_unique<int>(i)));

  int sum = 0;
  for (auto &box : co_await when_all(std::move(boxes)))
    sum = 10 * sum + *box;
  CHECK(sum == 1234 && log == ".....");

  auto shared = async::share(part(go, log, 3));
  for (const int &n : co_await when_all(std::vector(4, shared)))
    CHECK(&n == &co_await shared);
  CHECK(log == "......");
  CHECK((co_await when_all(std::vector<task<int>>())).empty());
}

task<int> fails(std::string what) {
  if (what == "logic")
    throw std::logic_error(what);
  if (what == "runtime")
    throw std::runtime_error(what);
  co_return 0;
}

task<> exceptions() {
  async_manual_reset_event go;
  std::string log;
  go.set();
  CHECK_THROWS(std::logic_error,
               co_await when_all(fails("no"), fails("logic"), part(go, log, 1), fails("runtime")));
  CHECK(log == ".");

  auto batch = [](auto... what) {
    std::vector<task<int>> tasks;
    (tasks.push_back(fails(what)), ...);
    return when_all(std::move(tasks));
  };
  CHECK_THROWS(std::runtime_error, co_await batch("no", "runtime", "logic"));
  CHECK((co_await batch("no", "neither")).size() == 2);
}

task<> in_threads(async::thread_pool &pool) {
  std::atomic<int> sum = 0;
  auto worker = [&](int n) -> task<> {
    for (int i = 0; i < n; ++i) {
      co_await pool.schedule();
      sum += n;
    }
  };
  std::vector<task<>> workers;
  for (int n = 0; n < 20; ++n)
    workers.push_back(worker(n));
  co_await when_all(std::move(workers));
  CHECK(sum == 2470);

  auto [a, b] = co_await when_all(pool.call([] { return 6; }), pool.call([] { return 7L; }));
  static_assert(std::is_same_v<decltype(a * b), long>);
  CHECK(a * b == 42);
}

int main() {
  sync_wait(tuples());
  sync_wait(vectors());
  sync_wait(exceptions());
  async::thread_pool pool(4);
  sync_wait(in_threads(pool));
  return check::summary();
}
