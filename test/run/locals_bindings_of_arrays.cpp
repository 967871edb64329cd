// RUN: %run_and_compare %s %t
// Structured bindings that copy an array, which is kept, or named by a binding itself.
#include "trace.hpp"

task<int> kept(int n) {
  int array[2] = {n, n + 1};
  noisy objects[2] = {"one", "two"};
  co_await wait("a");
  auto [a, b] = array;
  const auto [first, second] = objects;
  array[0] = 100;
  co_await wait("b");
  say("%s %s", first.text(), second.text());
  co_return a * 10 + b;
}
task<int> of_bindings() {
  int array[2][2] = {{1, 2}, {3, 4}};
  auto &[one, two] = array;
  auto [a, b] = two;
  auto &[c, d] = one;
  co_await wait("a", a);
  c += 20;
  co_return array[0][0] * 100 + b * 10 + d;
}

int main() {
  run("kept", [] { return kept(3); });
  run("of bindings", of_bindings);
}
