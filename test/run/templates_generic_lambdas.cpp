// RUN: %run_and_compare %s %t
// Coroutine lambdas in templates, and generic ones: each instantiation has closures of its own, which capture what is
// dependent; generic lambdas with several types, packs, forwarding, nested in each other and in generic coroutines.
#include "trace.hpp"
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

template <class T> auto make(T value) {
  return [value, calls = 0](auto more) mutable -> task<T> {
    T kept = value;
    ++calls;
    co_await wait("made");
    value = value + static_cast<T>(more);
    say("%d", calls);
    co_return kept + value;
  };
}
template <class T, class F> task<int> for_each(std::vector<T> items, F f) {
  int n = 0;
  for (T &each : items) n += co_await f(each, n);
  co_return n;
}
template <class T> task<int> inside(T start) {
  auto step = [&start](auto by, const T &limit) -> task<bool> {
    auto before = start;
    co_await wait("step");
    start = start + by;
    co_return before != start && start != limit;
  };
  int n = 0;
  T limit = start + start;
  while (co_await step(start, limit)) ++n;
  n += co_await [=](auto one, auto two, auto three) -> task<int> {
    auto all = std::make_tuple(one, two, three);
    co_return co_await wait("all", static_cast<int>(std::tuple_size_v<decltype(all)>));
  }(1, start, limit);
  say("%s %s", shown(start).c_str(), shown(limit).c_str());
  co_return n;
}

struct visitor {
  template <class F, class... Items> static task<int> visit(F &f, std::tuple<Items...> items) {
    co_return co_await std::apply([&f](auto &...each) { return f(each...); }, items);
  }
};

int main() {
  auto number = make(10);
  auto text = make(std::string("text"));
  run("int", [&] { return number(1); });
  run("int again", [&] { return number(2.5); });
  run("string", [&] { return text("!"); });

  auto describe = [prefix = noisy("prefix")](auto &&value, auto... rest) -> task<int> {
    using type = decltype(value);
    static_assert(std::is_reference_v<type>);
    co_await wait(std::is_lvalue_reference_v<type> ? "lvalue" : "rvalue");
    if constexpr (sizeof...(rest) > 0) {
      auto all = std::make_tuple(std::move(rest)...);
      co_await wait("rest");
      say("%s %s", prefix.text(), shown(std::get<0>(all)).c_str());
      co_return static_cast<int>(std::tuple_size_v<decltype(all)>);
    } else {
      say("%s %s", prefix.text(), shown(value).c_str());
      co_return 0;
    }
  };
  noisy object("object");
  run("lvalue", [&] { return describe(object); });
  run("rvalue", [&] { return describe(std::move(object)); });
  run("rest", [&] { return describe(object, 1, std::string("two")); });
  run("rest noisy", [&] { return describe(object, noisy("rest")); });
  destroy_everywhere("rest noisy", [&] { return describe(object, noisy("rest")); });

  run("for each", [] {
    return for_each(std::vector<int>{1, 2}, [](auto &each, int n) -> task<int> {
      auto twice = each * 2;
      co_await wait("each");
      co_return each = twice + n;
    });
  });
  run("for each string", [] {
    return for_each(std::vector<std::string>{"a", "b"}, [sum = std::string()](auto &each, auto n) mutable -> task<int> {
      co_await wait("each");
      say("%s %d", (sum += each).c_str(), n);
      co_return 1;
    });
  });
  run("inside int", [] { return inside(1); });
  run("inside string", [] { return inside(std::string("x")); });

  auto count = [](auto &...each) -> task<int> {
    std::size_t sizes[] = {sizeof(each)...};
    int n = static_cast<int>(std::size(sizes));
    co_await wait("count");
    co_return n;
  };
  run("visit", [&] { return visitor::visit(count, std::make_tuple(1, 2.5, std::string("x"))); });
  auto outer = [](auto a) {
    return [a](auto b) -> task<int> {
      auto inner = [&](auto c) -> task<int> {
        co_await wait("inner");
        co_return static_cast<int>(a + b + c);
      };
      co_return co_await inner(a) + co_await inner(b);
    };
  };
  auto bound = outer(1);
  run("nested", [&] { return bound(2.5); });
  run("nested again", [&] { return bound(10L); });
}
// EXPECT: int:
// EXPECT: 1: ?made |made
// EXPECT: 2: >made 1 return(21)
// EXPECT: end:
// EXPECT: int again:
// EXPECT: 1: ?made |made
// EXPECT: 2: >made 2 return(24)
// EXPECT: end:
// EXPECT: string:
// EXPECT: 1: ?made |made
// EXPECT: 2: >made 1 return(texttext!)
// EXPECT: end: +prefix +object
// EXPECT: lvalue:
// EXPECT: 1: ?lvalue |lvalue
// EXPECT: 2: >lvalue prefix object return(0)
// EXPECT: end:
// EXPECT: rvalue:
// EXPECT: 1: ?rvalue |rvalue
// EXPECT: 2: >rvalue prefix object return(0)
// EXPECT: end:
// EXPECT: rest:
// EXPECT: 1: ?lvalue |lvalue
// EXPECT: 2: >lvalue ?rest |rest
// EXPECT: 3: >rest prefix 1 return(2)
// EXPECT: end:
// EXPECT: rest noisy: +rest move(rest) -(rest)
// EXPECT: 1: ?lvalue |lvalue
// EXPECT: 2: >lvalue move(rest) ?rest |rest
// EXPECT: 3: >rest prefix rest return(1) -rest
// EXPECT: end: -(rest)
// EXPECT: rest noisy destroyed after 0: -rest
// EXPECT: rest noisy destroyed after 1: -rest
// EXPECT: rest noisy destroyed after 2: -rest -(rest)
// EXPECT: rest noisy destroyed after 3, done: -(rest)
// EXPECT: for each:
// EXPECT: 1: ?each |each
// EXPECT: 2: >each return(2) ?each |each
// EXPECT: 3: >each return(6) return(8)
// EXPECT: end:
// EXPECT: for each string:
// EXPECT: 1: ?each |each
// EXPECT: 2: >each a 0 return(1) ?each |each
// EXPECT: 3: >each ab 1 return(1) return(2)
// EXPECT: end:
// EXPECT: inside int:
// EXPECT: 1: ?step |step
// EXPECT: 2: >step return(0) ?all |all
// EXPECT: 3: >all return(3) 2 2 return(3)
// EXPECT: end:
// EXPECT: inside string:
// EXPECT: 1: ?step |step
// EXPECT: 2: >step return(0) ?all |all
// EXPECT: 3: >all return(3) xx xx return(3)
// EXPECT: end:
// EXPECT: visit:
// EXPECT: 1: ?count |count
// EXPECT: 2: >count return(3) return(3)
// EXPECT: end:
// EXPECT: nested:
// EXPECT: 1: ?inner |inner
// EXPECT: 2: >inner return(4) ?inner |inner
// EXPECT: 3: >inner return(6) return(10)
// EXPECT: end:
// EXPECT: nested again:
// EXPECT: 1: ?inner |inner
// EXPECT: 2: >inner return(12) ?inner |inner
// EXPECT: 3: >inner return(21) return(33)
// EXPECT: end: -object -prefix
