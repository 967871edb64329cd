// What unused-task must catch.
//
// RUN: %check_warnings --only=unused-task %s -- -std=c++20 -I %S/Inputs -Wno-unused

#include "await.hpp"

#include <utility>
#include <vector>

task<> save();
task<int> count();
void spawn(task<>);
void use_number(int);

struct store {
  task<> flush();
  task<> close() {
    flush(); // WARN: unused-task NOTE: not awaited, and never runs
    co_return;
  }
};

task<> dropped() {
  save(); // WARN: unused-task
  co_await tick();
}

void dropped_in_a_function() {
  save();  // WARN: unused-task
  count(); // WARN: unused-task
}

task<> dropped_in_a_branch(bool all) {
  if (all)
    save(); // WARN: unused-task
  else
    count(); // WARN: unused-task
  for (int i = 0; i != 3; ++i)
    save(); // WARN: unused-task
  co_return;
}

task<> kept_and_forgotten() {
  auto later = save(); // WARN: unused-task NOTE: 'later' is never awaited
  co_await tick();
}

task<> lambda_called() {
  auto inner = []() -> task<> { co_await tick(); };
  inner(); // WARN: unused-task
  co_return;
}

task<> dropped_by_comma() {
  save(), co_await tick(); // WARN: unused-task
}

template <class T> task<> instantiated(T) {
  save(); // WARN: unused-task
  co_return;
}
template task<> instantiated(int);
