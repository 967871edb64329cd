// RUN: %run_and_compare %s %t
// Pack expansions with awaits that are no folds: arguments of calls, initialisers in braces and parentheses, of no, one
// and several elements, of different types ([temp.variadic]/5).
// GCC-DIFFERS: what g++ 12 makes of it crashes.
#include "trace.hpp"
#include <array>
#include <string>
#include <tuple>

int total(int a, int b, int c) { return say("total(%d,%d,%d)", a, b, c), a * 100 + b * 10 + c; }
int total(int a) { return say("total(%d)", a), a; }
int total() { return say("total()"), 0; }

template <class... Awaitables> task<int> arguments(Awaitables... awaitables) {
  co_return total(co_await awaitables...);
}
template <class... Values> task<> initialisers(Values... values) {
  std::array<std::string, sizeof...(values)> texts = {{co_await wait("text", shown(values))...}};
  co_await wait("kept");
  for (const std::string &each : texts) say("%s", each.c_str());
  std::tuple<Values...> all(co_await wait("tuple", values)...);
  co_await wait("again");
  std::apply([](const auto &...each) { (say("%s", shown(each).c_str()), ...); }, all);
}
template <class T, class... Values> task<int> members(T object, Values... values) {
  int n = object.template take<1 + sizeof...(values)>(co_await wait("first", object), co_await wait("rest", values)...);
  int list[] = {n, co_await wait("list", values)...};
  co_await wait("kept");
  for (int each : list) say("%d", each);
  co_return list[sizeof...(values)];
}
struct taker {
  int n = 4;
  template <std::size_t Count, class... Rest> int take(const taker &first, Rest... rest) const {
    static_assert(Count == 1 + sizeof...(rest));
    return (first.n + ... + rest);
  }
};

int main() {
  run("arguments", [] { return arguments(wait("a", 1), ready("b", 2), wait("c", 3)); });
  run("argument", [] { return arguments(wait("a", 1)); });
  run("no arguments", [] { return arguments(); });
  run("initialisers", [] { return initialisers(1, std::string("two"), "three"); });
  run("members", [] { return members(taker(), 5, 6); });
  run("members of none", [] { return members(taker()); });
}
// EXPECT: arguments:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b >b ?c |c
// EXPECT: 3: >c total(1,2,3) return(123)
// EXPECT: end:
// EXPECT: argument:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a total(1) return(1)
// EXPECT: end:
// EXPECT: no arguments:
// EXPECT: 1: total() return(0)
// EXPECT: end:
// EXPECT: initialisers:
// EXPECT: 1: ?text |text
// EXPECT: 2: >text ?text |text
// EXPECT: 3: >text ?text |text
// EXPECT: 4: >text ?kept |kept
// EXPECT: 5: >kept 1 two three ?tuple |tuple
// EXPECT: 6: >tuple ?tuple |tuple
// EXPECT: 7: >tuple ?tuple |tuple
// EXPECT: 8: >tuple ?again |again
// EXPECT: 9: >again 1 two three return()
// EXPECT: end:
// EXPECT: members:
// EXPECT: 1: ?first |first
// EXPECT: 2: >first ?rest |rest
// EXPECT: 3: >rest ?rest |rest
// EXPECT: 4: >rest ?list |list
// EXPECT: 5: >list ?list |list
// EXPECT: 6: >list ?kept |kept
// EXPECT: 7: >kept 15 5 6 return(6)
// EXPECT: end:
// EXPECT: members of none:
// EXPECT: 1: ?first |first
// EXPECT: 2: >first ?kept |kept
// EXPECT: 3: >kept 4 return(4)
// EXPECT: end:
