// RUN: %run_and_compare %s %t
// Awaits in the braces of arrays of arrays and of aggregates with arrays in them, in variables, temporaries and
// arguments: the elements are evaluated in their order, and an array is no operand of its own ([dcl.init.aggr]/7).
#include "trace.hpp"

struct matrix {
  int rows[2][2];
  const char name[4];
  struct {
    int first, last;
  } range;
};
int sum(const matrix &m) {
  return m.rows[0][0] * 1000 + m.rows[0][1] * 100 + m.rows[1][0] * 10 + m.rows[1][1] + m.range.first + m.range.last;
}

task<int> arrays() {
  int rows[2][3] = {{co_await wait("a", 1), 2}, {3, co_await wait("b", 4), co_await wait("c", 5)}};
  co_await wait("d");
  const char *names[2][2] = {{"e", "f"}, {co_await wait("g", "g")}};
  say("%s%s%s%d", names[0][0], names[0][1], names[1][0], names[1][1] == nullptr);
  co_return rows[0][0] * 10000 + rows[0][1] * 1000 + rows[1][0] * 100 + rows[1][1] * 10 + rows[1][2] + rows[0][2];
}

task<int> aggregates() {
  matrix kept{{{co_await wait("a", 1), 2}, {3, co_await wait("b", 4)}}, "abc", {co_await wait("c", 5), 6}};
  co_await wait("d");
  say("%s%d", kept.name, sum(kept));
  say("%d", sum(matrix{{{1, 2}, {3, co_await wait("e", 4)}}, "abc", {0, co_await wait("f", 5)}}));
  say("%d", sum({{{co_await wait("g", 1), 2}, {3, 4}}, "abc", {co_await wait("h", 5), 0}}));
  matrix two[] = {kept, {{{1, 1}, {co_await wait("i", 1), 1}}, "x", {}}};
  co_return sum(two[0]) + sum(two[1]);
}

int main() {
  run("arrays", [] { return arrays(); });
  run("aggregates", [] { return aggregates(); });
}
