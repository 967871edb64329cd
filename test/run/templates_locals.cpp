// RUN: %run_and_compare %s %t
// Locals of dependent types in coroutine templates, kept across awaits: auto, references, arrays, range-for, structured
// bindings, closures, nested and member types of the argument, aliases, statics ([temp.dep.type]).
#include "trace.hpp"
#include <array>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

struct numbers {
  using value_type = int;
  using iterator = const int *;
  enum kind { small, large = 10 };
  static constexpr int count = 3;
  struct part {
    int n = 5;
    int get() const { return n; }
  };
  int items[count] = {1, 2, 3};
  iterator begin() const { return items; }
  iterator end() const { return items + count; }
  part make() const { return {}; }
};
struct names {
  using value_type = noisy;
  using iterator = std::vector<noisy>::const_iterator;
  enum class kind : char { small, large };
  static constexpr std::size_t count = 2;
  struct part {
    noisy tag{"part"};
    const char *get() const { return tag.text(); }
  };
  std::vector<noisy> items;
  names() {
    items.reserve(2);
    items.emplace_back("x"), items.emplace_back("y");
  }
  iterator begin() const { return items.begin(); }
  iterator end() const { return items.end(); }
  part make() const { return {}; }
};

template <class T> task<int> member_types(const T &of) {
  using value = typename T::value_type;
  typename T::iterator at = of.begin();
  typename T::kind kind = T::kind::large;
  const auto part = of.make();
  co_await wait("a");
  value copy = *at;
  auto &reference = *at;
  const value array[] = {*at, copy};
  co_await wait("b");
  ++at;
  say("%s %s %s", shown(copy).c_str(), shown(*at).c_str(), shown(array[1]).c_str());
  say("%d %s", &reference == &*of.begin(), shown(part.get()).c_str());
  std::array<value, 2> two = {{array[0], *at}};
  co_await wait("c");
  say("%s", shown(two[1]).c_str());
  co_return kind == T::kind::large ? static_cast<int>(T::count) : 0;
}

template <class Range> task<int> loops(Range &&range) {
  int n = 0;
  for (const auto &each : range) {
    co_await wait("reference");
    say("%s", shown(each).c_str());
  }
  for (auto each : std::forward<Range>(range)) {
    auto kept = std::move(each);
    co_await wait("value");
    say("%s", shown(kept).c_str());
    ++n;
  }
  for (auto it = range.begin(), end = range.end(); it != end; ++it) co_await ready(shown(*it).c_str());
  co_return n;
}

template <class First, class Second> task<> bindings(std::pair<First, Second> both, std::map<First, Second> all) {
  auto [first, second] = both;
  co_await wait("copy");
  auto &[first_ref, second_ref] = both;
  second_ref = second_ref + second;
  co_await wait("reference");
  say("%s %s", shown(first).c_str(), shown(first_ref).c_str());
  for (auto &[key, value] : all) {
    co_await wait("map");
    value = value + second_ref;
  }
  for (const auto &[key, value] : all) say("%s:%s", shown(key).c_str(), shown(value).c_str());
  auto [one, two, three] = std::make_tuple(first, &second, sizeof(Second));
  co_await wait("tuple");
  say("%d %d", two == &second, three == sizeof second && one == first);
}

template <class T> task<T> closures(T start, T step) {
  auto add = [&start, step](auto by) { return start = start + step + by; };
  auto copy = [=]() mutable { return start = start + step; };
  T before = start;
  co_await wait("a");
  add(step);
  add(before);
  co_await wait("b");
  T from_copy = copy();
  auto nested = [&] { return [&] { return from_copy + before; }; };
  co_await wait("c");
  co_return start + nested()();
}

template <class T> task<int> statics(T more) {
  static T total{};
  static int calls = 0;
  struct local {
    T value;
    int size() const { return static_cast<int>(sizeof(T) > 0) + calls; }
  };
  ++calls;
  local kept{more};
  co_await wait("a");
  total += kept.value;
  say("%s", shown(total).c_str());
  co_return kept.size();
}

int main() {
  run("member types int", [of = numbers()] { return member_types(of); });
  names of;
  run("member types noisy", [&] { return member_types(of); });
  destroy_everywhere("member types noisy", [&] { return member_types(of); });
  numbers list;
  run("loops int", [&] { return loops(list); });
  run("loops noisy", [&] { return loops(of); });
  destroy_everywhere("loops noisy", [&] { return loops(of); });
  using std::string;
  run("bindings", [] { return bindings<int, string>({1, "one"}, {{2, "two"}, {3, "three"}}); });
  run("bindings", [] { return bindings<string, int>({"a", 1}, {{"b", 2}}); });
  run("closures int", [] { return closures(1, 10); });
  run("closures string", [] { return closures(string("a"), string("b")); });
  for (int i = 0; i < 2; ++i) {
    run("statics int", [&] { return statics(i + 1); });
    run("statics string", [&] { return statics(string("s")); });
  }
}
// EXPECT: member types int:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 1 2 1 1 5 ?c |c
// EXPECT: 4: >c 2 return(3)
// EXPECT: end: +x +y
// EXPECT: member types noisy:
// EXPECT: 1: +part ?a |a
// EXPECT: 2: >a copy(x) copy(x) copy(x') ?b |b
// EXPECT: 3: >b x' y x'' 1 part copy(x') copy(y) ?c |c
// EXPECT: 4: >c y' return(2) -y' -x'' -x'' -x' -x' -part
// EXPECT: end:
// EXPECT: member types noisy destroyed after 0:
// EXPECT: member types noisy destroyed after 1: -part
// EXPECT: member types noisy destroyed after 2: -x'' -x' -x' -part
// EXPECT: member types noisy destroyed after 3: -y' -x'' -x'' -x' -x' -part
// EXPECT: member types noisy destroyed after 4, done:
// EXPECT: loops int:
// EXPECT: 1: ?reference |reference
// EXPECT: 2: >reference 1 ?reference |reference
// EXPECT: 3: >reference 2 ?reference |reference
// EXPECT: 4: >reference 3 ?value |value
// EXPECT: 5: >value 1 ?value |value
// EXPECT: 6: >value 2 ?value |value
// EXPECT: 7: >value 3 ?1 >1 ?2 >2 ?3 >3 return(3)
// EXPECT: end:
// EXPECT: loops noisy:
// EXPECT: 1: ?reference |reference
// EXPECT: 2: >reference x ?reference |reference
// EXPECT: 3: >reference y copy(x) move(x') ?value |value
// EXPECT: 4: >value x' -x' -(x') copy(y) move(y') ?value |value
// EXPECT: 5: >value y' -y' -(y') ?x >x ?y >y return(2)
// EXPECT: end:
// EXPECT: loops noisy destroyed after 0:
// EXPECT: loops noisy destroyed after 1:
// EXPECT: loops noisy destroyed after 2:
// EXPECT: loops noisy destroyed after 3: -x' -(x')
// EXPECT: loops noisy destroyed after 4: -y' -(y')
// EXPECT: loops noisy destroyed after 5, done:
// EXPECT: bindings:
// EXPECT: 1: ?copy |copy
// EXPECT: 2: >copy ?reference |reference
// EXPECT: 3: >reference 1 1 ?map |map
// EXPECT: 4: >map ?map |map
// EXPECT: 5: >map 2:twooneone 3:threeoneone ?tuple |tuple
// EXPECT: 6: >tuple 1 1 return()
// EXPECT: end:
// EXPECT: bindings:
// EXPECT: 1: ?copy |copy
// EXPECT: 2: >copy ?reference |reference
// EXPECT: 3: >reference a a ?map |map
// EXPECT: 4: >map b:4 ?tuple |tuple
// EXPECT: 5: >tuple 1 1 return()
// EXPECT: end:
// EXPECT: closures int:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c return(44)
// EXPECT: end:
// EXPECT: closures string:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c return(abbbaaba)
// EXPECT: end:
// EXPECT: statics int:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 1 return(2)
// EXPECT: end:
// EXPECT: statics string:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a s return(2)
// EXPECT: end:
// EXPECT: statics int:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 3 return(3)
// EXPECT: end:
// EXPECT: statics string:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ss return(3)
// EXPECT: end: -x -y
