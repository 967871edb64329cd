// RUN: %run_and_compare %s %t
// A constant whose initialiser has an await that is never come to stays usable in constant expressions.
#include "trace.hpp"
#include <array>
enum class color { red, green };
task<int> constants(int number) {
  const int two = (true ? 2 : co_await wait("never", 3));
  const auto five((1 > 2 ? co_await wait("never", 4) : 5));
  const bool no = false && co_await wait("never", 1);
  const color chosen = true ? color::green : co_await wait("never", color::red);
  const unsigned braces{two ? 7u : co_await wait("never", 8u)};
  const int often = number ? 2 : co_await wait("maybe", 3);
  std::array<int, two> items{five, no};
  auto values = [&] { return five + two; };
  co_await wait("await");
  say("%d %d %d %u %d %d", items[0], items[1], int(chosen), braces, values(), often);
  co_return int(sizeof(char[five]));
}
int main() {
  run("constants", [] { return constants(1); });
  run("constants", [] { return constants(0); });
}
