// RUN: %run_and_compare %s %t
// In a template, `object->f(co_await a)`: the object's operator-> is called before the await ([expr.call]/7), and what
// it gives is what the function is called on.
#include "trace.hpp"
#include <memory>

template <class T> struct pointer {
  T *target;
  T *operator->() const { return say("arrow"), target; }
  int move_to(T &other) { return target = &other, 2; }
};
template <class T> struct proxied {
  pointer<T> inner;
  pointer<T> operator->() const { return say("proxy"), inner; }
};
struct counter {
  int value = 0;
  int add(int more) { return value += more; }
  int both(int a, int b) const { return value + a * b; }
};
template <class T> int reset(T &given) { return given = nullptr, 8; }
template <class T> pointer<T> make(T &target) { return say("make"), pointer<T>{&target}; }

template <class T> task<int> called(T given) {
  counter other{100};
  pointer<T> p{&given};
  const int a = p->add(co_await wait("a", 1));
  auto q = p;
  const int b = q->both(co_await wait("b", p.move_to(other)), 3);
  const int c = p->add(co_await wait("c", 4));
  const int d = make(given)->add(co_await wait("d", 5));
  const int e = proxied<T>{{&given}}.inner->add(co_await wait("e", 6));
  T *plain = &given;
  const int f = plain->add(co_await wait("f", 7));
  auto shared = std::make_shared<T>(given);
  auto kept = shared;
  const int g = shared->add(co_await wait("g", reset(shared)));
  say("%d %d %d %d %d %d %d", a, b, c, d, e, f, g);
  co_return kept->value;
}

int main() {
  run("called", [] { return called(counter{1}); });
  destroy_everywhere("called", [] { return called(counter{2}); });
}
