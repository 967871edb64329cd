// What await-after-move must leave alone.
//
// RUN: %check_warnings --only=await-after-move %s -- -std=c++20 -I %S/Inputs -Wno-unused

#include "await.hpp"

#include <optional>
#include <utility>
#include <vector>

task<> save();
task<int> count();
void spawn(task<>);
void use_number(int);
void look_at(const task<> &);

task<> assigned_again() {
  task<> later = save();
  spawn(std::move(later));
  later = save();
  co_await later;
}

task<> moved_by_the_await() {
  task<> later = save();
  co_await std::move(later);
}

task<> moved_on_the_other_path(bool now) {
  task<> later = save();
  if (!now) {
    spawn(std::move(later));
    co_return;
  }
  co_await later;
}

task<> made_in_each_round() {
  for (int i = 0; i != 3; ++i) {
    task<> later = save();
    if (i == 1) {
      spawn(std::move(later));
      continue;
    }
    co_await later;
  }
}

task<> moved_after() {
  task<> later = save();
  co_await later;
  spawn(std::move(later));
}

task<> awaited_twice() {
  task<> later = save();
  for (int i = 0; i != 2; ++i)
    co_await std::move(later);
}

task<> another_was_moved() {
  task<> first = save();
  task<> second = save();
  spawn(std::move(first));
  co_await second;
}

task<> only_looked_at() {
  task<> later = save();
  look_at(later);
  look_at(std::as_const(later));
  co_await later;
}

task<> named_as_an_rvalue_only() {
  task<> later = save();
  auto &&same = std::move(later); // moves nothing
  co_await same;
}

task<> exchanged() {
  task<> later = save();
  spawn(std::exchange(later, save()));
  co_await later;
}

task<> swapped() {
  task<> first = save();
  task<> second = save();
  std::swap(first, second);
  co_await first;
  co_await second;
}

task<> filled_again() {
  std::optional<task<int>> later = count();
  std::vector<std::optional<task<int>>> all;
  all.push_back(std::move(later));
  later.emplace(count());
  use_number(co_await *later);
}

task<> left_where_it_was_moved(task<> later, bool now) {
  if (now) {
    spawn(std::move(later));
    throw 1;
  }
  co_await later;
}

task<> dead(task<> later) {
  spawn(std::move(later));
  if (false)
    co_await later;
  co_return;
}

task<> unevaluated(task<> later) {
  using type = decltype(std::move(later));
  co_await later;
}

task<> allowed(task<> later) {
  spawn(std::move(later));
  co_await later; // costate: allow(await-after-move)
}

task<> in_a_lambda_of_its_own(task<> later) {
  auto never_called = [&later] { spawn(std::move(later)); };
  co_await later;
}
