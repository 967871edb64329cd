// RUN: %run_and_compare %s %t
// What await_resume may give, and what becomes of it: values, lvalue and rvalue references, const, void, objects that
// can neither be copied nor moved, references into the awaiter, arrays by reference, functions ([expr.await]/5:
// the await expression has the type and value category of the call).
// GCC-DIFFERS: g++ 12 copies the bytes of an immovable result in a new-expression.
#include "trace.hpp"
#include <memory>
#include <type_traits>

template <class T> struct gives { // calls make() for its result
  T make;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> handle) const { pending = handle; }
  decltype(auto) await_resume() const { return make(); }
};
template <class T> gives(T) -> gives<T>;

int overload(int &) { return 1; }
int overload(const int &) { return 2; }
int overload(int &&) { return 3; }
int overload(const int &&) { return 4; }
int twice(int n) { return 2 * n; }

task<> categories(int n) {
  const int fixed = 5;
  auto lvalue = [&]() -> int & { return n; };
  auto constant = [&]() -> const int & { return fixed; };
  auto xvalue = [&]() -> int && { return std::move(n); };
  auto const_xvalue = [&]() -> const int && { return std::move(fixed); };
  auto prvalue = [&] { return n; };
  int all = overload(co_await gives{lvalue});
  all = all * 10 + overload(co_await gives{constant});
  all = all * 10 + overload(co_await gives{xvalue});
  all = all * 10 + overload(co_await gives{const_xvalue});
  all = all * 10 + overload(co_await gives{prvalue});
  say("%d", all);
  int &r = co_await gives{lvalue};
  const int &c = co_await gives{constant};
  int &&x = co_await gives{xvalue};
  auto a = co_await gives{constant};
  auto &d = co_await gives{constant};
  auto &&e = co_await gives{lvalue};
  auto &&f = co_await gives{prvalue};
  decltype(auto) g = co_await gives{lvalue};
  static_assert(std::is_same_v<decltype(a), int> && std::is_same_v<decltype(d), const int &>);
  static_assert(std::is_same_v<decltype(e), int &> && std::is_same_v<decltype(f), int &&>);
  static_assert(std::is_same_v<decltype(g), int &>);
  say("%d%d%d%d%d%d", &r == &n, &c == &fixed, &x == &n, &d == &fixed, &e == &n, &g == &n);
  a = 6, f = 7;
  co_await wait("later");
  say("%d %d %d", a, f, r);
}

task<> unmovable() {
  immovable local = co_await elided{"a"};
  immovable braced{co_await elided{"b"}};
  auto deduced = co_await elided{"c"};
  const immovable &extended = co_await elided{"d"};
  auto &&forwarding = co_await elided{"e"};
  co_await elided{"f"};
  say("; discarded");
  std::size_t length = (co_await elided{"g"}).name.size();
  say("; %s %s %s %s %s", local.text(), braced.text(), deduced.text(), extended.text(), forwarding.text());
  say("%zu", length);
}

task<> on_the_heap() {
  std::unique_ptr<immovable> heap(new immovable(co_await elided{"a"}));
  say("%s", heap->text());
}

task<> into_the_awaiter() {
  say("%s", (co_await keeper("k1")).text());
  say("; next");
  noisy copy = co_await keeper("k2");
  say("; next");
  noisy moved = std::move(co_await keeper("k3"));
  say("; next");
  std::size_t length = (co_await keeper("k4")).name.size();
  say("; next %zu", length);
  keeper held("held");
  noisy &inside = co_await held;
  co_await wait("x");
  say("%s", inside.text());
}

task<> others() {
  int numbers[] = {1, 2, 3};
  auto array = [&]() -> int (&)[3] { return numbers; };
  int (&same)[3] = co_await gives{array};
  say("%d %d", same[2], (co_await gives{array})[1]);
  auto function = []() -> int (&)(int) { return twice; };
  say("%d", (co_await gives{function})(21));
  auto unique = [] { return std::make_unique<noisy>("unique"); };
  std::unique_ptr<noisy> owner = co_await gives{unique};
  (co_await gives{unique})->name = "changed";
  auto closure = [kept = noisy("kept")] { return [&] { return kept.name.size(); }; };
  say("%zu", (co_await gives<decltype(closure) &>{closure})());
  co_await gives{[] {}};
  co_await gives{[] { return 1; }}, co_await gives{array};
  auto nothing = co_await gives{[] { return nullptr; }};
  say("%d", nothing == nullptr);
}

int main() {
  run("categories", [] { return categories(1); });
  run("unmovable", [] { return unmovable(); });
  destroy_everywhere("unmovable", [] { return unmovable(); });
  run("on the heap", [] { return on_the_heap(); });
  run("into the awaiter", [] { return into_the_awaiter(); });
  run("others", [] { return others(); });
}
// EXPECT: categories:
// EXPECT: 1:
// EXPECT: 2:
// EXPECT: 3:
// EXPECT: 4:
// EXPECT: 5:
// EXPECT: 6: 12343
// EXPECT: 7:
// EXPECT: 8:
// EXPECT: 9:
// EXPECT: 10:
// EXPECT: 11:
// EXPECT: 12:
// EXPECT: 13:
// EXPECT: 14: 111111 ?later |later
// EXPECT: 15: >later 6 7 1 return()
// EXPECT: end:
// EXPECT: unmovable:
// EXPECT: 1: |a
// EXPECT: 2: +a |b
// EXPECT: 3: +b |c
// EXPECT: 4: +c |d
// EXPECT: 5: +d |e
// EXPECT: 6: +e |f
// EXPECT: 7: +f -f ; discarded |g
// EXPECT: 8: +g -g ; a b c d e 1 -e -d -c -b -a return()
// EXPECT: end:
// EXPECT: unmovable destroyed after 0:
// EXPECT: unmovable destroyed after 1:
// EXPECT: unmovable destroyed after 2: -a
// EXPECT: unmovable destroyed after 3: -b -a
// EXPECT: unmovable destroyed after 4: -c -b -a
// EXPECT: unmovable destroyed after 5: -d -c -b -a
// EXPECT: unmovable destroyed after 6: -e -d -c -b -a
// EXPECT: unmovable destroyed after 7: -e -d -c -b -a
// EXPECT: unmovable destroyed after 8, done:
// EXPECT: on the heap:
// EXPECT: 1: |a
// EXPECT: 2: +a a -a return()
// EXPECT: end:
// EXPECT: into the awaiter:
// EXPECT: 1: +k1 ?k1 |k1
// EXPECT: 2: >k1 k1 -k1 ; next +k2 ?k2 |k2
// EXPECT: 3: >k2 copy(k2) -k2 ; next +k3 ?k3 |k3
// EXPECT: 4: >k3 move(k3) -(k3) ; next +k4 ?k4 |k4
// EXPECT: 5: >k4 -k4 ; next 2 +held ?held |held
// EXPECT: 6: >held ?x |x
// EXPECT: 7: >x held -held -k3 -k2' return()
// EXPECT: end:
// EXPECT: others:
// EXPECT: 1:
// EXPECT: 2:
// EXPECT: 3: 3 2
// EXPECT: 4: 42
// EXPECT: 5: +unique
// EXPECT: 6: +unique -changed +kept
// EXPECT: 7: 4
// EXPECT: 8:
// EXPECT: 9:
// EXPECT: 10:
// EXPECT: 11: 1 -kept -unique return()
// EXPECT: end:
