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
int grid[2][2] = {{1, 2}, {3, 4}};
int (&row(int which))[2] { return say("row(%d)", which), grid[which]; }
int (&all())[2][2] { return say("all"), grid; }
task<int> of_arrays_of_arrays() {
  int sum = 0;
  for (auto [a, b] : grid) sum += co_await wait("a", 0) + a * 10 + b;
  auto [c, d] = row(1); // called once
  auto [e, f] = all();
  grid[1][0] = 50;
  co_await wait("b");
  say("%d %d %d %d %d", c, d, e[1], f[0], f[1]);
  co_return sum;
}

int main() {
  run("of arrays of arrays", of_arrays_of_arrays);
  run("kept", [] { return kept(3); });
  run("of bindings", of_bindings);
}
