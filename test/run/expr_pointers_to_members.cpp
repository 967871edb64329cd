// RUN: %run_and_compare %s %t
// Calls through pointers to members with awaits in them: the object comes first.
#include "trace.hpp"

struct thing {
  int m;
  int add(int x) { return m + x; }
  int twice(int x) { return 2 * m + x; }
};

task<> plain() {
  thing t{10};
  thing *p = &t;
  int (thing::*f)(int) = &thing::add;
  int a = (t.*f)(co_await wait("a", 2));
  int b = ((co_await wait_ref("b", t)).*f)(co_await wait("c", 3));
  int c = (p->*f)(co_await wait("d", 4));
  int d = (co_await wait("e", thing{1}).*f)(co_await wait("f", 5));
  say("%d %d %d %d", a, b, c, d);
}

template <class T> task<> dependent(T t) {
  int (T::*f)(int) = &T::add;
  T *p = &t;
  int a = (t.*f)(co_await wait("a", 2));
  int b = ((co_await wait_ref("b", t)).*f)(co_await wait("c", 3));
  int c = (p->*f)(co_await wait("d", 4));
  say("%d %d %d", a, b, c);
}

template <class T> task<> subscripts(T n) {
  T array[2] = {n, 2};
  T *p = array;
  p[co_await wait("a", 0)] *= *p + co_await wait("b", 1);
  say("%d", int(array[0]));
}

int main() {
  run("plain", [] { return plain(); });
  run("dependent", [] { return dependent(thing{1}); });
  run("subscripts", [] { return subscripts(3); });
}
