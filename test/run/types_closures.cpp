// RUN: %run_and_compare %s %t
// Closures that are kept across suspensions: as locals, copies, in containers and arrays, as arguments of class
// templates and of awaiters, behind references, as results of functions, in structs; their types have no names, stay the
// same types, and the objects are neither copied nor moved by a suspension ([expr.prim.lambda.closure]).
// GCC-DIFFERS: what g++ 12 makes of it crashes.
#include "trace.hpp"
#include <array>
#include <functional>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

template <class F> struct on { // runs a function when it resumes
  const char *name;
  F function;
  template <class G> on(const char *name, G &&function) : name(name), function(std::forward<G>(function)) {}
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> handle) const { say("|%s", name), pending = handle; }
  auto await_resume() { return function(); }
};
template <class F> on(const char *, F &&) -> on<std::decay_t<F>>;
template <class F> struct deferred {
  F function;
  explicit deferred(F function) : function(std::move(function)) {}
  deferred(const deferred &) = delete;
  ~deferred() { function(); }
};
template <class F> deferred<F> defer(F function) { return deferred<F>(std::move(function)); }
auto make_adder(int n) {
  return [n](int m) { return n + m; };
}

task<int> locals(int parameter, noisy object) {
  int local = 10;
  auto by_reference = [&](int n) { return local += n + parameter; };
  auto by_value = [object, n = 0]() mutable { return say("%s %d", object.text(), ++n), n; };
  auto nothing = [] { return 7; };
  auto copy = by_value;
  auto &reference = by_value;
  auto adder = make_adder(100);
  co_await wait("a");
  by_value();
  copy();
  reference();
  static_assert(std::is_same_v<decltype(copy), decltype(by_value)>);
  auto late = by_value;
  co_await wait("b");
  late();
  auto *pointer = &by_reference;
  const auto &extended = make_adder(200);
  co_await wait("c");
  co_return (*pointer)(1) + nothing() + adder(1000) + extended(10000);
}
task<> in_others(noisy object) {
  auto number = [count = 0](int n) mutable { return count += n; };
  std::vector<decltype(number)> list(2, number);
  std::array<decltype(number), 2> array = {number, number};
  decltype(number) plain[] = {number, number};
  auto pair = std::make_pair(number, [&object] { return object.text(); });
  auto owned = std::make_unique<decltype(number)>(number);
  std::function<int(int)> erased = number;
  auto [first, second] = pair;
  co_await wait("a");
  list[0](1), array[1](2), plain[0](3), pair.first(4), (*owned)(5), erased(6);
  list.push_back(list[0]);
  co_await wait("b");
  say("%d %d %d %d %d", list[0](0), list[1](0), list[2](1), array[1](0), plain[0](0));
  say("%d %d %d %s %s", (*owned)(0), erased(0), first(0), pair.second(), second());
}
task<> in_templates(noisy object) {
  int n = co_await on("first", [&object, copy = object] { return say("%s", copy.text()), object.name += "!", 5; });
  on awaited("second", [&] { return n * 2; });
  int m = co_await awaited;
  deferred at_end([&n, &object] { say("deferred(%d,%s)", n, object.text()); });
  {
    auto at_block_end = defer([m] { say("block(%d)", m); });
    co_await wait("block");
    n = 50;
  }
  auto nested = [on_call = [&n](int by) { return n += by; }](int by) { return on_call(by) + 1; };
  co_await on("third", [nested, tag = noisy("tag")] { say("%s %d", tag.text(), nested(1)); });
  co_await wait("last");
  say("%d", nested(10));
}
task<int> conditional(bool which) {
  auto same = [which](int n) { return which ? n : -n; };
  auto other = same;
  auto &chosen = which ? same : other;
  auto *table = which ? +[](int n) { return n + 1; } : +[](int n) { return n + 2; };
  for (auto each = [i = 0]() mutable { return i++; }; each() < 2;) co_await wait("for");
  if (auto test = [&] { return chosen(1) > 0; }; test()) co_await wait("if"), say("%d", test());
  co_return chosen(20) + table(0) + (&chosen == &same);
}

int main() {
  run("locals", [] { return locals(1, noisy("object")); });
  destroy_everywhere("locals", [] { return locals(1, noisy("object")); });
  run("in others", [] { return in_others(noisy("object")); });
  run("in templates", [] { return in_templates(noisy("object")); });
  destroy_everywhere("in templates", [] { return in_templates(noisy("object")); });
  run("conditional", [] { return conditional(true); });
  run("conditional", [] { return conditional(false); });
}
// EXPECT: locals: +object move(object) -(object)
// EXPECT: 1: copy(object) copy(object') ?a |a
// EXPECT: 2: >a object' 1 object'' 1 object' 2 copy(object') ?b |b
// EXPECT: 3: >b object'' 3 ?c |c
// EXPECT: 4: >c return(11319) -object'' -object'' -object'
// EXPECT: end: -object
// EXPECT: locals destroyed after 0: -object
// EXPECT: locals destroyed after 1: -object'' -object' -object
// EXPECT: locals destroyed after 2: -object'' -object'' -object' -object
// EXPECT: locals destroyed after 3: -object'' -object'' -object' -object
// EXPECT: locals destroyed after 4, done: -object
// EXPECT: in others: +object move(object) -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 1 0 2 2 3 5 6 0 object object return()
// EXPECT: end: -object
// EXPECT: in templates: +object move(object) -(object)
// EXPECT: 1: copy(object) move(object') |first
// EXPECT: 2: object' -object' -(object') |second
// EXPECT: 3: ?block |block
// EXPECT: 4: >block block(10) +tag move(tag) |third
// EXPECT: 5: tag 52 -tag -(tag) ?last |last
// EXPECT: 6: >last 62 deferred(61,object!) return()
// EXPECT: end: -object!
// EXPECT: in templates destroyed after 0: -object
// EXPECT: in templates destroyed after 1: -object' -(object') -object
// EXPECT: in templates destroyed after 2: -object!
// EXPECT: in templates destroyed after 3: block(10) deferred(5,object!) -object!
// EXPECT: in templates destroyed after 4: -tag -(tag) deferred(50,object!) -object!
// EXPECT: in templates destroyed after 5: deferred(51,object!) -object!
// EXPECT: in templates destroyed after 6, done: -object!
// EXPECT: conditional:
// EXPECT: 1: ?for |for
// EXPECT: 2: >for ?for |for
// EXPECT: 3: >for ?if |if
// EXPECT: 4: >if 1 return(22)
// EXPECT: end:
// EXPECT: conditional:
// EXPECT: 1: ?for |for
// EXPECT: 2: >for ?for |for
// EXPECT: 3: >for return(-18)
// EXPECT: end:
