// RUN: %run_and_compare %s %t
// C++20: abbreviated function templates that are coroutines, with constrained and unconstrained auto parameters, packs,
// as members, friends, operators and beside named template parameters; lambdas with template parameters
// ([dcl.fct]/22, [expr.prim.lambda.general]).
// SKIP: *c++17*: auto parameters are C++20
#include "trace.hpp"
#include <concepts>
#include <string>
#include <utility>
#include <vector>

task<int> count(const auto &items) {
  int n = 0;
  for (const auto &each : items) {
    co_await wait("count");
    n += each == items.front();
  }
  co_return n;
}
task<int> sum(std::integral auto first, auto... rest) {
  auto total = first;
  co_await wait("sum");
  co_return static_cast<int>((total + ... + rest));
}
template <class T> task<T> with_named(auto &&value, T other) {
  auto kept = std::forward<decltype(value)>(value);
  co_await wait("with named");
  say("%s", shown(kept).c_str());
  co_return other;
}
template <int N, class... Types> task<int> sizes(auto (*function)(int), std::vector<Types>... items) {
  auto result = function(N);
  co_await wait("sizes");
  co_return static_cast<int>((result + ... + items.size()));
}
task<int> operator+(const noisy &left, std::same_as<int> auto right) {
  noisy copy = left;
  co_await wait("plus");
  say("%s", copy.text());
  co_return right;
}

struct object {
  noisy tag{"object"};
  task<> show(auto value) const {
    noisy kept("kept");
    co_await wait("show");
    say("%s %s %s", tag.text(), kept.text(), shown(value).c_str());
  }
  static task<int> fixed(auto value) { co_return co_await wait("fixed", static_cast<int>(value)); }
  friend task<int> look(object &of, auto add) {
    of.hidden += add;
    co_await wait("look");
    co_return of.hidden;
  }
  task<int> outside(auto value);

private:
  int hidden = 1;
};
task<int> object::outside(auto value) {
  auto &self = *this;
  co_await wait("outside");
  co_return self.hidden + value;
}

int main() {
  std::vector<int> numbers = {1, 2, 1};
  std::string text = "aba";
  run("count vector", [&] { return count(numbers); });
  run("count string", [&] { return count(text); });
  run("sum", [] { return sum(1, 2.5, 3L); });
  run("sum of one", [] { return sum(short(1)); });
  noisy outside("outside");
  run("lvalue", [&] { return with_named(outside, 1); });
  run("sizes", [] { return sizes<5>(+[](int n) { return n * 10; }, std::vector<int>(2), std::vector<char>(3)); });
  run("operator", [&] { return outside + 7; });
  object o;
  run("show int", [&] { return o.show(1); });
  run("show noisy", [&] { return o.show(noisy("value")); });
  destroy_everywhere("show noisy", [&] { return o.show(noisy("value")); });
  run("fixed", [] { return object::fixed(2.5); });
  run("look", [&] { return look(o, 3); });
  run("outside", [&] { return o.outside(10); });
  auto closure = []<class T, std::size_t N>(const T (&array)[N], auto more) -> task<T> {
    T last = array[N - 1];
    co_await wait("array");
    co_return last + more;
  };
  static const int three[] = {1, 2, 3};
  static const std::string one[] = {"one"};
  run("lambda int", [&] { return closure(three, 1); });
  run("lambda string", [&] { return closure(one, "!"); });
  auto indices = []<std::size_t... I>(std::index_sequence<I...>) -> task<int> {
    int n = (0 + ... + static_cast<int>(I));
    co_await wait("indices");
    co_return n * 10 + static_cast<int>(sizeof...(I));
  };
  run("indices", [&] { return indices(std::make_index_sequence<4>()); });
}
// EXPECT: count vector:
// EXPECT: 1: ?count |count
// EXPECT: 2: >count ?count |count
// EXPECT: 3: >count ?count |count
// EXPECT: 4: >count return(2)
// EXPECT: end:
// EXPECT: count string:
// EXPECT: 1: ?count |count
// EXPECT: 2: >count ?count |count
// EXPECT: 3: >count ?count |count
// EXPECT: 4: >count return(2)
// EXPECT: end:
// EXPECT: sum:
// EXPECT: 1: ?sum |sum
// EXPECT: 2: >sum return(6)
// EXPECT: end:
// EXPECT: sum of one:
// EXPECT: 1: ?sum |sum
// EXPECT: 2: >sum return(1)
// EXPECT: end: +outside
// EXPECT: lvalue:
// EXPECT: 1: copy(outside) ?with named |with named
// EXPECT: 2: >with named outside' return(1) -outside'
// EXPECT: end:
// EXPECT: sizes:
// EXPECT: 1: ?sizes |sizes
// EXPECT: 2: >sizes return(55)
// EXPECT: end:
// EXPECT: operator:
// EXPECT: 1: copy(outside) ?plus |plus
// EXPECT: 2: >plus outside' return(7) -outside'
// EXPECT: end: +object
// EXPECT: show int:
// EXPECT: 1: +kept ?show |show
// EXPECT: 2: >show object kept 1 -kept return()
// EXPECT: end:
// EXPECT: show noisy: +value move(value) -(value)
// EXPECT: 1: +kept ?show |show
// EXPECT: 2: >show object kept value -kept return()
// EXPECT: end: -value
// EXPECT: show noisy destroyed after 0: -value
// EXPECT: show noisy destroyed after 1: -kept -value
// EXPECT: show noisy destroyed after 2, done: -value
// EXPECT: fixed:
// EXPECT: 1: ?fixed |fixed
// EXPECT: 2: >fixed return(2)
// EXPECT: end:
// EXPECT: look:
// EXPECT: 1: ?look |look
// EXPECT: 2: >look return(4)
// EXPECT: end:
// EXPECT: outside:
// EXPECT: 1: ?outside |outside
// EXPECT: 2: >outside return(14)
// EXPECT: end:
// EXPECT: lambda int:
// EXPECT: 1: ?array |array
// EXPECT: 2: >array return(4)
// EXPECT: end:
// EXPECT: lambda string:
// EXPECT: 1: ?array |array
// EXPECT: 2: >array return(one!)
// EXPECT: end:
// EXPECT: indices:
// EXPECT: 1: ?indices |indices
// EXPECT: 2: >indices return(64)
// EXPECT: end: -object -outside
