// RUN: %run_and_compare %s %t
// Coroutine lambdas in a class template that call members without `this->`, of which only the arguments tell which;
// and one that captures an array of const elements.
#include "trace.hpp"

template <class K> struct cache {
  K last{};
  template <class F> task<> get(K k, F f) {
    co_await wait("get", k);
    last = f(k);
  }
  task<> all(K k) {
    auto one = [this](K n) -> task<> {
      co_await wait("one", n);
      co_await get(n, [](K more) { return more + 1; });
    };
    co_await wait("all", k);
    co_await one(k);
    say("%d", last);
  }
};
task<> arrays() {
  const char text[] = "text";
  auto copy = [text](int i) -> task<char> {
    co_await wait("copy", i);
    co_return text[i];
  };
  auto reference = [&text](int i) -> task<char> { co_return text[co_await wait("reference", i)]; };
  const char a = co_await copy(1);
  const char b = co_await reference(2);
  say("%c%c", a, b);
}
// The promise of what is returned const is not const.
template <class T> const task<T> constant(T given) {
  auto inner = [&]() -> const task<T> { co_return co_await wait("inner", given); };
  inner();
  co_return co_await wait("constant", given);
}

int main() {
  run("constant", [] { return constant(4); });
  cache<int> c;
  run("all", [&] { return c.all(3); });
  run("arrays", arrays);
}
