// RUN: %run_and_compare %s %t
// FLAGS: -Wno-c++20-designator -Wno-pedantic
// In a template, awaits in parentheses and braces: lists that a loop or a variable walks, arrays, designators. The
// elements are made in their order, each where it lies.
#include "trace.hpp"

#include <initializer_list>

template <class T> struct item {
  T a;
  int n;
};

template <class T> task<> loops(T t) {
  for (T x : {t, co_await wait("a", t)}) {
    co_await wait("b");
    say("%d", int(x));
  }
  auto list = {t, co_await wait("c", t), t};
  co_await wait("d");
  say("%zu", list.size());
}

template <class T> task<> objects() {
  for (const T &x : {T("1"), T(co_await wait("a", "2")), T("3")}) {
    co_await wait("b");
    say("%s", x.text());
  }
  auto list = {T("4"), T(co_await wait("c", "5"))};
  T both[] = {T("6"), co_await wait("d", T("7"))};
  const T sized[2] = {T("8"), T(co_await wait("e", "9"))};
  say("%zu %s %s", list.size(), both[0].text(), sized[1].text());
}

template <class T> task<> designated(T t) {
  item<T> h{.a = t, .n = co_await wait("a", 9)};
  item<T> both{.a = T(co_await wait("b", 5)), .n = co_await wait("c", 8)};
  co_await wait("d");
  say("%d %d %d %d", int(h.a), h.n, int(both.a), both.n);
}

template <class T> task<> parentheses() {
  std::pair<T, int> p(co_await wait("a", 1), co_await wait("b", 2));
  auto *q = new std::pair<T, int>(co_await wait("c", 3), co_await wait("d", 4));
  say("%d %d %d %d", int(p.first), p.second, int(q->first), q->second);
  delete q;
}

struct number {
  int value;
};

// What braces copy before an await is what it was then.
template <class T, class N> task<> copied(T t, N n) {
  item<N> kept{n, co_await wait("a", 1)};
  auto change = [&n] {
    n.value = 7;
    return 2;
  };
  item<N> before{n, change() + co_await wait("b", 1)};
  item<T> object{t, co_await wait("c", 1)};
  say("%d %d %d %d", kept.a.value, before.a.value, before.n, object.n);
}

template <class T> task<T> deduced(T n) {
  auto first{co_await wait("a", n)};
  const auto second{first + 1};
  co_await wait("b");
  co_return first * 10 + second;
}

int main() {
  run("loops", [] { return loops(1); });
  run("objects", [] { return objects<noisy>(); });
  destroy_everywhere("objects", [] { return objects<noisy>(); });
  run("copied", [] { return copied(number{1}, number{2}); });
  run("designated", [] { return designated(1); });
  run("parentheses", [] { return parentheses<int>(); });
  run("deduced", [] { return deduced(4); });
}
