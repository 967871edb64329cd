// RUN: %run_and_compare %s %t
// A coroutine lambda that refers to what the one around it has copied: that is const unless the one around is
// mutable.
#include "trace.hpp"
template <class T> task<int> outer(T given) {
  int number = 1;
  auto first = [number, &given](int a) -> task<int> {
    auto second = [&]() mutable -> task<int> {
      const int &seen = number;
      co_return co_await wait("second", seen) + int(given) + a;
    };
    auto third = [&number]() -> task<int> { co_return co_await wait("third", number); };
    co_return co_await second() + co_await third();
  };
  auto changes = [number]() mutable -> task<int> {
    auto inner = [&]() -> task<int> {
      ++number;
      co_return co_await wait("inner", number);
    };
    int got = co_await inner();
    co_return got + number;
  };
  int a = co_await first(5);
  a += co_await changes();
  co_return a + number;
}
task<int> plain(int number) {
  auto first = [number]() -> task<int> {
    auto second = [&]() mutable -> task<int> { co_return co_await wait("plain", number); };
    co_return co_await second();
  };
  co_return co_await first();
}
int main() {
  run("outer", [] { return outer(2L); });
  run("plain", [] { return plain(2); });
}
