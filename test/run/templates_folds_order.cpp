// RUN: %run_and_compare %s %t
// What the elements of an expansion make lives to the end of the full-expression and dies in reverse order, also when
// one throws or the coroutine is destroyed between two of them; an element's pattern is evaluated to its end before
// the next one's begins; operands around the expansion keep their place ([intro.execution], [class.temporary]).
// GCC-DIFFERS: what g++ 12 makes of it crashes.
#include "trace.hpp"
#include <tuple>

struct awaited { // an operand whose awaiter is another object
  noisy tag;
  explicit awaited(const std::string &name) : tag("of " + name) {}
  keeper operator co_await() const { return keeper(tag.name + " await"); }
};
noisy made(const noisy &of) { return noisy("made " + of.name); }
bool check(const noisy &a, const noisy &b, const char *result = "") { return say("check(%s,%s)", a.text(), b.text()), *result; }
int number(int n) { return say("n%d", n), n; }
int sum(int a, int b, int c, const noisy &d) { return say("sum(%d,%d,%d,%s)", a, b, c, d.text()), a + b + c; }
noisy operator+(const noisy &a, const noisy &b) { return noisy(a.name + "+" + b.name); }

template <class... Names> task<> patterns(const Names &...names) {
  noisy local("local");
  (check(made(names), co_await wait(names.text(), noisy(names))), ...);
  (check(co_await wait(names.text(), names), made(names)), ...);
  (number(1), ..., check(co_await awaited(names.name), names));
  bool all = (check(names, co_await awaited(names.name), "true") && ...);
  bool none = (check(names, co_await keeper(names.name)) || ...);
  say("%d%d", all, none);
}
template <class... Numbers> task<int> around(Numbers... numbers) {
  noisy local("local");
  int n = sum(number(0), co_await wait("each", number(numbers))..., noisy("after"));
  n += number(10) - (number(n) + ... + co_await wait("fold", numbers)) * number(20);
  n += (co_await wait("right", number(numbers)) + ... + co_await wait("last", 1));
  n += sum(static_cast<Numbers &&>(numbers)..., co_await wait("before", 7), local);
  std::tuple<int, Numbers..., int> all{number(3), co_await wait("list", numbers)..., co_await wait("end", 4)};
  co_return n + std::get<0>(all);
}
template <class... Names> task<std::string> objects(Names &...names) {
  auto joined = (co_await wait_ref("object", names) + ... + noisy("end"));
  co_await wait("kept");
  co_return joined.name + (co_await wait_ref("again", names) + ...).name;
}
template <class... Names> task<std::string> left(Names &...names) {
  noisy sum = (noisy("init") + ... + co_await wait_ref("left", names));
  co_await wait("kept");
  const noisy all((... + co_await wait("copied", names)));
  co_return sum.name + (... + co_await wait_ref("again", names)).name + all.name;
}
template <class... Kinds> task<> kinds(Kinds... kinds) {
  (static_cast<void>(co_await kinds), ...);
  try {
    noisy inner("inner");
    (check(noisy("left"), noisy(shown(co_await kinds))), ..., fail("after"));
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
  co_await wait("end");
}
template <class... T> task<int> types() {
  int sizes = 0;
  ((sizes += co_await wait("size", sizeof(T) == 1 ? 1 : 2)), ...);
  int values[] = {static_cast<T>(co_await ready("value", 3))..., 0};
  co_await wait("kept");
  co_return sizes * 10 + values[0];
}
struct holder {
  int factor;
  template <class... N> task<int> member(N... n) { co_return ((co_await wait("member", n) * factor) + ... + 0); }
};

int main() {
  noisy a("a"), b("b"), c("c");
  run("patterns", [&] { return patterns(a, b, c); });
  destroy_everywhere("patterns", [&] { return patterns(a, b); });
  run("patterns of none", [&] { return patterns(); });
  run("around", [&] { return around(1, 2); });
  destroy_everywhere("around", [&] { return around(1, 2); });
  run("objects", [&] { return objects(a, b, c); });
  destroy_everywhere("objects", [&] { return objects(a, b); });
  run("left", [&] { return left(a, b, c); });
  run("left of two", [&] { return left(b, c); });
  destroy_everywhere("left", [&] { return left(a, b, c); });
  run("kinds", [] { return kinds(maybe{"no", false}, maybe{"yes", true}, throwing{"none", at::resume, true}); });
  run("throws in ready", [] { return kinds(wait("a", 1), throwing{"ready", at::ready}, wait("b", 2)); });
  run("throws in suspend", [] { return kinds(throwing{"suspend", at::suspend}, wait("b", 2)); });
  run("types", [] { return types<char, int, char>(); });
  run("no types", [] { return types<>(); });
  holder two{2};
  run("member", [&] { return two.member(1, 2, 3); });
}
