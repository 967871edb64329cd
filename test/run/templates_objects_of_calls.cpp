// RUN: %run_and_compare %s %t
// Calls in templates of which only the arguments depend on the template's: the object, made from an await, is
// evaluated before them and lives as long as the full-expression.
#include "trace.hpp"

struct counter : noisy {
  int from;
  explicit counter(int from) : noisy("counter"), from(from) {}
  task<int> count(int more) && { co_return from + more; }
  int add(int more) const { return from + more; }
  static int plain(int n) { return n; }
  int (*pointer)(int) = plain;
};
template <class T> int weigh(T t) {
  say("weigh");
  return t;
}

template <class T> task<int> all(T t) {
  say("%d", co_await counter((co_await wait("lazy", 1))).count(weigh(t)));
  say("%d", counter((co_await wait("plain", 2))).add(weigh(t)));
  say("%d", counter(3).add((say("first"), weigh(t) + co_await wait("argument", 3))));
  say("%d", counter(4).plain(weigh(t) + co_await wait("static", 4)));
  counter kept(5);
  say("%d", kept.pointer(weigh(t) + co_await wait("pointer", 5)));
  co_return kept.add(t);
}

int main() {
  run("all", [] { return all(10); });
  destroy_everywhere("all", [] { return all(10); });
}
