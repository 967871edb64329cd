// RUN: %run_and_compare %s %t
// Variables in a template whose declarations name a class template without its arguments: what is kept is what the
// declaration deduces, from what it is initialised with.
#include "trace.hpp"

#include <map>
#include <optional>
#include <tuple>
#include <vector>

template <class F> struct at_exit {
  F f;
  explicit at_exit(F f) : f(f) { say("guard"); }
  ~at_exit() { f(); }
};

template <class M> struct holding {
  M &m;
  explicit holding(M &m) : m(m) { say("lock(%s)", m.text()); }
  holding(const holding &) = delete;
  ~holding() { say("unlock(%s)", m.text()); }
};

template <class A, class B> struct both {
  A a;
  B b;
};
template <class A, class B> both(A, B) -> both<A, B>;

namespace far {
template <class T> struct box {
  T value;
  box(T value) : value(std::move(value)) {}
};
} // namespace far

template <class F> task<> guarded(F f) {
  at_exit guard(f);
  at_exit another([&] { say("another"); });
  co_await wait("a");
  say("body");
}

template <class M> struct owner {
  M m{"m"};
  task<> locks() {
    holding held(m);
    co_await wait("a");
    const holding inner{m};
    co_await wait("b");
    { holding brief(m); }
    if (holding in(m); in.m.name == "m") {
      co_await wait("c");
      say("in");
    }
  }
};

template <class... T> task<> packs(T... t) {
  std::tuple all{t...};
  const std::tuple fixed(t..., noisy("n"));
  co_await wait("a");
  say("%zu %zu %s", std::tuple_size_v<decltype(all)>, sizeof...(t), std::get<sizeof...(t)>(fixed).text());
}

template <class T> task<> styles(T given, std::map<T, int> map) {
  both list = {given, noisy("list")};
  std::optional copied = given;
  far::box qualified = noisy("q");
  std::pair awaited(co_await wait("a", given), co_await wait("b", 2));
  std::vector elements{given, co_await wait("c", given)};
  both first{given, 1}, second{given, 2};
  co_await wait("d");
  static_assert(std::is_same_v<decltype(list), both<T, noisy>>);
  static_assert(std::is_same_v<decltype(elements), std::vector<T>>);
  say("%s %d %s %d %d %zu %d %d", list.b.text(), int(*copied), qualified.value.text(), int(awaited.first),
      awaited.second, elements.size(), first.b, second.b);
  for (std::pair each : map) {
    co_await wait("e");
    say("%d:%d", int(each.first), each.second);
  }
}

template <class... T> task<int> not_kept(T... t) {
  int sum = 0;
  std::vector all{(co_await wait("a", t))...};
  for (int each : all) sum += each;
  co_await wait("b");
  std::pair both{co_await wait("c", sum), 3};
  co_return both.first * 10 + both.second;
}

int main() {
  run("guarded", [] { return guarded([] { say("guard ran"); }); });
  destroy_everywhere("guarded", [] { return guarded([] { say("guard ran"); }); });
  owner<noisy> o;
  run("locks", [&] { return o.locks(); });
  destroy_everywhere("locks", [&] { return o.locks(); });
  run("packs", [] { return packs(1, 2.5, 'c'); });
  run("styles", [] { return styles(5, std::map<int, int>{{1, 2}, {3, 4}}); });
  run("not kept", [] { return not_kept(1, 2); });
}
