// RUN: %run_and_compare %s %t
// Ordinary lambdas in a coroutine: captures of locals and parameters by value and by reference live on across awaits,
// init-captures may await, default captures, nested and generic lambdas; the returns in their bodies are their own
// ([expr.prim.lambda.capture]).
// GCC-DIFFERS: g++ 12 copies the bytes of a closure whose init-captures await.
#include "trace.hpp"
#include <algorithm>
#include <functional>
#include <vector>

task<int> by_reference(int parameter) {
  int local = 1;
  noisy object("object");
  auto add = [&](int n) { return local += n, parameter += n, object.name += "+"; };
  add(1);
  co_await wait("a");
  add(2);
  local *= 10;
  co_await wait("b");
  add(3);
  auto *where = &local;
  auto same = [&local, where] { return &local == where; };
  co_await wait("c");
  say("%d %d %s %d", local, parameter, object.text(), same());
  co_return local;
}

task<> by_value(int parameter, noisy owned) {
  noisy object("object");
  auto copy = [=]() mutable { return parameter++ + static_cast<int>(object.name.size()); };
  auto explicit_copy = [object, &owned] { return object.name + owned.name; };
  object.name = "changed";
  co_await wait("a");
  say("%d", copy());
  say("%d", copy());
  owned.name = "renamed";
  co_await wait("b");
  say("%s", explicit_copy().c_str());
  auto moved = [owned = std::move(owned), n = parameter + 1] { return owned.name + std::to_string(n); };
  co_await wait("c");
  say("%s %s", moved().c_str(), owned.text());
}

task<> init_captures() {
  auto f = [x = co_await wait("a", 1)] { return x; };
  auto g = [&x = f, y = co_await wait("b", 2), z = noisy("z")]() mutable { return x() + y++ + 0 * z.name.size(); };
  co_await wait("c");
  say("%zu", g());
  say("%zu", g());
  say("%d", [y = co_await wait("d", 3)](int n) { return n * y; }(co_await wait("e", 4)));
  int local = 0;
  [&, first = co_await wait("f", 5)] { local = first; }();
  say("%d", local);
  auto h = [n = std::string("n"), k = co_await wait("g", std::string("k"))] { return n + k; };
  say("%s", h().c_str());
}

task<> passed_on(std::vector<int> numbers) {
  int limit = co_await wait("a", 2), calls = 0;
  auto big = [&](int n) { return ++calls, n > limit; };
  auto count = std::count_if(numbers.begin(), numbers.end(), big);
  co_await wait("b");
  std::sort(numbers.begin(), numbers.end(), [](int l, int r) { return l > r; });
  std::function<int()> stored = [&numbers, total = co_await wait("c", 100)] { return numbers.front() + total; };
  co_await wait("d");
  auto generic = [&](auto... all) { return (0 + ... + all) + limit; };
  auto nested = [&] { return [&] { return [=, &calls] { return ++calls + limit; }; }; };
  auto inner = nested()();
  co_await wait("e");
  say("%d %d %d %d", static_cast<int>(count), stored(), generic(1, 2, 3), inner());
  say("%d", calls);
  auto returns = [](int n) {
    if (n > 1) return "many";
    return "few";
  };
  say("%s", returns(co_await wait("f", 2)));
  struct local_class {
    int value;
    auto closure() {
      return [this] { return value; };
    }
  } local{9};
  auto in_class = local.closure();
  co_await wait("g");
  local.value = 10;
  say("%d", in_class());
}

int main() {
  run("by reference", [] { return by_reference(100); });
  run("by value", [] { return by_value(5, noisy("owned")); });
  destroy_everywhere("by value", [] { return by_value(5, noisy("owned")); });
  run("init-captures", [] { return init_captures(); });
  destroy_everywhere("init-captures", [] { return init_captures(); });
  run("passed on", [] { return passed_on({3, 1, 4, 1, 5}); });
}
// EXPECT: by reference:
// EXPECT: 1: +object ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c 43 106 object+++ 1 return(43) -object+++
// EXPECT: end:
// EXPECT: by value: +owned move(owned) -(owned)
// EXPECT: 1: +object copy(object) copy(object) ?a |a
// EXPECT: 2: >a 12 13 ?b |b
// EXPECT: 3: >b object'renamed move(renamed) ?c |c
// EXPECT: 4: >c renamed6 (renamed) -renamed -object' -object' -changed return()
// EXPECT: end: -(renamed)
// EXPECT: by value destroyed after 0: -owned
// EXPECT: by value destroyed after 1: -object' -object' -changed -owned
// EXPECT: by value destroyed after 2: -object' -object' -changed -renamed
// EXPECT: by value destroyed after 3: -renamed -object' -object' -changed -(renamed)
// EXPECT: by value destroyed after 4, done: -(renamed)
// EXPECT: init-captures:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b +z ?c |c
// EXPECT: 4: >c 3 4 ?d |d
// EXPECT: 5: >d ?e |e
// EXPECT: 6: >e 12 ?f |f
// EXPECT: 7: >f 5 ?g |g
// EXPECT: 8: >g nk -z return()
// EXPECT: end:
// EXPECT: init-captures destroyed after 0:
// EXPECT: init-captures destroyed after 1:
// EXPECT: init-captures destroyed after 2:
// EXPECT: init-captures destroyed after 3: -z
// EXPECT: init-captures destroyed after 4: -z
// EXPECT: init-captures destroyed after 5: -z
// EXPECT: init-captures destroyed after 6: -z
// EXPECT: init-captures destroyed after 7: -z
// EXPECT: init-captures destroyed after 8, done:
// EXPECT: passed on:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d ?e |e
// EXPECT: 6: >e 3 105 8 8 6 ?f |f
// EXPECT: 7: >f many ?g |g
// EXPECT: 8: >g 10 return()
// EXPECT: end:
