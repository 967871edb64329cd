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
task<int> named_only(int number) { // what the initialiser names is not needed for its value
  noisy object("object");
  const unsigned one = (static_cast<void>(object), 1u);
  const bool truth{(static_cast<void>(number), true)};
  const char letter = (static_cast<void>(object), 'a');
  const long least = (static_cast<void>(object), -5);
  const unsigned most{(static_cast<void>(object), 0xffffffffu)};
  auto closure = [&] { return int(one) + truth + letter + number; };
  int sized[one + truth] = {1, 2};
  co_await wait([&] { return least < 0 && most > one ? "least" : "?"; }(), 1);
  co_return closure() + sized[1];
}
int main() {
  run("named_only", [] { return named_only(5); });
  run("plain", [] { return plain(5); });
  run("in_template", [] { return in_template(2L); });
}
