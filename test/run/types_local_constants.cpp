// RUN: %run_and_compare %s %t
// Constants of the body that its local types name.
#include "trace.hpp"
#include <array>

task<int> alias() {
  constexpr int size = 3;
  using numbers = std::array<int, size>;
  numbers all{1, 2, 3};
  co_await wait("a");
  co_return all[2] + size;
}
task<int> members() {
  const int first = 3;
  const int second = first + 1;
  struct item {
    int price = first;
    int count[second] = {};
  } one;
  co_await wait("a");
  co_return one.price * 10 + static_cast<int>(sizeof(one.count) / sizeof(int));
}

int main() {
  run("alias", alias);
  run("members", members);
}
