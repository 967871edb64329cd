// What large-across-suspend says of coroutines whose frames lie in those that await them, and not of those that are
// allocated.
//
// RUN: %check_warnings --only=large-across-suspend %s -- -std=c++20 -I %S/../report/Inputs -I %S/Inputs

#include "elidable.hpp"

task<int> small(int n) { co_return co_await tick{} + n; }

task<int> large(int n) {
  char buffer[5000] = {}; // WARN: large-across-suspend
  n += co_await tick{};
  co_return n + buffer[0];
}

task<int> in_parts(int n) { // each of which is not large
  char first[3000] = {};
  char second[3000] = {};
  n += co_await tick{};
  co_return n + first[0] + second[0];
}

task<int> one_after_another(int n) {
  {
    char first[3000] = {};
    n += co_await tick{};
    n += first[0];
  }
  char second[3000] = {};
  n += co_await tick{};
  co_return n + second[0];
}

task<int> over_before_it_waits(int n) {
  char buffer[5000] = {};
  n += buffer[n];
  co_return n + co_await tick{};
}

task<int> awaits_large(int n) {
  co_return co_await large(n); // WARN: large-across-suspend NOTE: the frame of 'large' keeps at least NOTE: suspended here
}

task<int> awaits_parts(int n) {
  n += co_await in_parts(n); // WARN: large-across-suspend
  co_return n;
}

task<int> awaits_what_awaits_parts(int n) {
  co_return co_await awaits_parts(n); // WARN: large-across-suspend
}

template <class T> task<T> awaits_in_a_template(T value) {
  co_return value + co_await large(1); // WARN: large-across-suspend
}
template task<int> awaits_in_a_template(int);

task<int> awaits_in_a_lambda(int n) {
  auto inner = [](int n) -> task<int> {
    co_return co_await large(n); // WARN: large-across-suspend
  };
  co_return co_await inner(n);
}

// These are small, allocated on their own, or awaited elsewhere.
task<int> awaits_small(int n) { co_return co_await small(n) + co_await one_after_another(n); }
task<int> awaits_what_is_over(int n) { co_return co_await over_before_it_waits(n); }
task<int> allocated(int n) {
  auto named = large(n);
  co_return co_await named;
}
task<int> defined_behind(int n);
task<int> awaits_what_is_defined_behind(int n) { co_return co_await defined_behind(n); }
task<int> defined_behind(int n) {
  char buffer[5000] = {}; // WARN: large-across-suspend
  n += co_await tick{};
  co_return n + buffer[0];
}
struct object {
  task<int> member(int n) {
    char first[3000] = {};
    char second[3000] = {};
    n += co_await tick{};
    co_return n + first[0] + second[0];
  }
};
task<int> awaits_a_member(object of) { co_return co_await of.member(1); }
task<int> recursive(int n) {
  char buffer[3000] = {};
  if (n > 0)
    n += co_await recursive(n - 1);
  co_return n + buffer[0];
}
task<int> makes_it(int n) { co_return co_await large(n); } // costate: allow(large-across-suspend)
