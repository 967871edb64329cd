// What await-after-move must catch.
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

struct job {
  task<> inner;
  explicit job(task<> inner);
};

task<> moved() {
  task<> later = save();
  spawn(std::move(later)); // NOTE: moved from here
  co_await later; // WARN: await-after-move
}

task<> moved_on_a_path(bool now) {
  task<> later = save();
  if (!now)
    spawn(std::move(later));
  co_await later; // WARN: await-after-move
}

task<> moved_into_another() {
  task<> first = save();
  task<> second = std::move(first);
  co_await first; // WARN: await-after-move
  co_await second;
}

task<> moved_into_a_vector(std::vector<task<>> &all) {
  task<> later = save();
  all.push_back(std::move(later));
  co_await std::move(later); // WARN: await-after-move
}

task<> parameter(task<> later) {
  spawn(std::move(later));
  co_await later; // WARN: await-after-move
}

task<> moved_by_forward(task<> later) {
  spawn(std::forward<task<>>(later));
  co_await later; // WARN: await-after-move
}

task<> moved_by_a_cast(task<> later) {
  spawn(static_cast<task<> &&>(later));
  co_await later; // WARN: await-after-move
}

task<> moved_into_an_object(task<> later) {
  job kept(std::move(later)); // NOTE: it is moved from here
  co_await later;             // WARN: await-after-move
  co_await kept.inner;
}

task<> moved_into_a_capture(task<> later) {
  auto inner = [kept = std::move(later)] {};
  co_await later; // WARN: await-after-move
}

task<> moved_by_assignment(task<> later) {
  task<> other = save();
  other = std::move(later);
  co_await later; // WARN: await-after-move
  co_await other;
}

task<> moved_in_the_round_before(bool now) {
  task<> later = save();
  for (int i = 0; i != 2; ++i) {
    co_await later; // WARN: await-after-move
    spawn(std::move(later));
  }
}

task<int> value_is_gone(task<int> later, std::vector<task<int>> &all) {
  all.emplace_back(std::move(later));
  co_return 1 + co_await later; // WARN: await-after-move
}

task<> in_a_handler(task<> later) {
  try {
    spawn(std::move(later));
    co_await tick();
  } catch (...) {
  }
  co_await later; // WARN: await-after-move
}

template <class T> task<T> instantiated(task<T> later, std::vector<task<T>> &all) {
  all.push_back(std::move(later));
  co_return co_await later; // WARN: await-after-move
}
template task<int> instantiated(task<int>, std::vector<task<int>> &);

auto lambda = [](task<> later) -> task<> {
  spawn(std::move(later));
  co_await later; // WARN: await-after-move
};
