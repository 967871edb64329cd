// RUN: %run_and_compare %s %t
// Unevaluated operands (sizeof, decltype, noexcept, alignof, typeid of a type) name locals
// and parameters but evaluate nothing, before and after awaits ([expr.context]); an await cannot stand in them
// ([expr.await]/2). typeid of a polymorphic glvalue
// looks at the object ([expr.typeid]/3).
#include "trace.hpp"
#include <type_traits>
#include <typeinfo>

struct base {
  virtual ~base() = default;
};
struct derived : base {};
int touched(int n) noexcept { return say("touched"), n; }
template <class T> constexpr bool is_int(const T &) { return std::is_same_v<T, int>; }

task<> unevaluated(int n, noisy object) {
  int local = 5;
  co_await wait("a");
  std::size_t size = sizeof(local) + sizeof n + sizeof(touched(n));
  decltype(local) same = co_await wait("b", 6);
  decltype((local)) reference = local;
  decltype(touched(local)) other = same;
  say("%d %d", size == 3 * sizeof(int), &reference == &local);
  co_await wait("c");
  reference = 7;
  say("%d %d %d", local, other, noexcept(touched(n)));
  static_assert(noexcept(touched(local)) && !noexcept(object.name.append("x")));
  say("%d", sizeof(object) == sizeof(noisy));
  std::remove_reference_t<decltype(reference)> *pointer = &local;
  co_await wait("d");
  say("%d %d", *pointer, alignof(decltype(object)) == alignof(noisy));
}

task<> typeids() {
  derived d;
  base &b = d;
  co_await wait("a");
  say("%d", typeid(b) == typeid(derived));
  say("%d", typeid(decltype(touched(1))) == typeid(int));
  co_await wait("b");
  say("%d", typeid(b) == typeid(base));
  base &again = co_await wait_ref("c", b);
  say("%d", typeid(again) == typeid(derived));
}

task<> constants(int n) {
  constexpr int three = 3;
  const int four = 4;
  int array[three + four] = {1, 2};
  co_await wait("a");
  char sized[sizeof(array) / sizeof(array[0])] = {};
  static_assert(sizeof(sized) == 7 && is_int(three));
  if constexpr (is_int(four)) say("int");
  else say("never");
  co_await wait("b");
  switch (n) {
  case three: say("three"); break;
  case four: say("four"); break;
  }
  say("%d %d", array[1], sized[three]);
  static_assert(three + four == 7);
}

int main() {
  run("unevaluated", [] { return unevaluated(1, noisy("o")); });
  run("typeid", [] { return typeids(); });
  run("constants", [] { return constants(4); });
}
// EXPECT: unevaluated: +o move(o) -(o)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 1 1 ?c |c
// EXPECT: 4: >c 7 6 1 1 ?d |d
// EXPECT: 5: >d 7 1 return()
// EXPECT: end: -o
// EXPECT: typeid:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 1 1 ?b |b
// EXPECT: 3: >b 0 ?c |c
// EXPECT: 4: >c 1 return()
// EXPECT: end:
// EXPECT: constants:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a int ?b |b
// EXPECT: 3: >b four 2 0 return()
// EXPECT: end:
