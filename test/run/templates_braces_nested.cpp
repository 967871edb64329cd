// RUN: %run_and_compare %s %t
// In a template, braces in braces with awaits in more than one of them.
#include "trace.hpp"
#include <map>
#include <vector>
template <class T> task<int> nested(T t) {
  int array[2][2] = {{1, co_await wait("a", 2)}, {co_await wait("b", 3), 4}};
  std::map<T, std::vector<T>> m{{1, {2, 3}}, {co_await wait("c", 4), {t, 5}}};
  std::pair<T, int> all[2] = {{t, co_await wait("d", 6)}, {co_await wait("e", 7), 8}};
  co_await wait("f");
  co_return array[0][1] * 1000 + array[1][0] * 100 + static_cast<int>(m[4][1]) * 10 + all[0].second + static_cast<int>(all[1].first);
}
int main() { run("nested", [] { return nested(1); }); }
