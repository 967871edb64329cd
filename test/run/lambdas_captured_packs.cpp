// RUN: %run_and_compare %s %t
// Lambdas in generic lambdas and in templates that capture a pack of parameters, by copy and by reference, with a
// default and one by one ([expr.prim.lambda.capture]).
#include "trace.hpp"

template <class... Ts> auto copied(Ts... items) {
  return [=]() -> task<int> {
    co_await wait("a");
    co_return (0 + ... + items);
  };
}
template <class... Ts> auto referred(Ts &...items) {
  return [&]() -> task<int> {
    co_await wait("b");
    ((items += 1), ...);
    co_return (0 + ... + items);
  };
}

template <class Closure> void use(const char *title, Closure closure) {
  run(title, closure);
  run(title, closure);
}

int main() {
  auto all = [](auto... items) {
    return [=]() -> task<int> {
      co_await wait("c");
      co_return (0 + ... + items);
    };
  };
  auto each = [](auto... items) {
    return [items...]() mutable -> task<int> {
      ((items += co_await wait("d", 1)), ...);
      co_return (0 + ... + items);
    };
  };
  use("copied", copied(1, 2L, char(3)));
  int one = 1;
  long two = 2;
  use("referred", referred(one, two));
  line("%d %ld", one, two);
  use("all", all(1, 2L, char(3)));
  use("each", each(1, 2L, 3));
  use("none", all());
}
