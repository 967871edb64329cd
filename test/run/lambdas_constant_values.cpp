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
struct triple {
  unsigned a, b, c;
  unsigned total() const { return a * 100 + b * 10 + c; }
};
task<int> nested(int number) {
  const auto inner(2u);
  const unsigned asked = 3;
  auto around = [&](const noisy &given) -> task<int> {
    auto braces = [&](const noisy &other) -> task<int> {
      say("%s", other.text());
      co_return int(triple{1u, inner, 4u}.total());
    };
    const unsigned first = co_await wait("c", asked);
    const unsigned second = co_await wait("d", [&] { return asked; }());
    const noisy third = co_await wait("e", [&] { return inner; }()) ? noisy("yes") : noisy("no");
    auto twice = [&] {
      const unsigned own = 5;
      auto keeps = [&own] { return &own; };
      return [=] { return asked + inner; }() + *keeps() + unsigned(keeps() == &own);
    };
    const unsigned fourth = co_await wait("f", inner);
    say("%u %u %s %u %u %s", first, second, third.text(), fourth, twice(), given.text());
    co_return co_await braces(noisy("other"));
  };
  const unsigned chosen{(inner > 3u && number > 2) ? 1u : [] { return 6u; }()};
  const unsigned shorter{true ? 7u : unsigned(noisy("temporary").text()[0])};
  co_return co_await around(noisy("given")) + chosen + shorter;
}
int main() {
  run("nested", [] { return nested(5); });
  run("captured", [] { return captured(5); });
  destroy_everywhere("captured", [] { return captured(5); });
}
