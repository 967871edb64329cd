// RUN: %run_and_compare %s %t
// Constants of the body in closures that are kept across awaits, and so made by functions in front of the machine.
#include "trace.hpp"
task<int> plain(int number) {
  const int base{1};
  constexpr int size = base + 2;
  auto add = [&] { return base + number; };
  auto sized = [](int n) {
    int items[size] = {n, n, n};
    return items[0] + items[size - 1];
  };
  co_await wait([&] { return size > 2 ? "three" : "?"; }(), 1);
  co_return add() + sized(co_await wait("sized", 2));
}
template <class T> task<int> in_template(T given) {
  constexpr T base = T(3);
  const int one = 1;
  auto add = [&](T n) { return base + n + one; };
  co_await wait([=] { return one ? "one" : "?"; }(), 1);
  co_return int(add(given));
}
int main() {
  run("plain", [] { return plain(5); });
  run("in_template", [] { return in_template(2L); });
}
