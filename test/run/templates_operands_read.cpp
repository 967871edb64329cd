// RUN: %run_and_compare %s %t
// In a template, an element of braces that is a variable is read before the elements behind it are evaluated, where a
// value is asked for; it is bound where a reference is.
#include "trace.hpp"
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
template <class T> task<unsigned> constants(T given) {
  const unsigned constant = 1u;
  auto kept = [&](const noisy &) -> task<unsigned> { co_return constant; };
  co_return co_await kept(noisy("x"));
}
int main() {
  run("bindings", [] { return bindings<int>(3); });
  run("variables", [] { return variables<int>(3); });
  run("constants", [] { return constants<int>(3); });
}
