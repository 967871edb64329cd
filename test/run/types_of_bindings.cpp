// RUN: %run_and_compare %s %t
// What decltype says of structured bindings that are kept, in declarations and static_asserts; of decltype(auto) names
// in templates; static members that are called on an object; __LINE__ below macros that are removed.
#include "trace.hpp"
#include <map>
#include <tuple>

#define PAUSE(name) \
  co_await wait(name)
int here = __LINE__;

task<int> bindings(std::map<std::string, int> prices) {
  auto [a, b] = co_await wait("a", std::tuple<int, std::string>(1, "b"));
  static_assert(std::is_same_v<decltype(b), std::string>);
  int array[2] = {2, 3};
  auto [c, d] = array;
  PAUSE("b");
  static_assert(std::is_same_v<decltype(c), int> && std::is_same_v<std::add_const_t<decltype(d)>, const int>);
  decltype(a) more = 4;
  for (auto &&[name, price] : prices) {
    static_assert(std::is_same_v<decltype(name), const std::string>);
    PAUSE("c");
    more += price + int(name.size());
  }
  say("line %d", __LINE__ - here);
  co_return more + d;
}
template <class T> task<int> names(T given) {
  T a = given;
  decltype(auto) b = a;
  decltype(auto) c = (a);
  T &r = given;
  decltype(auto) d = r;
  PAUSE("names");
  b = 50;
  c += 1;
  d += 2;
  co_return a * 100 + given;
}
struct maker {
  static int value(int n) { return say("value"), n; }
  maker &self() { return say("self"), *this; }
};
task<int> statics() {
  maker made;
  co_return made.self().value(co_await wait("static", 5)) + (&made)->self().value(co_await wait("again", 6));
}

int main() {
  say("line %d", __LINE__ - here);
  run("bindings", [] { return bindings({{"x", 1}, {"yy", 2}}); });
  run("names", [] { return names(3); });
  run("statics", statics);
}
