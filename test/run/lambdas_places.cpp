// RUN: %run_and_compare %s %t
// Where a coroutine lambda can be written: initialisers of globals, of static and inline data members, of members, of
// bases and members in a constructor, template arguments' functions, conditions, other initialisers.
#include "trace.hpp"
#include <functional>
#include <map>
#include <string>
#include <vector>

using function = std::function<task<int>(int)>;

auto global = [](int n) -> task<int> {
  noisy local("local");
  co_await wait("global");
  co_return n;
};
const function stored_global = [](int n) -> task<int> { co_return co_await wait("stored global", n); };
static auto static_global = [count = 0](int n) mutable -> task<int> {
  count += n;
  co_await wait("static global");
  co_return count;
};
inline auto inline_global = []() -> task<int> { co_return co_await wait("inline global", 1); };
namespace {
const auto hidden = [](auto n) -> task<decltype(n)> { co_return co_await wait("hidden", n); };
}
function table[] = {[](int n) -> task<int> { co_return co_await wait("table 0", n); },
                    [](int n) -> task<int> { co_return co_await wait("table 1", n * 2); }};
std::map<std::string, function> by_name = {
    {"one", [](int n) -> task<int> { co_return co_await wait("one", n + 1); }},
    {"two", [](int n) -> task<int> {
       co_await wait("two");
       co_return n + 2;
     }}};


struct base {
  function of_base;
  explicit base(function f) : of_base(std::move(f)) {}
};
struct object : base {
  int n = 7;
  static inline auto inline_member = [](int n) -> task<int> { co_return co_await wait("inline member", n); };
  static const function outside;
  static constexpr auto constant = []() -> task<int> { co_return co_await wait("constant", 8); };
  function by_default = [this](int more) -> task<int> {
    co_await wait("default member");
    co_return n + more;
  };
  function in_list;
  object()
      : base([](int m) -> task<int> { co_return co_await wait("base", m); }), in_list([this](int m) -> task<int> {
          n += m;
          co_await wait("in list");
          co_return n;
        }) {
    auto in_constructor = [this]() -> task<int> { co_return co_await wait("in constructor", n); };
    run("in constructor", in_constructor);
  }
  ~object() {
    run("in destructor", [this]() -> task<int> { co_return co_await wait("in destructor", n); });
  }
};
const function object::outside = [](int n) -> task<int> {
  co_await wait("outside");
  co_return n;
};

template <class F> task<int> twice(F f) { return f(2); }
template <class T> T variable = T([](int n) -> task<int> { co_return co_await wait("variable template", n); });
template <class T> struct holder {
  T value;
  function f = [this](int n) -> task<int> {
    T kept = value;
    co_await wait("holder");
    co_return static_cast<int>(kept) + n;
  };
};

int main() {
  run("global", [] { return global(1); });
  run("stored global", [] { return stored_global(2); });
  run("static global", [] { return static_global(3); });
  run("static global again", [] { return static_global(3); });
  run("inline global", [] { return inline_global(); });
  run("hidden", [] { return hidden(4); });
  run("hidden text", [] { return hidden(std::string("text")); });
  for (function &each : table) run("table", [&] { return each(5); });
  for (auto &[name, each] : by_name) run(name.c_str(), [&f = each] { return f(6); });
  {
    object o;
    run("of base", [&] { return o.of_base(1); });
    run("inline member", [&] { return o.inline_member(2); });
    run("outside", [] { return object::outside(3); });
    run("constant", [] { return object::constant(); });
    run("default member", [&] { return o.by_default(4); });
    run("in list", [&] { return o.in_list(5); });
  }
  run("argument", [] { return twice([](int n) -> task<int> { co_return co_await wait("argument", n); }); });
  run("variable", [] { return variable<function>(7); });
  holder<double> h{1.5};
  run("holder", [&] { return h.f(8); });
  if (auto f = [](int n) -> task<int> { co_return co_await wait("if", n); }; true) run("if", [&] { return f(9); });
}
// EXPECT: global:
// EXPECT: 1: +local ?global |global
// EXPECT: 2: >global return(1) -local
// EXPECT: end:
// EXPECT: stored global:
// EXPECT: 1: ?stored global |stored global
// EXPECT: 2: >stored global return(2)
// EXPECT: end:
// EXPECT: static global:
// EXPECT: 1: ?static global |static global
// EXPECT: 2: >static global return(3)
// EXPECT: end:
// EXPECT: static global again:
// EXPECT: 1: ?static global |static global
// EXPECT: 2: >static global return(6)
// EXPECT: end:
// EXPECT: inline global:
// EXPECT: 1: ?inline global |inline global
// EXPECT: 2: >inline global return(1)
// EXPECT: end:
// EXPECT: hidden:
// EXPECT: 1: ?hidden |hidden
// EXPECT: 2: >hidden return(4)
// EXPECT: end:
// EXPECT: hidden text:
// EXPECT: 1: ?hidden |hidden
// EXPECT: 2: >hidden return(text)
// EXPECT: end:
// EXPECT: table:
// EXPECT: 1: ?table 0 |table 0
// EXPECT: 2: >table 0 return(5)
// EXPECT: end:
// EXPECT: table:
// EXPECT: 1: ?table 1 |table 1
// EXPECT: 2: >table 1 return(10)
// EXPECT: end:
// EXPECT: one:
// EXPECT: 1: ?one |one
// EXPECT: 2: >one return(7)
// EXPECT: end:
// EXPECT: two:
// EXPECT: 1: ?two |two
// EXPECT: 2: >two return(8)
// EXPECT: end:
// EXPECT: in constructor:
// EXPECT: 1: ?in constructor |in constructor
// EXPECT: 2: >in constructor return(7)
// EXPECT: end:
// EXPECT: of base:
// EXPECT: 1: ?base |base
// EXPECT: 2: >base return(1)
// EXPECT: end:
// EXPECT: inline member:
// EXPECT: 1: ?inline member |inline member
// EXPECT: 2: >inline member return(2)
// EXPECT: end:
// EXPECT: outside:
// EXPECT: 1: ?outside |outside
// EXPECT: 2: >outside return(3)
// EXPECT: end:
// EXPECT: constant:
// EXPECT: 1: ?constant |constant
// EXPECT: 2: >constant return(8)
// EXPECT: end:
// EXPECT: default member:
// EXPECT: 1: ?default member |default member
// EXPECT: 2: >default member return(11)
// EXPECT: end:
// EXPECT: in list:
// EXPECT: 1: ?in list |in list
// EXPECT: 2: >in list return(12)
// EXPECT: end:
// EXPECT: in destructor:
// EXPECT: 1: ?in destructor |in destructor
// EXPECT: 2: >in destructor return(12)
// EXPECT: end:
// EXPECT: argument:
// EXPECT: 1: ?argument |argument
// EXPECT: 2: >argument return(2)
// EXPECT: end:
// EXPECT: variable:
// EXPECT: 1: ?variable template |variable template
// EXPECT: 2: >variable template return(7)
// EXPECT: end:
// EXPECT: holder:
// EXPECT: 1: ?holder |holder
// EXPECT: 2: >holder return(9)
// EXPECT: end:
// EXPECT: if:
// EXPECT: 1: ?if |if
// EXPECT: 2: >if return(9)
// EXPECT: end:
