// RUN: %run_and_compare %s %t
// Parameter objects of types, and of functions, in a namespace without a name: as others, they are made before the await
// and end with the full-expression ([expr.call]/6).
// GCC-DIFFERS: g++ 12 ends parameter objects with the call.
#include "trace.hpp"
namespace {
struct local : noisy {
  using noisy::noisy;
};
namespace inner {
struct other : local {
  using local::local;
};
int use(other o, int n) {
  say("use(%s)", o.text());
  return n;
}
} // namespace inner
int use(local l, int n) {
  say("use(%s)", l.text());
  return n;
}
struct object {
  int use(local l, int n) const { return ::use(std::move(l), n); }
};
} // namespace
task<int> all() {
  int sum = use(local("a"), co_await wait("x", 1)) + use(local("b"), 2);
  sum += inner::use(inner::other("c"), co_await wait("y", 3));
  const object o{};
  sum += o.use(local("d"), co_await wait("z", 4));
  co_return sum;
}
int main() {
  run("all", [] { return all(); });
  destroy_everywhere("all", [] { return all(); });
}
