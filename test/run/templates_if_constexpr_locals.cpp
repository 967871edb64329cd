// RUN: %run_and_compare %s %t
// The condition of an if constexpr with awaits names what the body declares before it: constants, types, and variables of
// which only the types are asked, also of loops, of references and of results of awaits ([stmt.if]/2).
#include "trace.hpp"
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

template <class T> waiter<T> give(const char *name, T value) { return {name, false, std::move(value)}; }

template <class T> task<int> constants(T value) {
  constexpr bool is_int = std::is_same_v<T, int>;
  int n = 0;
  if constexpr (is_int)
    n = co_await give("int", value + 1);
  else
    co_await wait("other");
  const int size = sizeof(value);
  static constexpr int limit = 4;
  constexpr bool is_big = size > limit || !is_int;
  if constexpr (is_big && is_int && limit == 4)
    co_await wait("never");
  else if constexpr (is_big)
    n += co_await give("big", 10);
  else
    co_await wait("small");
  co_return n;
}

template <class T> task<int> types(T value) {
  auto result = co_await give("result", value);
  using Result = decltype(result);
  const auto &reference = result;
  if constexpr (std::is_pointer_v<Result>) {
    auto inner = co_await give("inner", *result);
    if constexpr (std::is_same_v<decltype(inner), int>)
      co_return inner + co_await give("pointed", 1);
    else
      co_await wait("no int");
  } else if constexpr (std::is_same_v<const std::string &, decltype(reference)>) {
    co_return co_await give("string", static_cast<int>(reference.size()));
  } else {
    constexpr std::size_t count = std::tuple_size_v<Result>;
    auto &[first, second] = result;
    using First = std::decay_t<decltype(std::get<0>(result))>;
    if constexpr (count == 2 && std::is_same_v<First, int>)
      co_return first + co_await give("pair", static_cast<int>(second));
    co_await wait("end");
  }
  co_return 0;
}

// The call gives nothing for some functions: one branch would not compile.
template <class F, class Range> task<int> called(F function, Range range) {
  int n = 0;
  auto it = range.begin();
  for (auto &&each : range) {
    noisy round("round");
    if constexpr (std::is_void_v<decltype(function(each))>)
      function(each), co_await wait("void");
    else
      n += co_await function(each);
  }
  auto wrapped = [&](auto &&value) { return function(value); };
  if constexpr (!std::is_void_v<decltype(wrapped(*it))>)
    n += co_await wrapped(*it);
  co_return n;
}

// A promise that nothing can be derived from.
template <class T> struct plain {
  struct promise_type final : task_result<T> {
    plain get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
  plain(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  plain(plain &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~plain() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};
template <class T> struct transforming {
  struct promise_type final : task_result<T> {
    transforming get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    waiter<int> await_transform(int n) { return give("transformed", n * 2); }
    template <class U> waiter<U> &&await_transform(waiter<U> &&w) { return say("kept"), std::move(w); }
  };
  std::coroutine_handle<promise_type> handle;
  transforming(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  transforming(transforming &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~transforming() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};
template <class Return, class A> Return finals(A a) {
  int n = co_await static_cast<A &&>(a);
  co_return n + co_await give("second", 1);
}

int main() {
  int number = 5;
  run("constants of int", [] { return constants(1); });
  run("constants of double", [] { return constants(2.5); });
  run("types of pointer", [&] { return types(&number); });
  run("types of string", [] { return types(std::string("four")); });
  run("types of pair", [] { return types(std::make_pair(1, 2L)); });
  run("types of another", [] { return types(std::make_tuple("a", 2)); });
  run("called, void", [] { return called([](int) {}, std::vector<int>{1, 2}); });
  run("called", [] { return called([](int &n) { return give("each", n); }, std::vector<int>{1, 2}); });
  run("final", [] { return finals<plain<int>>(give("first", 3)); });
  run("final that transforms", [] { return finals<transforming<int>>(4); });
  destroy_everywhere("called", [] { return called([](int &n) { return give("each", n); }, std::vector<int>{1, 2}); });
}
