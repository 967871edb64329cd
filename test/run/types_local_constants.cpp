// RUN: %run_and_compare %s %t
// Constants of the body that its local types name, and variables of which they ask for the type.
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
struct pair {
  long first;
  int second;
};
task<int> of_variables(pair given) {
  auto sum = given.second + 1;
  using field = decltype(given.first);
  using element = decltype(std::array<int, 2>{sum, sum}[0]);
  struct both {
    decltype(sum) a;
    decltype(given) b;
  };
  both all{sum, given};
  co_await wait("a");
  field more = all.b.first;
  element bound = all.a;
  co_await wait("b");
  bound += 1;
  co_return static_cast<int>(more) * 100 + all.a * 10 + static_cast<int>(sizeof(field));
}

int main() {
  run("alias", alias);
  run("members", members);
  run("of variables", [] { return of_variables({1, 2}); });
}
