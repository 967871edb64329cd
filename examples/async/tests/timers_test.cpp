// Timers: on a clock that is moved by hand, where all is in order, and in real time.
//
// LIBRARY: ../include

#include "check.hpp"

#include <async/adapt.hpp>
#include <async/async_generator.hpp>
#include <async/event.hpp>
#include <async/scope.hpp>
#include <async/sync_wait.hpp>
#include <async/timers.hpp>
#include <async/when_all.hpp>

#include <chrono>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>

using async::async_scope;
using async::manual_clock;
using async::sync_wait;
using async::task;
using namespace std::chrono_literals;

// Wakes up at each of the times, and says when that is.
template <class... Times>
task<> sleeper(manual_clock &clock, std::string &log, char name, Times... times) {
  for (auto time : {std::chrono::milliseconds(times)...}) {
    co_await clock.after(time);
    log += name + std::to_string(clock.now().count()) + ' ';
  }
}

void by_hand() {
  manual_clock clock;
  std::string log;
  async_scope scope;
  scope.spawn(sleeper(clock, log, 'a', 10ms, 10ms, 1s));
  scope.spawn(sleeper(clock, log, 'b', 20ms, 0ms));
  scope.spawn(sleeper(clock, log, 'c', 5ms));
  clock.advance(9ms);
  CHECK(log == "c5 ");
  clock.advance(11ms);
  CHECK(log == "c5 a10 b20 a20 b20 " && clock.now() == 20ms);
  clock.run();
  CHECK(clock.now() == 1020ms);
  sync_wait(scope.join());
}

// What runs on a manual clock is started, and then the clock.
template <class Awaitable> auto run_on(manual_clock &clock, Awaitable awaitable) {
  auto [result, none] = sync_wait(async::when_all(
      std::move(awaitable), [](manual_clock &clock) -> task<> { co_return clock.run(); }(clock)));
  return std::move(result);
}

task<std::string> download(manual_clock &clock, int &attempt, int succeeds) {
  co_await clock.after(100ms);
  if (++attempt < succeeds)
    throw std::runtime_error("attempt " + std::to_string(attempt));
  co_return "after " + std::to_string(attempt);
}

void retries() {
  manual_clock clock;
  int attempt = 0;
  auto at_third = [&] { return download(clock, attempt, 3); };
  CHECK(run_on(clock, async::retry(clock, 5, 10ms, at_third)) == "after 3");
  CHECK(clock.now() == 3 * 100ms + 10ms + 20ms);

  attempt = 0;
  auto at_fourth = [&, needed = 4]() mutable { return download(clock, attempt, needed); };
  CHECK_THROWS(std::runtime_error, run_on(clock, async::retry(clock, 3, 1ms, at_fourth)));
  CHECK(attempt == 3);
}

task<int> watch(manual_clock &clock) {
  auto start = clock.now();
  CHECK(co_await async::poll(clock, 5ms, 100ms, [&] { return clock.now() >= start + 12ms; }));
  CHECK(clock.now() == start + 15ms);
  CHECK(!co_await async::poll(clock, 5ms, 20ms, [&clock]() -> task<bool> {
    co_await clock.after(1ms);
    co_return false;
  }));
  CHECK(clock.now() == start + 15ms + 4 * 5ms + 5 * 1ms);
  co_return 1;
}

task<int> tick(manual_clock &clock) {
  int sum = 0;
  auto ticks = take(async::ticks(clock, 250ms), 4) | async::fmap([](int n) { return 1 << n; });
  for (auto it = co_await ticks.begin(); it != ticks.end(); co_await ++it)
    sum += *it;
  co_return sum;
}

void on_one_clock() {
  manual_clock clock;
  auto [watched, ticked] = run_on(clock, async::when_all(watch(clock), tick(clock)));
  CHECK(watched == 1 && ticked == 30 && clock.now() == 1s);
}

task<> in_real_time(async::timer_thread &timers) {
  auto start = std::chrono::steady_clock::now();
  std::string order;
  auto nap = [&](char name, std::chrono::milliseconds length) -> task<std::thread::id> {
    co_await timers.after(length);
    order += name;
    co_return std::this_thread::get_id();
  };
  auto [a, b, c] = co_await async::when_all(nap('a', 150ms), nap('b', 1ms), nap('c', 20ms));
  CHECK(order == "bca" && a == b && b == c && a == timers.thread_id());
  CHECK(std::chrono::steady_clock::now() - start >= 150ms);

  int sum = 0;
  co_await for_each(take(async::ticks(timers, 1ms), 3), [&](int n) { sum += n; });
  CHECK(sum == 6 && co_await async::poll(timers, 1ms, 1s, [&] { return ++sum > 9; }));
}

int main() {
  by_hand();
  retries();
  on_one_clock();

  async::timer_thread timers;
  sync_wait(in_real_time(timers));
  CHECK(std::this_thread::get_id() != timers.thread_id());
  return check::summary();
}
