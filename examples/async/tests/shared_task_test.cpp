// Shared tasks: started by who comes first, seen by all, in one thread and in many.
//
// LIBRARY: ../include

#include "check.hpp"

#include <async/event.hpp>
#include <async/scope.hpp>
#include <async/shared_task.hpp>
#include <async/sync_wait.hpp>
#include <async/thread_pool.hpp>

#include <atomic>
#include <stdexcept>
#include <string>
#include <utility>

using async::async_manual_reset_event;
using async::async_scope;
using async::shared_task;
using async::sync_wait;
using async::task;

// A document that is loaded when it is first read.
class document {
public:
  explicit document(std::string name) : name_(std::move(name)), text_(load()) {}

  task<std::string> line(std::string reader) {
    const std::string &text = co_await text_;
    co_return reader + ": " + text;
  }
  async_manual_reset_event &arrived() { return arrived_; }
  int loads() const { return loads_; }

private:
  shared_task<std::string> load() {
    ++loads_;
    co_await arrived_;
    co_return "text of " + name_;
  }

  int loads_ = 0;
  async_manual_reset_event arrived_;
  std::string name_;
  shared_task<std::string> text_;
};

task<> one_thread() {
  document letter("letter");
  std::string log;
  async_scope readers;
  for (const char *name : {"ada", "bob", "cyd"})
    readers.spawn([](document &d, std::string name, std::string &log) -> task<> {
      log += co_await d.line(name) + "\n";
    }(letter, name, log));
  CHECK(letter.loads() == 1 && log.empty());

  letter.arrived().set();
  co_await readers.join();
  CHECK(log == "ada: text of letter\nbob: text of letter\ncyd: text of letter\n");
  CHECK(co_await letter.line("late") == "late: text of letter" && letter.loads() == 1);
}

task<> copies() {
  check::counted one(1);
  auto first = async::share([](check::counted c) -> task<int> {
    if (c.value() < 0)
      throw std::logic_error("negative");
    co_return c.value();
  }(std::move(one)));
  {
    shared_task<int> second = first;
    CHECK(co_await second == 1 && &co_await second == &co_await first);
  }
  CHECK(co_await first == 1);
  first = [](auto value) -> shared_task<int> { co_return value; }(2); // the last owner goes
  CHECK(check::counted::alive == 1 && co_await first == 2);

  auto failing = []() -> shared_task<> {
    throw std::runtime_error("no");
    co_return;
  }();
  for (int i = 0; i < 2; ++i)
    CHECK_THROWS(std::runtime_error, co_await failing);
}

// The pool is main's: its destructor joins its threads, which must not be in one of them.
task<> many_threads(async::thread_pool &pool) {
  std::atomic<int> runs = 0, sum = 0;
  for (int round = 1; round <= 50; ++round) {
    auto shared = [](async::thread_pool &pool, std::atomic<int> &runs, int n) -> shared_task<int> {
      co_await pool.schedule();
      ++runs;
      co_return n;
    }(pool, runs, round);
    auto reader = [&pool, &sum](shared_task<int> shared) -> task<> {
      co_await pool.schedule();
      sum += co_await shared;
    };
    async_scope readers;
    for (int i = 0; i < 4; ++i)
      readers.spawn(reader(shared));
    co_await readers.join();
  }
  CHECK(runs == 50 && sum == 4 * 50 * 51 / 2);
}

int main() {
  sync_wait(one_thread());
  sync_wait(copies());
  CHECK(check::counted::alive == 0);

  async::thread_pool pool(3);
  sync_wait(many_threads(pool));
  return check::summary();
}
