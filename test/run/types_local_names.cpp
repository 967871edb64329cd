// RUN: %run_and_compare %s %t
// Local types leave their blocks for one place: those that have one name, that of a machine's member, or that of
// something which the body names outside of the block, are told apart.
#include "trace.hpp"

enum color { red = 5 };
using number = double;
struct node {
  int n = 1;
};
task<int> one_name(bool cheap) {
  if (cheap) {
    struct item {
      int price = 1;
      item(int price) : price(price) {}
      ~item() { say("~item %d", price); }
    } one(2);
    co_return one.price + co_await wait("a", 1);
  }
  struct item {
    long price = 2;
  } two;
  co_await wait("b");
  {
    enum { small, big };
    co_await wait("c", static_cast<int>(small));
  }
  enum { big = 2, huge };
  item three;
  co_await wait("d");
  co_return static_cast<int>(two.price + three.price) + huge * 10 + big;
}
task<int> of_members(int n) {
  struct state {
    int n;
    state *self() { return this; }
  } s{n};
  enum { start, plain, finish } at = start;
  using promise = long;
  enum class get { first, second };
  promise p = n;
  co_await wait("a");
  if (n) at = finish;
  const get g = get::second;
  co_await wait("b");
  co_return s.self()->n * 100 + at * 10 + static_cast<int>(p) + (g == get::second);
}
task<int> of_others() {
  node before;
  {
    enum { red = 9 };
    using number = char;
    struct node {
      int n = 20;
    } inner;
    co_await wait("a");
    say("%d %d %zu", static_cast<int>(red), inner.n, sizeof(number));
  }
  node outer;
  co_await wait("b");
  co_return red + before.n + outer.n + static_cast<int>(sizeof(number));
}
template <class T> task<int> dependent(T n) {
  {
    struct state {
      T n;
    };
    state s{n};
    co_await wait("a");
    say("%d", s.n);
  }
  using state = T;
  state s = n;
  co_await wait("b");
  co_return s;
}

int main() {
  run("one name, cheap", [] { return one_name(true); });
  run("one name", [] { return one_name(false); });
  run("of members", [] { return of_members(3); });
  run("of others", of_others);
  run("dependent", [] { return dependent(4); });
}
