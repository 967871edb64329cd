// Adaptors, and the threads that coroutines come to by them.
//
// LIBRARY: ../include

#include "check.hpp"

#include <async/adapt.hpp>
#include <async/async_generator.hpp>
#include <async/shared_task.hpp>
#include <async/sync_wait.hpp>
#include <async/thread_pool.hpp>
#include <async/timers.hpp>

#include <cstdlib>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <utility>

using async::fmap;
using async::inline_scheduler;
using async::resume_on;
using async::schedule_on;
using async::sync_wait;
using async::task;
using async::thread_pool;

task<int> parse(std::string text) {
  if (text.empty())
    throw std::invalid_argument("nothing to parse");
  co_return std::atoi(text.c_str());
}

task<> mapping() {
  CHECK(co_await fmap([](int n) { return n + 0.5; }, parse("7")) == 7.5);
  CHECK(co_await (parse("3") | fmap([](int n) { return std::string(n, 'x'); }) |
                  fmap(&std::string::size)) == 3);

  int calls = 0;
  auto count = [&calls](auto &&...) { ++calls; };
  co_await fmap(count, parse("1"));
  co_await (parse("1") | fmap(count) | fmap(count));
  CHECK(calls == 3);
  CHECK_THROWS(std::invalid_argument, co_await (parse("") | fmap(count)));
  CHECK(calls == 3);

  auto owner = std::make_unique<int>(20);
  auto add = [owner = std::move(owner)](auto n) { return *owner + n; };
  CHECK(co_await fmap(std::move(add), parse("22")) == 42);

  auto shared = async::share(parse("5")) | fmap([](const int &n) { return &n; });
  CHECK(*co_await shared == 5);
}

// Says in which of the pools it runs.
class where {
public:
  where(thread_pool &red, thread_pool &blue) : red_(red), blue_(blue) {}

  const char *operator()() const {
    return red_.is_this_thread() ? "red" : blue_.is_this_thread() ? "blue" : "main";
  }

  task<std::string> ask() const { co_return (*this)(); }
  task<> fail() const {
    throw std::runtime_error((*this)());
    co_return;
  }

private:
  thread_pool &red_, &blue_;
};

task<std::string> wander(thread_pool &red, thread_pool &blue) {
  const where here(red, blue);
  std::string path = here();
  auto note = [&](std::string text = "") {
    path += ' ' + text + (text.empty() ? "" : "/") + here();
  };

  note(co_await schedule_on(red, here.ask())); // ends where it has gone on
  note(co_await resume_on(blue, here.ask()));
  note(co_await resume_on(red, schedule_on(blue, here.ask())));
  note(co_await (here.ask() | schedule_on(red) | resume_on(blue)));
  inline_scheduler anywhere;
  note(co_await schedule_on(anywhere, here.ask()));
  try {
    co_await resume_on(red, schedule_on(blue, here.fail()));
  } catch (const std::runtime_error &e) {
    note(e.what());
  }
  co_await blue.call([&note] { note(); });
  note(co_await red.call(here));
  co_return path;
}

async::async_generator<int> count_in(thread_pool &pool, int count) {
  for (int i = 0; i < count; ++i) {
    co_await pool.schedule();
    co_yield i;
  }
}

task<> streams(thread_pool &red, thread_pool &blue) {
  const where here(red, blue);
  std::string places;
  auto numbers = count_in(red, 3) | fmap([&](int n) {
                   places += here();
                   return std::to_string(n);
                 }) |
                 resume_on(blue);
  for (auto it = co_await numbers.begin(); it != numbers.end(); co_await ++it)
    places += ' ' + *it + here() + ' ';
  CHECK(places == "red 0blue red 1blue red 2blue ");

  auto all = co_await collect(count_in(blue, 100) | fmap([](int n) { return n * n; }));
  CHECK(std::accumulate(all.begin(), all.end(), 0) == 328350);
}

// A path through a tree of jobs, half of which move to the other pool.
task<int> split(thread_pool &here, thread_pool &there, int from, int to) {
  if (to - from == 1)
    co_return from;
  const int middle = (from + to) / 2;
  auto left = schedule_on(here, split(there, here, from, middle));
  co_return co_await std::move(left) + co_await split(here, there, middle, to);
}

int main() {
  sync_wait(mapping());

  thread_pool red(2), blue(1);
  std::string path = sync_wait(wander(red, blue));
  CHECK(path == "main red/red red/blue blue/red red/blue blue/blue blue/red blue red/red");
  sync_wait(streams(red, blue));
  CHECK(sync_wait(split(red, blue, 0, 200)) == 199 * 100);
  CHECK_THROWS(std::runtime_error, sync_wait(resume_on(red, where(red, blue).fail())));
  return check::summary();
}
