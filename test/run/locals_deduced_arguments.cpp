// RUN: %run_and_compare %s %t
// Variables whose template arguments are deduced, and constants that only their types name.
#include "trace.hpp"
#include <array>
#include <map>
#include <tuple>

constexpr int square(int n) { return n * n; }
template <int N> struct counted {
  int value = N;
};

task<int> deduced(int n) {
  std::array a{1, n};
  std::tuple t(n, "text", a);
  std::pair p{a, std::string("p")};
  co_await wait("deduced");
  co_return a[1] + std::get<0>(t) + p.first[0];
}
task<int> constants() {
  constexpr int size = square(2);
  const int more = 3;
  int a[size] = {};
  counted<more> c;
  std::array<int, size + more> b{};
  co_await wait("constants");
  co_return a[1] + c.value + static_cast<int>(b.size());
}
template <class T> task<int> of_template(T t) {
  constexpr int size = sizeof(T) > 1 ? 2 : 1;
  std::array<T, size> a{t, t};
  T b[size + 1] = {t};
  co_await wait("template");
  co_return static_cast<int>(a[1] + a.size() + b[0]);
}

int main() {
  run("deduced", [] { return deduced(4); });
  run("constants", [] { return constants(); });
  run("template", [] { return of_template(5); });
}
