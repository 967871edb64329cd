// RUN: %run_and_compare %s %t
// Kinds of coroutine lambdas: mutable, noexcept, generic, recursive through a parameter or a std::function, called at
// once, returned, converted to a pointer, kept in std::function, structs and vectors ([expr.prim.lambda]).
#include "trace.hpp"
#include <array>
#include <functional>
#include <string>
#include <vector>

auto returned(int n, noisy tag) {
  return [n, tag = std::move(tag)](int more) mutable noexcept -> task<int> {
    n += more;
    co_await wait("returned");
    say("%s", tag.text());
    co_return n;
  };
}

struct with_closures {
  std::function<task<int>(int)> stored;
  task<int> (*pointer)(int);
  std::vector<std::function<task<int>()>> list;
};

template <class Function> struct holder {
  Function function;
  template <class... Arguments> auto call(Arguments... arguments) { return function(std::move(arguments)...); }
};
template <class Function> holder<Function> hold(Function function) { return {std::move(function)}; }

struct base_of_closure {
  template <class F> struct derived : F {
    explicit derived(F f) : F(std::move(f)) {}
    using F::operator();
    task<int> operator()(const char *) const { co_return co_await wait("text", -1); }
  };
  template <class F> static derived<F> make(F f) { return derived<F>(std::move(f)); }
};

int main() {
  auto counter = [n = 0, seen = std::string()](const char *name) mutable -> task<int> {
    seen += name;
    ++n;
    co_await wait(name);
    say("%s", seen.c_str());
    co_return n;
  };
  run("mutable", [&] { return counter("a"); });
  run("mutable again", [&] { return counter("b"); });

  auto generic = [count = 0](auto value, const auto &...more) mutable -> task<decltype(value)> {
    auto kept = value;
    co_await wait("generic");
    say("%zu %d", sizeof...(more), ++count);
    co_return value + kept;
  };
  run("generic int", [&] { return generic(4); });
  run("generic string", [&] { return generic(std::string("text"), 1, 2.5); });
  run("generic int again", [&] { return generic(5); });

  auto factorial = [](auto self, int n) -> task<int> {
    if (n <= 1) co_return co_await wait("bottom", 1);
    co_return n * co_await self(self, n - 1);
  };
  run("recursive", [&] { return factorial(factorial, 4); });
  std::function<task<int>(int)> down = [&down](int n) -> task<int> {
    noisy mark("mark" + std::to_string(n));
    co_await ready("down");
    int below = 0;
    if (n > 0) below = co_await down(n - 1);
    else co_await wait("ground");
    co_return below + n;
  };
  run("recursive function", [&] { return down(2); });
  destroy_everywhere("recursive function", [&] { return down(2); });

  run("called at once", [] { return [](int n) -> task<int> { co_return co_await wait("at once", n); }(6); });
  auto kept = returned(1, noisy("tag"));
  run("returned", [&] { return kept(2); });
  auto other = std::move(kept);
  run("moved", [&] { return other(3); });

  with_closures in{std::move(other), [](int n) -> task<int> { co_return co_await wait("pointer", n); }, {}};
  for (int i = 0; i < 2; ++i)
    in.list.emplace_back([i, &in]() -> task<int> { co_return co_await in.stored(i) + co_await in.pointer(i); });
  run("stored", [&] { return in.stored(4); });
  run("pointer", [&] { return in.pointer(5); });
  run("list", [&] { return in.list[1](); });
  for (auto &each : in.list) run("each", [&] { return each(); });

  auto held = hold([last = noisy("none")](noisy next) mutable -> task<int> {
    std::swap(last.name, next.name);
    co_await wait("held");
    say("%s %s", last.text(), next.text());
    co_return 7;
  });
  run("held", [&] { return held.call(noisy("first")); });
  run("held again", [&] { return held.call(noisy("second")); });

  auto derived = base_of_closure::make([n = 3](int more) -> task<int> { co_return co_await wait("base", n + more); });
  run("derived", [&] { return derived(1); });
  run("derived text", [&] { return derived("text"); });

  auto nested = [](int n) {
    return [n](int m) { return [n, m]() -> task<int> { co_return co_await wait("nested", n * 10 + m); }; };
  };
  auto innermost = nested(1)(2);
  run("nested", [&] { return innermost(); });
  std::array closures = {+[]() -> task<int> { co_return co_await wait("x", 1); },
                         +[]() -> task<int> { co_return co_await wait("y", 2); }};
  for (auto each : closures) run("array", [&] { return each(); });
}
// EXPECT: mutable:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a a return(1)
// EXPECT: end:
// EXPECT: mutable again:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b ab return(2)
// EXPECT: end:
// EXPECT: generic int:
// EXPECT: 1: ?generic |generic
// EXPECT: 2: >generic 0 1 return(8)
// EXPECT: end:
// EXPECT: generic string:
// EXPECT: 1: ?generic |generic
// EXPECT: 2: >generic 2 2 return(texttext)
// EXPECT: end:
// EXPECT: generic int again:
// EXPECT: 1: ?generic |generic
// EXPECT: 2: >generic 0 3 return(10)
// EXPECT: end:
// EXPECT: recursive:
// EXPECT: 1: ?bottom |bottom
// EXPECT: 2: >bottom return(1) return(2) return(6) return(24)
// EXPECT: end:
// EXPECT: recursive function:
// EXPECT: 1: +mark2 ?down >down +mark1 ?down >down +mark0 ?down >down ?ground |ground
// EXPECT: 2: >ground return(0) -mark0 return(1) -mark1 return(3) -mark2
// EXPECT: end:
// EXPECT: recursive function destroyed after 0:
// EXPECT: recursive function destroyed after 1: -mark0 -mark1 -mark2
// EXPECT: recursive function destroyed after 2, done:
// EXPECT: called at once:
// EXPECT: 1: ?at once |at once
// EXPECT: 2: >at once return(6)
// EXPECT: end: +tag move(tag) -(tag)
// EXPECT: returned:
// EXPECT: 1: ?returned |returned
// EXPECT: 2: >returned tag return(3)
// EXPECT: end: move(tag)
// EXPECT: moved:
// EXPECT: 1: ?returned |returned
// EXPECT: 2: >returned tag return(6)
// EXPECT: end: move(tag)
// EXPECT: stored:
// EXPECT: 1: ?returned |returned
// EXPECT: 2: >returned tag return(10)
// EXPECT: end:
// EXPECT: pointer:
// EXPECT: 1: ?pointer |pointer
// EXPECT: 2: >pointer return(5)
// EXPECT: end:
// EXPECT: list:
// EXPECT: 1: ?returned |returned
// EXPECT: 2: >returned tag return(11) ?pointer |pointer
// EXPECT: 3: >pointer return(1) return(12)
// EXPECT: end:
// EXPECT: each:
// EXPECT: 1: ?returned |returned
// EXPECT: 2: >returned tag return(11) ?pointer |pointer
// EXPECT: 3: >pointer return(0) return(11)
// EXPECT: end:
// EXPECT: each:
// EXPECT: 1: ?returned |returned
// EXPECT: 2: >returned tag return(12) ?pointer |pointer
// EXPECT: 3: >pointer return(1) return(13)
// EXPECT: end: +none move(none) -(none)
// EXPECT: held: +first move(first) move(first) -(first) -(first)
// EXPECT: 1: ?held |held
// EXPECT: 2: >held first none return(7)
// EXPECT: end: -none
// EXPECT: held again: +second move(second) move(second) -(second) -(second)
// EXPECT: 1: ?held |held
// EXPECT: 2: >held second first return(7)
// EXPECT: end: -first
// EXPECT: derived:
// EXPECT: 1: ?base |base
// EXPECT: 2: >base return(4)
// EXPECT: end:
// EXPECT: derived text:
// EXPECT: 1: ?text |text
// EXPECT: 2: >text return(-1)
// EXPECT: end:
// EXPECT: nested:
// EXPECT: 1: ?nested |nested
// EXPECT: 2: >nested return(12)
// EXPECT: end:
// EXPECT: array:
// EXPECT: 1: ?x |x
// EXPECT: 2: >x return(1)
// EXPECT: end:
// EXPECT: array:
// EXPECT: 1: ?y |y
// EXPECT: 2: >y return(2)
// EXPECT: end: -second -tag -(tag) -(tag)
