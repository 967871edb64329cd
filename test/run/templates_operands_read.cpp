// RUN: %run_and_compare %s %t
// In a template, an element of braces that is a variable is read before the elements behind it are evaluated, where a
// value is asked for; it is bound where a reference is. So is the value of an assignment, or of a call that gives a
// reference, as an argument as well.
#include "trace.hpp"

#include <array>
struct pair {
  int first, second;
};
struct triple {
  int a, b, c;
  int total() const {
    say("%d %d %d", a, b, c);
    return a;
  }
};
struct bound {
  const int &a;
  int b, c;
  int total() const {
    say("%d %d %d", a, b, c);
    return a;
  }
};
template <class T> task<T> bindings(T number) {
  auto &&[first, second] = pair{1, 2};
  T sum = triple{first, --first, co_await wait("a", 1)}.total();
  co_return sum + triple{second, second++, co_await wait("b", number)}.total();
}
template <class T> task<T> variables(T number) {
  int local = 1;
  auto &&extended = 2;
  T dependent = number;
  T sum = triple{local, --local, co_await wait("c", 1)}.total();
  sum += triple{extended, --extended, co_await wait("d", 2)}.total();
  sum += triple{dependent, int(++dependent), co_await wait("e", 3)}.total();
  sum += triple{number, number = 7, co_await wait("f", 4)}.total();
  co_return sum + bound{local, ++local, co_await wait("g", 5)}.total();
}
int shared = 1;
int &refer() { return shared; }
int grow() { return shared += 10; }
const int &look() { return shared; }
int values(int a, int b) {
  say("values %d %d", a, b);
  return a;
}
int bound_to(const int &a, int b) {
  say("bound to %d %d", a, b);
  return a;
}
template <class T> task<T> effects(T number) {
  int local = 1;
  T sum = triple{(local ^= 6), local++, co_await wait("h", local += 10)}.total();
  sum += triple{int(++number), int(number++), int(co_await wait("i", number += 10))}.total();
  sum += triple{refer(), ++shared, co_await wait("j", grow())}.total();
  sum += triple{look(), ++shared, co_await wait("k", grow())}.total();
  const int &reference = shared;
  sum += triple{reference, ++shared, co_await wait("l", grow())}.total();
  std::array<T, 3> elements{number += 1, number -= 2, co_await wait("m", number += 10)};
  sum += triple{int(elements[0]), int(elements[1]), int(elements[2])}.total();
  sum += values(++local, co_await wait("n", local += 10)) + bound_to(++local, co_await wait("o", local += 10));
  co_return sum + T(values(refer(), co_await wait("p", grow())));
}
template <class T> task<unsigned> constants(T given) {
  const unsigned constant = 1u;
  auto kept = [&](const noisy &) -> task<unsigned> { co_return constant; };
  co_return co_await kept(noisy("x"));
}
int main() {
  run("bindings", [] { return bindings<int>(3); });
  run("variables", [] { return variables<int>(3); });
  run("effects", [] { return effects<int>(3); });
  run("constants", [] { return constants<int>(3); });
}
