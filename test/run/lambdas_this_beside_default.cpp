// RUN: %run_and_compare %s %t
// Lambdas that capture `this` beside a capture default.
#include "trace.hpp"

struct object {
  int n = 1;
  task<> capture(int d) {
    co_await wait("a");
    auto generic = [&, this](auto x) { return x + n + d; };
    auto all = [=, *this](int x) { return x + n + d; };
    auto named = [&, this, x = d]() mutable { return x += n; };
    auto plain = [this, &d] { return n + d; };
    co_await wait("b");
    say("%d %d %d %d", generic(3), all(4), named(), plain());
  }
};

int main() {
  object o;
  run("capture", [&] { return o.capture(10); });
}
