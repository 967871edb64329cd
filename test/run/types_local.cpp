// RUN: %run_and_compare %s %t
// Objects of local classes, unions, enums and unnamed types, and of types in unnamed namespaces, kept across suspensions
// in members, lambdas and templates; containers, base classes and template arguments of such types; local types of one
// name in several coroutines and blocks ([class.local]).
#include "trace.hpp"
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace {
struct hidden {
  noisy tag{"hidden"};
  enum { first = 1, second };
};
enum class level { low, high };
template <class T> struct pair_of {
  T one, two;
};
struct {
  int n = 3;
} unnamed_global;
} // namespace

struct object {
  int n = 1;
  struct {
    int x = 4, y = 5;
  } point;
  task<int> member(int more) {
    struct entry {
      object &of;
      int added;
      noisy tag;
      entry(object &of, int added) : of(of), added(added), tag("entry") {}
      ~entry() { say("~entry(%d)", of.n += added); }
      int total() const { return of.n + added; }
    };
    enum stage { begin, middle = 5, end } now = begin;
    entry one(*this, more);
    co_await wait("a");
    now = middle;
    auto two = std::make_unique<entry>(*this, 100);
    auto where = point;
    co_await wait("b");
    two.reset();
    where.x += now;
    co_await wait("c");
    co_return one.total() * 10 + where.x + (now == end);
  }
};
task<int> containers() {
  struct item {
    int n;
    noisy tag;
    bool operator<(const item &other) const { return n < other.n; }
  };
  std::vector<item> list;
  list.reserve(2);
  list.push_back({1, {"one"}});
  std::optional<item> maybe;
  std::map<int, std::shared_ptr<item>> by_number;
  co_await wait("a");
  maybe.emplace(item{2, {"two"}});
  by_number[3] = std::make_shared<item>(item{3, {"three"}});
  co_await wait("b");
  list.push_back(std::move(*maybe));
  pair_of<item *> pointers = {&list[0], &list[1]};
  std::variant<int, item *> either = pointers.two;
  co_await wait("c");
  say("%s %s", std::get<item *>(either)->tag.text(), by_number.at(3)->tag.text());
  co_return *pointers.one < *pointers.two ? pointers.one->n : -1;
}
task<int> unnamed(hidden taken) {
  struct {
    int a = 1;
    noisy tag{"unnamed"};
  } first, *pointer = &first;
  union {
    int i;
    unsigned char bytes[sizeof(int)];
  } pun{};
  struct {
    unsigned low : 3, high : 5;
  } bits = {5, 9};
  enum { small = 2, big = 20 };
  level l = level::low;
  auto copy = unnamed_global;
  co_await wait("a");
  pun.i = small;
  bits.low += 1u;
  pointer->a += hidden::second;
  hidden another;
  co_await wait("b");
  l = level::high;
  struct {
    void *of;
  } outer = {pointer};
  co_await wait("c");
  say("%s %s %u %u", taken.tag.text(), another.tag.text(), bits.low, bits.high);
  co_return pun.i + big + (outer.of == pointer) * pointer->a * 100 + (l == level::high) * 1000 + copy.n * 10000;
}
template <class T> task<int> in_template(T value) {
  struct local {
    T value;
    local *self = this;
    int size() const { return self == this ? static_cast<int>(sizeof value > 0) : -1; }
  };
  local one{value};
  pair_of<local> two = {{value}, {value}};
  co_await wait("a");
  auto in_closure = [](T of) {
    struct local {
      T value;
    };
    return local{of};
  };
  auto made = in_closure(one.value);
  co_await wait("b");
  say("%s %s", shown(made.value).c_str(), shown(two.two.value).c_str());
  co_return one.size() + two.one.size();
}

int main() {
  object o;
  run("member", [&] { return o.member(10); });
  destroy_everywhere("member", [&] { return o.n = 1, o.member(10); });
  run("containers", [] { return containers(); });
  destroy_everywhere("containers", [] { return containers(); });
  run("unnamed", [] { return unnamed({}); });
  destroy_everywhere("unnamed", [] { return unnamed({}); });
  run("in template", [] { return in_template(5); });
  run("in template", [] { return in_template(std::string("text")); });
  auto closure = [n = 7](int m) -> task<int> {
    struct local {
      int product;
      noisy tag{"in lambda"};
    } object{n * m};
    co_await wait("lambda");
    co_return object.product;
  };
  run("lambda", [&] { return closure(6); });
}
// EXPECT: member:
// EXPECT: 1: +entry ?a |a
// EXPECT: 2: >a +entry ?b |b
// EXPECT: 3: >b ~entry(101) -entry ?c |c
// EXPECT: 4: >c return(1119) ~entry(111) -entry
// EXPECT: end:
// EXPECT: member destroyed after 0:
// EXPECT: member destroyed after 1: ~entry(11) -entry
// EXPECT: member destroyed after 2: ~entry(101) -entry ~entry(111) -entry
// EXPECT: member destroyed after 3: ~entry(111) -entry
// EXPECT: member destroyed after 4, done:
// EXPECT: containers:
// EXPECT: 1: +one move(one) -(one) ?a |a
// EXPECT: 2: >a +two move(two) -(two) +three move(three) -(three) ?b |b
// EXPECT: 3: >b move(two) ?c |c
// EXPECT: 4: >c two three return(1) -three -(two) -one -two
// EXPECT: end:
// EXPECT: containers destroyed after 0:
// EXPECT: containers destroyed after 1: -one
// EXPECT: containers destroyed after 2: -three -two -one
// EXPECT: containers destroyed after 3: -three -(two) -one -two
// EXPECT: containers destroyed after 4, done:
// EXPECT: unnamed: +hidden move(hidden) -(hidden)
// EXPECT: 1: +unnamed ?a |a
// EXPECT: 2: >a +hidden ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c hidden hidden 6 9 return(31322) -hidden -unnamed
// EXPECT: end: -hidden
// EXPECT: unnamed destroyed after 0: -hidden
// EXPECT: unnamed destroyed after 1: -unnamed -hidden
// EXPECT: unnamed destroyed after 2: -hidden -unnamed -hidden
// EXPECT: unnamed destroyed after 3: -hidden -unnamed -hidden
// EXPECT: unnamed destroyed after 4, done: -hidden
// EXPECT: in template:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 5 5 return(2)
// EXPECT: end:
// EXPECT: in template:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b text text return(2)
// EXPECT: end:
// EXPECT: lambda:
// EXPECT: 1: +in lambda ?lambda |lambda
// EXPECT: 2: >lambda return(42) -in lambda
// EXPECT: end:
