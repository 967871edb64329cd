// RUN: %run_and_compare %s %t
// In a template, a coroutine lambda names what the coroutine lambda around it has made in its captures, whose type is
// known only when the template is instantiated ([expr.prim.lambda.capture]/7).
#include "trace.hpp"

template <class T> task<int> outer(T n) {
  int local = 3;
  auto middle = [made = [&] { return n; }(), copied = noisy("copied"), &local]() -> task<int> {
    auto inner = [&](int more) mutable -> task<int> {
      local += co_await wait("inner", 1);
      say("%s", copied.text());
      co_return made + more;
    };
    co_return co_await inner(1) + co_await inner(2);
  };
  co_return co_await middle() + local;
}

int main() {
  run("outer", [] { return outer(1); });
  destroy_everywhere("outer", [] { return outer(1); });
}
