// RUN: %run_and_compare %s %t
// C++20: constrained coroutine templates, with concepts, requires-clauses before and after, on members of class
// templates and lambdas, overloads chosen by constraints, requires-expressions in the body ([temp.constr]).
// SKIP: *c++17*: constraints are C++20
#include "trace.hpp"
#include <concepts>
#include <string>
#include <vector>

template <class T>
concept number = std::integral<T> || std::floating_point<T>;
template <class T>
concept awaiter = requires(T of) {
  of.await_ready();
  of.await_resume();
};

template <number T> task<T> twice(T value) {
  T before = value;
  co_await wait("number");
  co_return before + value;
}
template <class T>
  requires(!number<T>)
task<T> twice(T value) {
  T before = value;
  co_await wait("other");
  co_return before + value;
}
template <class T>
  requires number<T> && (sizeof(T) == 1)
task<T> twice(T value) = delete;
template <class T> task<> trailing(T first) requires std::same_as<T, noisy> {
  noisy local = first;
  co_await wait("trailing");
  say("%s", local.text());
}
template <awaiter... Awaiters> task<int> all(Awaiters... awaiters) {
  int n = sizeof...(awaiters);
  auto with = [&n]<std::convertible_to<int> V>(V value) -> task<int> {
    co_await wait("with");
    co_return n += value;
  };
  co_await wait("all");
  co_return co_await with(1) + co_await with(2L);
}
template <class T> task<const char *> describe(T value) {
  if constexpr (requires { value.size(); }) {
    auto size = value.size();
    co_await wait("sized");
    co_return size ? "full" : "empty";
  } else if constexpr (number<T>) {
    co_await wait("number");
    co_return value < 0 ? "negative" : "number";
  } else {
    static_assert(!requires { value + value; });
    co_return co_await wait("other", "other");
  }
}

template <class T> struct box {
  T value;
  task<T> get() const
    requires number<T>
  {
    T copy = value;
    co_await wait("box of number");
    co_return copy;
  }
  task<T> get() const
    requires(!number<T>)
  {
    co_await wait("box of other");
    co_return value;
  }
  template <class U>
    requires requires(T a, U b) { a + b; }
  task<T> plus(U other);
};
template <class T>
template <class U>
  requires requires(T a, U b) { a + b; }
task<T> box<T>::plus(U other) {
  T sum = value + other;
  co_await wait("plus");
  co_return sum;
}
template <number T> struct box<T *> {
  T *value;
  task<T> get() const { co_return *value + co_await wait("box of pointer", T(1)); }
};

int main() {
  run("twice int", [] { return twice(4); });
  run("twice string", [] { return twice(std::string("text")); });
  run("trailing", [] { return trailing(noisy("object")); });
  run("all", [] { return all(wait("a"), wait("b", 1)); });
  run("describe vector", [] { return describe(std::vector<int>()); });
  run("describe double", [] { return describe(-1.5); });
  run("describe pointer", [] { return describe(&pending); });
  box<int> a{5};
  box<std::string> b{"text"};
  int n = 6;
  box<int *> c{&n};
  run("box int", [&] { return a.get(); });
  run("box string", [&] { return b.get(); });
  run("box pointer", [&] { return c.get(); });
  run("plus int", [&] { return a.plus(1.5); });
  run("plus string", [&] { return b.plus("!"); });
}
// EXPECT: twice int:
// EXPECT: 1: ?number |number
// EXPECT: 2: >number return(8)
// EXPECT: end:
// EXPECT: twice string:
// EXPECT: 1: ?other |other
// EXPECT: 2: >other return(texttext)
// EXPECT: end:
// EXPECT: trailing: +object move(object) -(object)
// EXPECT: 1: copy(object) ?trailing |trailing
// EXPECT: 2: >trailing object' -object' return()
// EXPECT: end: -object
// EXPECT: all:
// EXPECT: 1: ?all |all
// EXPECT: 2: >all ?with |with
// EXPECT: 3: >with return(3) ?with |with
// EXPECT: 4: >with return(5) return(8)
// EXPECT: end:
// EXPECT: describe vector:
// EXPECT: 1: ?sized |sized
// EXPECT: 2: >sized return(empty)
// EXPECT: end:
// EXPECT: describe double:
// EXPECT: 1: ?number |number
// EXPECT: 2: >number return(negative)
// EXPECT: end:
// EXPECT: describe pointer:
// EXPECT: 1: ?other |other
// EXPECT: 2: >other return(other)
// EXPECT: end:
// EXPECT: box int:
// EXPECT: 1: ?box of number |box of number
// EXPECT: 2: >box of number return(5)
// EXPECT: end:
// EXPECT: box string:
// EXPECT: 1: ?box of other |box of other
// EXPECT: 2: >box of other return(text)
// EXPECT: end:
// EXPECT: box pointer:
// EXPECT: 1: ?box of pointer |box of pointer
// EXPECT: 2: >box of pointer return(7)
// EXPECT: end:
// EXPECT: plus int:
// EXPECT: 1: ?plus |plus
// EXPECT: 2: >plus return(6)
// EXPECT: end:
// EXPECT: plus string:
// EXPECT: 1: ?plus |plus
// EXPECT: 2: >plus return(text!)
// EXPECT: end:
