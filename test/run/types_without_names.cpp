// RUN: %run_and_compare %s %t
// Types that a coroutine cannot name are kept across a suspension: classes made of the closures of other functions, of
// private classes and of packs of them, and local classes of others, as operands, awaiters, variables and references.
// The operand of an await is an expression of any kind in front of a member `operator co_await`.
#include "trace.hpp"
#include <functional>
#include <tuple>
#include <type_traits>
#include <utility>

template <class F, class... Parts> struct mapping { // of what closures and private classes are made
  F function;
  std::tuple<Parts...> parts;
  noisy mark;
  struct awaiter {
    mapping &of;
    bool await_ready() const { return false; }
    void await_suspend(std::coroutine_handle<> handle) const { say("|%s", of.mark.text()), pending = handle; }
    auto await_resume() { return std::apply(of.function, of.parts); }
  };
  awaiter operator co_await() & { return {*this}; }
  awaiter operator co_await() && { return say("&&"), awaiter{*this}; }
};
template <class F, class... Parts> mapping<F, Parts...> map(const char *name, F function, Parts... parts) {
  return {std::move(function), {std::move(parts)...}, noisy(name)};
}
template <class... Parts> auto sum(const char *name, Parts... parts) { // a closure of its own
  return map(name, [](auto &&...each) { return (each.value + ...); }, std::move(parts)...);
}

class shop {
  struct price {
    int value;
  };
  template <class T> struct shelf {
    T first, second;
  };

public:
  static price cost(int n) { return {n}; }
  static auto both(int a, int b) { return shelf<price>{{a}, {b}}; }
  static auto counter(int n) {
    struct local {
      int value;
      int next() { return value++; }
    };
    return local{n};
  }
};
auto adder(int n) {
  return [n](auto m) { return n + m; };
}

task<int> operands() {
  int a = co_await sum("private", shop::cost(1), shop::cost(2));
  auto &&b = co_await map("closures", [](auto f, auto p) { return f(p.value); }, adder(3), shop::cost(4));
  co_return a + b + co_await sum("one", shop::cost(5)) * co_await sum("other", shop::counter(6));
}
task<int> variables(int n) {
  auto both = shop::both(n, 2);
  const auto made = sum("variable", shop::cost(n));
  auto copy = std::make_pair(shop::cost(7), adder(n));
  const auto &extended = std::make_tuple(shop::counter(8), adder(1));
  auto counted = shop::counter(9);
  auto [first, second] = both;
  auto *address = &copy;
  auto given = co_await map("given", [](auto c) { return c; }, shop::counter(n));
  co_await wait("wait", 0);
  co_return both.first.value + copy.second(1) + std::get<1>(extended)(2) + counted.next() + counted.next() +
      first.value + second.value + address->first.value + given.next() + std::get<0>(made.parts).value;
}
task<int> kinds_of_operands(int n) {
  auto made = sum("kinds", shop::cost(n));
  auto *address = &made;
  auto **to_address = &address;
  auto other = sum("other", shop::cost(n));
  int total = co_await *address + co_await **to_address + co_await address[0] + co_await *&other;
  total += co_await (n ? *address : other);
  total += co_await (say("comma"), made);
  total += co_await const_cast<decltype(made) &>(*address);
  total += co_await static_cast<decltype(made) &&>(*address);
  total += co_await (decltype(made) &)*address;
  co_return total;
}

namespace other { // a library's own names are no others than it meant
struct ticket {
  int number;
  waiter<int> operator co_await() const { return wait("ticket", number); }
};
template <class T> auto get_awaiter(T &&value) { return static_cast<T &&>(value).operator co_await(); }
template <class T> void hidden(T *) = delete;
template <class T, class P> void transformed(P &, T &&) = delete;
} // namespace other
template <class T> task<int> await_any(T value) { co_return co_await static_cast<T &&>(value); }

// A pack of parameters in the closure that is awaited, or given.
template <class... T> task<int> captured_packs(T... values) {
  int given = co_await map("pack", [&](auto p) { return (p.value + ... + values); }, shop::cost(1));
  co_return given + co_await map("copied", [list = std::make_tuple(values...)](int n) { return n + std::get<0>(list); }, 2);
}

int main() {
  run("operands", operands);
  run("variables", [] { return variables(5); });
  run("kinds", [] { return kinds_of_operands(3); });
  run("library", [] { return await_any(other::ticket{4}); });
  run("packs", [] { return captured_packs(1, 2, 3); });
  destroy_everywhere("operands", operands);
  destroy_everywhere("variables", [] { return variables(5); });
}
