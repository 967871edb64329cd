// RUN: %run_and_compare %s %t
// Lambdas capture structured bindings that are kept: by copy, by reference, by default, in closures that are kept
// themselves and in coroutines ([expr.prim.lambda.capture]/8).
#include "trace.hpp"
#include <utility>

struct item {
  int price;
  noisy name;
  unsigned few : 3;
};
std::pair<noisy, int> both() { return {noisy("first"), 2}; }

task<int> copies() {
  auto [price, name, few] = item{5, noisy("item"), 6};
  co_await wait("a");
  auto by_copy = [price, name, few] { return price + static_cast<int>(few) + name.text()[0]; };
  auto by_default = [=]() mutable { return price += 1, price + static_cast<int>(few); };
  price = 50;
  say("%d", by_copy());
  say("%d", by_default());
  co_await wait("b");
  say("%d", by_copy());
  say("%d", by_default());
  co_return price;
}
task<int> references() {
  const auto [name, number] = both();
  int array[] = {1, 2};
  auto &[one, two] = array;
  co_await wait("a");
  auto add = [&](int more) { return one += more + number + (name.text() ? 1 : 0); };
  say("%d", add(3));
  co_await wait("b");
  say("%d %d", add(3), [&two] { return ++two; }());
  auto nested = [&, more = number] { return [&] { return one + two + more; }(); };
  co_await wait("c");
  co_return nested() + array[0];
}
task<int> named() {
  auto [price, name, few] = item{5, noisy("item"), 6};
  auto add = [cost = price, &again = price, moved = std::move(name)](int n) { return again++ + cost + n; };
  co_await wait("a");
  say("%d", add(1));
  co_await wait("b");
  co_return add(2) + price + static_cast<int>(few);
}
task<int> coroutines() {
  auto [first, second] = both();
  auto later = [&, second = second]() -> task<int> {
    co_await wait("inner");
    say("%s", first.text());
    co_return second;
  };
  const int result = co_await later();
  co_return result + [](const auto &of) { return of.text() ? 1 : 0; }(first);
}
// The names are those of another variable elsewhere.
task<int> twice(int start) {
  int sum = start;
  for (auto [price, count] : {std::pair{1, 2}, std::pair{3, 4}}) {
    co_await wait("in");
    sum += [&] { return price * count; }();
  }
  auto [price, count] = std::pair{7L, 8L};
  co_await wait("behind");
  co_return sum + static_cast<int>([&] { return price * count; }());
}
template <class T> task<T> in_template(T start) {
  auto [price, count] = std::pair<int, int>{2, 3};
  co_await wait("a");
  co_return start + [&] { return price * count; }();
}
template <class K, class V> task<int> of_dependent(std::pair<K, V> both) {
  const auto &[key, value] = both;
  auto add = [&, more = value](auto n) { return static_cast<int>(key + value + more + n); };
  co_await wait("a");
  int sum = add(1);
  auto [first, second] = std::pair<V, K>(value, key);
  co_await wait("b");
  sum += [&] { return static_cast<int>(first * 10 + second); }();
  co_return sum + [=]() mutable { return static_cast<int>(++first); }();
}

int main() {
  run("copies", copies);
  run("references", references);
  run("named", named);
  run("coroutines", coroutines);
  run("twice", [] { return twice(100); });
  run("of dependent", [] { return of_dependent(std::pair<long, int>(2, 3)); });
  run("in template", [] { return in_template(5); });
}
