// What unused-task must leave alone.
//
// RUN: %check_warnings --only=unused-task %s -- -std=c++20 -I %S/Inputs -Wno-unused

#include "await.hpp"

#include <utility>
#include <vector>

task<> save();
task<int> count();
eager<> start();
generator<int> numbers();
void spawn(task<>);
void sync_wait(const task<> &);
void use_number(int);
template <class... Tasks> value<int> when_all(Tasks &&...);

task<> awaited() {
  co_await save();
  use_number(co_await count());
  (co_await save(), use_number(1));
}

task<> named() {
  auto later = save();
  co_await later;
}

task<> given_away() {
  spawn(save());
  auto later = save();
  spawn(std::move(later));
  sync_wait(save());
  co_await when_all(save(), count());
}

task<> returned() { return save(); }

task<> co_returned() {
  std::vector<task<>> all;
  all.push_back(save());
  for (auto &each : all)
    co_await each;
}

eager<> runs_at_once() {
  start(); // runs until it is suspended
  co_return;
}

void only_made() {
  numbers(); // a generator is no task that is awaited
}

task<> meant() {
  (void)save();
  [[maybe_unused]] auto later = save();
  co_return;
}

struct holder {
  task<> inner = save();
  holder() : inner(save()) {}
};

task<> unevaluated() {
  using type = decltype(save());
  static_assert(sizeof(save()) > 0);
  co_return;
}

task<> allowed() {
  save(); // costate: allow(unused-task)
  co_return;
}

// costate: allow(unused-task)
void allowed_function() {
  save();
  save();
}

struct runner {
  std::vector<task<>> running;
  void start() { running.emplace_back(save()); }
};
