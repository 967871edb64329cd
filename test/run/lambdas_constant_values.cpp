// RUN: %run_and_compare %s %t
// A constant that one closure captures, and of which another one, a coroutine too, asks for the value only.
#include "trace.hpp"
enum class color { red, green };
task<int> captured(int number) {
  const auto constant(3);
  const long wide = 1L << 40;
  constexpr bool yes = true;
  const color chosen = color::green;
  auto copies = [constant, wide, yes, chosen](int more) { return constant + int(wide >> 38) + yes + int(chosen) + more; };
  auto values = [&](const noisy &given) -> task<int> {
    int sum = 0;
    for (int i = 0; i < constant; i += constant % 2 + 1)
      sum += co_await wait("a", i) + int(wide >> 39) * yes;
    say("%s", given.text());
    co_return sum + number;
  };
  auto plain = [](int more) { return more + constant; };
  number += co_await wait("b", copies(1));
  co_return co_await values(noisy("given")) + plain(number);
}
int main() {
  run("captured", [] { return captured(5); });
  destroy_everywhere("captured", [] { return captured(5); });
}
