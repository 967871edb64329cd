// RUN: %run_and_compare %s %t
// Structured bindings of dependent types of which other values are made whose types have to be
// known, because they are kept across awaits ([dcl.struct.bind]): of tuple-like types, classes and
// arrays.
#include "trace.hpp"
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

template <class T> struct point {
  T x, y;
};
namespace own {
struct pair { // get is a member
  int a;
  std::string b;
  template <std::size_t I> const auto &get() const {
    if constexpr (I == 0)
      return a;
    else
      return b;
  }
};
template <class T> struct box { // get is found by the argument
  T value;
};
template <std::size_t I, class T> T &get(box<T> &of) { return of.value; }
template <std::size_t I, class T> T get(box<T> &&of) { return of.value + of.value; }
} // namespace own
template <> struct std::tuple_size<own::pair> : std::integral_constant<std::size_t, 2> {};
template <> struct std::tuple_element<0, own::pair> {
  using type = const int;
};
template <> struct std::tuple_element<1, own::pair> {
  using type = const std::string;
};
template <class T> struct std::tuple_size<own::box<T>> : std::integral_constant<std::size_t, 1> {};
template <class T> struct std::tuple_element<0, own::box<T>> {
  using type = T;
};

template <class A, class B> task<> of_pair(std::pair<A, B> both) {
  auto [a, b] = both;
  auto sum = a + a;
  co_await wait("copy");
  auto &[c, d] = both;
  auto *pointer = &d;
  auto &reference = c;
  co_await wait("reference");
  reference = sum;
  say("%s %s %d", shown(both.first).c_str(), shown(*pointer).c_str(),
      static_cast<int>(sizeof b == sizeof d));
  say("%s", shown(co_await wait("argument", b + d)).c_str());
}
template <class K, class V> task<> of_map(std::map<K, V> all) {
  for (const auto &[key, value] : all) {
    auto both = std::make_pair(key, value);
    co_await wait("map");
    say("%s %s", shown(both.first).c_str(), shown(value).c_str());
  }
  for (auto &[key, value] : all) {
    auto longer = value + value;
    auto copy = co_await wait("awaited", key);
    value = longer;
    say("%s %s", shown(copy).c_str(), shown(all[key]).c_str());
  }
}
template <class T> task<> of_members(T both) {
  auto [x, y] = both;
  auto more = x + y;
  co_await wait("members");
  const auto &[u, v] = both;
  auto same = &u == &both.x;
  co_await wait("reference");
  say("%s %s %d", shown(more).c_str(), shown(v).c_str(), same);
}
template <class T> task<> of_array(T first, T second) {
  T array[2] = {first, second};
  auto [a, b] = array;
  auto sum = a + b;
  co_await wait("array");
  auto &[c, d] = array;
  auto *at = &c;
  co_await wait("reference");
  say("%s %s %d", shown(sum).c_str(), shown(d).c_str(), at == array);
}
template <class... T> task<> of_tuple(T... items) {
  auto [a, b, c] = std::make_tuple(items...);
  auto first = a;
  auto last = c;
  co_await wait("tuple");
  auto two = co_await wait("second", b);
  auto &&[d, e, f] = std::forward_as_tuple(items...);
  auto more = d + first;
  co_await wait("forwarded");
  say("%s %s %s %d", shown(more).c_str(), shown(two).c_str(), shown(last).c_str(),
      static_cast<const void *>(&e) != static_cast<const void *>(&f));
}
template <class T> task<> of_own(T value) {
  const auto [a, b] = own::pair{1, value};
  auto number = a + 1;
  auto text = b + value;
  co_await wait("member get");
  auto [twice] = own::box<T>{value};
  auto four = twice + twice;
  co_await wait("get");
  say("%d %s %s", number, text.c_str(), four.c_str());
}

// Of references, which are not there before the tuple is.
template <class T> task<> tied(T a, T b) {
  auto [x, y] = std::tie(a, b);
  auto &&[u, v] = std::forward_as_tuple(a, b);
  auto &z = x;
  auto sum = x + v;
  say("%d", &x == &a && &y == &b && &u == &a && &z == &b);
  co_await wait("t");
  x = sum;
  say("%s %d", shown(a).c_str(), &u == &a);
}
template <class T> task<> in_loop(std::vector<std::pair<int, T>> all) {
  for (auto [n, text] : all) {
    co_await wait("l");
    say("%d%s", n, shown(text).c_str());
  }
  for (auto &[n, text] : all) {
    n++;
    text = text + text;
    co_await wait("m");
    auto copy = text;
    say("%d%s", n, shown(copy).c_str());
  }
}

int main() {
  using std::string;
  run("pair", [] { return of_pair(std::pair<int, string>(1, "one")); });
  run("pair", [] { return of_pair(std::pair<string, int>("two", 2)); });
  run("map", [] { return of_map(std::map<int, string>{{1, "a"}, {2, "b"}}); });
  run("map", [] { return of_map(std::map<string, int>{{"c", 3}}); });
  run("members int", [] { return of_members(point<int>{1, 2}); });
  run("members string", [] { return of_members(point<string>{"x", "y"}); });
  run("array int", [] { return of_array(1, 2); });
  run("array string", [] { return of_array<string>("x", "y"); });
  run("tuple", [] { return of_tuple(1, string("b"), 'c'); });
  run("own", [] { return of_own(string("v")); });
  run("tied", [] { return tied<string>("a", "b"); });
  run("tied", [] { return tied(1, 2); });
  run("loops", [] { return in_loop<string>({{1, "a"}, {2, "b"}}); });
}
// EXPECT: pair:
// EXPECT: 1: ?copy |copy
// EXPECT: 2: >copy ?reference |reference
// EXPECT: 3: >reference 2 one 1 ?argument |argument
// EXPECT: 4: >argument oneone return()
// EXPECT: end:
// EXPECT: pair:
// EXPECT: 1: ?copy |copy
// EXPECT: 2: >copy ?reference |reference
// EXPECT: 3: >reference twotwo 2 1 ?argument |argument
// EXPECT: 4: >argument 4 return()
// EXPECT: end:
// EXPECT: map:
// EXPECT: 1: ?map |map
// EXPECT: 2: >map 1 a ?map |map
// EXPECT: 3: >map 2 b ?awaited |awaited
// EXPECT: 4: >awaited 1 aa ?awaited |awaited
// EXPECT: 5: >awaited 2 bb return()
// EXPECT: end:
// EXPECT: map:
// EXPECT: 1: ?map |map
// EXPECT: 2: >map c 3 ?awaited |awaited
// EXPECT: 3: >awaited c 6 return()
// EXPECT: end:
// EXPECT: members int:
// EXPECT: 1: ?members |members
// EXPECT: 2: >members ?reference |reference
// EXPECT: 3: >reference 3 2 1 return()
// EXPECT: end:
// EXPECT: members string:
// EXPECT: 1: ?members |members
// EXPECT: 2: >members ?reference |reference
// EXPECT: 3: >reference xy y 1 return()
// EXPECT: end:
// EXPECT: array int:
// EXPECT: 1: ?array |array
// EXPECT: 2: >array ?reference |reference
// EXPECT: 3: >reference 3 2 1 return()
// EXPECT: end:
// EXPECT: array string:
// EXPECT: 1: ?array |array
// EXPECT: 2: >array ?reference |reference
// EXPECT: 3: >reference xy y 1 return()
// EXPECT: end:
// EXPECT: tuple:
// EXPECT: 1: ?tuple |tuple
// EXPECT: 2: >tuple ?second |second
// EXPECT: 3: >second ?forwarded |forwarded
// EXPECT: 4: >forwarded 2 b 99 1 return()
// EXPECT: end:
// EXPECT: own:
// EXPECT: 1: ?member get |member get
// EXPECT: 2: >member get ?get |get
// EXPECT: 3: >get 2 vv vvvv return()
// EXPECT: end:
// EXPECT: tied:
// EXPECT: 1: 0 ?t |t
// EXPECT: 2: >t ab 1 return()
// EXPECT: end:
// EXPECT: tied:
// EXPECT: 1: 0 ?t |t
// EXPECT: 2: >t 3 1 return()
// EXPECT: end:
// EXPECT: loops:
// EXPECT: 1: ?l |l
// EXPECT: 2: >l 1a ?l |l
// EXPECT: 3: >l 2b ?m |m
// EXPECT: 4: >m 2aa ?m |m
// EXPECT: 5: >m 3bb return()
// EXPECT: end:
