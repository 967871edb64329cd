// RUN: %run_and_compare %s %t
// In a template, kept arrays without a written bound: of aggregates in braces, of arrays, of what an await gives.
#include "trace.hpp"

template <class T> struct both {
  T a, b;
};
template <class T, int... N> task<int> arrays(T given) {
  both<T> pairs[] = {{1, 2}, {given, 4}, {}};
  T rows[][2] = {{given, 1}, {2, 3}};
  noisy objects[] = {noisy("a"), noisy("b")};
  const T expanded[] = {N..., given};
  both<T> more[] = {{N, given}...};
  T awaited[] = {co_await wait("first", 1), given, T(co_await wait("second", 2))};
  co_await wait("a");
  say("%d %d %d %d", pairs[1].a, rows[1][0], expanded[2], more[1].a);
  say("%s %d", objects[1].text(), awaited[2]);
  const int size = sizeof(T);
  co_return int(sizeof(pairs) / size * 1000 + sizeof(rows) / size * 100 + sizeof(expanded) / size * 10 +
                sizeof(more) / size);
}

int main() {
  run("arrays", [] { return arrays<int, 5, 6>(7); });
  destroy_everywhere("arrays", [] { return arrays<int, 5, 6>(7); });
}
