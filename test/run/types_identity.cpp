// RUN: %run_and_compare %s %t
// Types inside coroutines keep their identity: each lambda-expression and local class is one type with one set of static
// variables, however often the coroutine runs; instantiations of a template have their own; typeid, is_same and function
// addresses agree before and after a suspension ([expr.prim.lambda.closure]/1, [stmt.dcl]/3).
#include "trace.hpp"
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

template <class F> int &counter_of(const F &) { // one for each type
  static int count = 0;
  return count;
}
template <class T> struct registry {
  static inline int made = 0;
  int number = ++made;
};

task<int> closures(int rounds) {
  auto count = [](int n) {
    static int total = 0;
    return total += n;
  };
  auto other = [](int n) {
    static int total = 0;
    return total += n;
  };
  static_assert(!std::is_same_v<decltype(count), decltype(other)>);
  counter_of(count) += 1;
  const std::type_info &before = typeid(count);
  int (*pointer)(int) = count;
  for (int i = 0; i < rounds; ++i) {
    co_await wait("a");
    count(1);
    other(10);
    auto in_loop = [](int n) {
      static int total = 0;
      return total += n;
    };
    in_loop(100);
    counter_of(in_loop) += 1;
    co_await wait("b");
    say("%d %d", in_loop(0), counter_of(in_loop));
  }
  auto copy = count;
  int (*again)(int) = copy;
  say("%d %d %d", before == typeid(copy), before == typeid(other), pointer == again);
  say("%d %d", std::is_same_v<decltype(copy), decltype(count)>, counter_of(copy));
  int first = count(0);
  co_return first * 1000 + other(0);
}
task<int> local_classes() {
  static int objects = 0;
  struct local {
    registry<local> entry;
    int id = ++objects;
    static int fixed() { return 3; }
    int next() const {
      static int calls = 0;
      return ++calls;
    }
  };
  local one;
  const std::type_info &before = typeid(local);
  co_await wait("a");
  local two;
  std::vector<local> list(2);
  co_await wait("b");
  say("%d %d %d", one.id, two.id, list[1].id);
  say("%d %d", two.entry.number, registry<local>::made);
  int calls = one.next();
  calls = two.next();
  co_await wait("c");
  say("%d %d", before == typeid(two), typeid(list[0]) == typeid(registry<local>));
  co_return calls * 10 + local::fixed();
}
template <class T> task<int> in_template(T value) {
  static int calls = 0;
  auto closure = [value](T more) {
    static T last{};
    return std::exchange(last, more) == value;
  };
  struct local {
    registry<T> by_argument;
    registry<local> by_class;
  };
  local object;
  ++calls;
  co_await wait("a");
  bool was = closure(value);
  say("%d%d", was, closure(value));
  local another;
  co_await wait("b");
  co_return calls * 100 + another.by_argument.number * 10 + another.by_class.number;
}
int main() {
  run("closures", [] { return closures(2); });
  run("closures again", [] { return closures(1); });
  run("local classes", [] { return local_classes(); });
  run("local classes again", [] { return local_classes(); });
  run("in template int", [] { return in_template(1); });
  run("in template long", [] { return in_template(1L); });
  run("in template int again", [] { return in_template(1); });
  auto make = [] {
    return [n = 0]() mutable -> task<int> {
      static int calls = 0;
      auto inside = [] {
        static int count = 0;
        return ++count;
      };
      ++n;
      co_await wait("lambda");
      ++calls;
      int count = inside();
      co_return calls * 100 + n * 10 + count;
    };
  };
  auto first = make(), second = make();
  run("first", [&] { return first(); });
  run("second", [&] { return second(); });
  line("%d", typeid(first) == typeid(second));
}
// EXPECT: closures:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 100 1 ?a |a
// EXPECT: 4: >a ?b |b
// EXPECT: 5: >b 200 2 1 0 1 1 1 return(2020)
// EXPECT: end:
// EXPECT: closures again:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 300 3 1 0 1 1 2 return(3030)
// EXPECT: end:
// EXPECT: local classes:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 1 2 4 2 4 ?c |c
// EXPECT: 4: >c 1 0 return(23)
// EXPECT: end:
// EXPECT: local classes again:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 5 6 8 6 8 ?c |c
// EXPECT: 4: >c 1 0 return(43)
// EXPECT: end:
// EXPECT: in template int:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 01 ?b |b
// EXPECT: 3: >b return(122)
// EXPECT: end:
// EXPECT: in template long:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 01 ?b |b
// EXPECT: 3: >b return(122)
// EXPECT: end:
// EXPECT: in template int again:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 11 ?b |b
// EXPECT: 3: >b return(244)
// EXPECT: end:
// EXPECT: first:
// EXPECT: 1: ?lambda |lambda
// EXPECT: 2: >lambda return(111)
// EXPECT: end:
// EXPECT: second:
// EXPECT: 1: ?lambda |lambda
// EXPECT: 2: >lambda return(212)
// EXPECT: end:
// EXPECT: 1
