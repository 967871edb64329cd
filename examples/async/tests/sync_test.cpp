// What coroutines wait for each other with: events, latches, mutexes, scopes.
//
// LIBRARY: ../include

#include "check.hpp"

#include <async/event.hpp>
#include <async/mutex.hpp>
#include <async/scope.hpp>
#include <async/sync_wait.hpp>
#include <async/thread_pool.hpp>
#include <async/when_all.hpp>

#include <memory>
#include <stdexcept>
#include <string>

using async::async_latch;
using async::async_lock;
using async::async_manual_reset_event;
using async::async_mutex;
using async::async_scope;
using async::sync_wait;
using async::task;
using check::counted;

task<> events() {
  async_manual_reset_event event;
  std::string log;
  auto wait = [&](char name) -> task<> {
    log += name;
    while (log.size() < 8) {
      co_await event;
      event.reset();
      log += name;
    }
  };
  async_scope scope;
  scope.spawn(wait('a'));
  scope.spawn(wait('b'));
  while (log.size() < 8)
    event.set();
  event.set();
  CHECK(log.substr(0, 4) == "abab");
  co_await scope.join();

  event.set();
  co_await event;
  CHECK(event.is_set());
}

task<> latches() {
  async_latch latch(2);
  bool open = false;
  async_scope scope;
  scope.spawn([](auto &latch, bool &open) -> task<> {
    co_await latch;
    open = true;
  }(latch, open));
  scope.spawn(latch); // anything that can be awaited
  latch.count_down();
  CHECK(!open && !latch.is_open());
  latch.count_down();
  CHECK(open && latch.is_open());
  co_await scope.join();

  async_latch none(0);
  co_await none;
}

// An account that must not be overdrawn, though to look and to take are two steps.
class account {
public:
  explicit account(int money) : money_(money) {}

  task<bool> withdraw(int amount, async_manual_reset_event &bank) {
    async_lock lock = co_await mutex_.scoped_lock();
    if (money_ < amount)
      co_return false;
    co_await bank;
    money_ -= amount;
    co_return true;
  }
  task<int> money() {
    co_await mutex_.lock();
    int money = money_;
    mutex_.unlock();
    co_return money;
  }

private:
  async_mutex mutex_;
  int money_;
};

task<> mutexes() {
  async_manual_reset_event bank;
  account savings(100);
  std::string log;
  auto customer = [&](int amount) -> task<> {
    log += co_await savings.withdraw(amount, bank) ? "got " : "did not get ";
    log += std::to_string(amount) + ", ";
  };
  async_scope scope;
  for (int amount : {60, 50, 40})
    scope.spawn(customer(amount));
  CHECK(log.empty());
  bank.set();
  CHECK(log == "got 40, did not get 50, got 60, "); // each unlocks before it reports
  CHECK(co_await savings.money() == 0);
  co_await scope.join();

  async_mutex mutex;
  {
    auto lock = co_await mutex.scoped_lock();
    CHECK(!mutex.try_lock());
    lock.unlock();
    CHECK(mutex.try_lock());
    mutex.unlock();
  }
  co_await mutex.lock();
  mutex.unlock();
}

task<> scopes() {
  async_manual_reset_event go;
  std::string log;
  async_scope scope;

  // Spawns more of its kind while it runs.
  struct tree {
    async_scope &scope;
    async_manual_reset_event &go;
    std::string &log;

    task<> grow(int depth) {
      counted leaf(depth);
      if (depth > 0)
        for (int i = 0; i < 2; ++i)
          scope.spawn(grow(depth - 1));
      co_await go;
      log += std::to_string(leaf.value());
    }
  } oak{scope, go, log};

  scope.spawn(oak.grow(2));
  CHECK(counted::alive == 7);
  go.set();
  CHECK(counted::alive == 0 && log == "0010012");
  for (int i = 0; i < 2; ++i)
    scope.spawn([](int i) -> task<std::unique_ptr<counted>> {
      auto owned = std::make_unique<counted>(i);
      if (i == 1)
        throw std::runtime_error("one");
      co_return owned;
    }(i));
  CHECK(counted::alive == 0);
  CHECK_THROWS(std::runtime_error, co_await scope.join());
}

task<> in_threads(async::thread_pool &pool) {
  async_mutex mutex;
  async_latch halfway(200);
  int sum = 0, seen = 0; // both belong to the mutex
  auto add = [&](int n) -> task<> {
    co_await pool.schedule();
    for (int i = 0; i < 100; ++i) {
      auto lock = co_await mutex.scoped_lock();
      if (i % 10 == 9)
        co_await pool.schedule();
      sum += n;
      if (i < 50)
        halfway.count_down();
    }
  };
  auto look = [&]() -> task<> {
    co_await halfway;
    async_lock lock = co_await mutex.scoped_lock();
    seen = sum;
  };
  co_await when_all(add(1), add(2), look(), add(3), add(4));
  CHECK(sum == 1000 && seen > 0 && seen <= 1000);

  async_scope scope;
  for (int i = 0; i < 50; ++i)
    scope.spawn(pool.call([&sum, &mutex] {
      while (!mutex.try_lock())
        ;
      ++sum;
      mutex.unlock();
    }));
  co_await scope.join();
  CHECK(sum == 1050);
}

int main() {
  sync_wait(events());
  sync_wait(latches());
  sync_wait(mutexes());
  sync_wait(scopes());
  async::thread_pool pool(3);
  sync_wait(in_threads(pool));
  return check::summary();
}
