// RUN: %run_and_compare %s %t
// Awaits in braces in which members have constant initialisers of their own ([dcl.init.aggr]/5).
#include "trace.hpp"

struct point {
  int x = 1, y = 2;
  const char *name = "point";
  int sum() const { return x + y; }
};
struct box {
  point from = {3, 4};
  point to{};
  double scale = 1.5;
};
static int area(const box &b) { return (b.to.x - b.from.x) * (b.to.y - b.from.y); }

static task<int> designated() { co_return point{.y = co_await wait("y", 40)}.sum(); }
static task<int> argument() {
  co_return area({.to = {co_await wait("x", 7), co_await wait("y", 9)}});
}
static task<int> nested() {
  box made{.to = {.y = co_await wait("y", 5)}, .scale = 2};
  co_return area(made) + box{.scale = co_await wait("scale", 3.0)}.from.x;
}

int main() {
  run("designated", [] { return designated(); });
  run("argument", [] { return argument(); });
  run("nested", [] { return nested(); });
}
