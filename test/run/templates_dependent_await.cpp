// RUN: %run_and_compare %s %t
// Awaits whose operand is dependent: the awaiter comes from the operand itself, from a member or free operator co_await,
// or through the await_transform of the promise that the argument chose; and gives a value, a reference, nothing, or
// what cannot be copied, by instantiation ([expr.await]/3).
// GCC-DIFFERS: g++ 12 copies or moves awaiters that are glvalues.
#include "trace.hpp"
#include <string>
#include <type_traits>

namespace ways {
struct by_member {
  int n;
  waiter<int> operator co_await() const { return wait("member", n); }
};
struct by_free {
  int n;
};
inline waiter<int> operator co_await(const by_free &of) { return wait("free", of.n * 10); }
struct by_lvalue_member { // the awaiter is an lvalue
  keeper inside{"inside"};
  keeper &operator co_await() & { return inside; }
};
struct by_category {
  waiter<int> operator co_await() & { return wait("lvalue", 1); }
  waiter<int> operator co_await() && { return wait("rvalue", 2); }
};
} // namespace ways

template <class T> task<int> of(T awaited) {
  int n = co_await awaited;
  noisy local("local");
  n += co_await static_cast<T &&>(awaited);
  co_return n + (co_await T(awaited));
}
template <class Operand> task<> referring(Operand &operand) {
  auto &&result = co_await operand;
  static_assert(std::is_same_v<decltype(result), noisy &>);
  result.name += "!";
  co_await ready("between");
  auto copy = co_await operand;
  say("%s %d", copy.text(), &result == &(co_await operand));
}
template <class T> task<std::decay_t<T>> any_result(const char *name, T &value) {
  if constexpr (std::is_same_v<T, int>) {
    auto n = co_await wait(name, value);
    co_return n;
  } else {
    decltype(auto) reference = co_await wait_ref(name, value);
    static_assert(std::is_same_v<decltype(reference), T &>);
    say("%d", &reference == &value);
    T moved = co_await wait_move(name, value);
    co_await ready("moved");
    co_return moved;
  }
}
template <class Awaiter> task<> no_copies(Awaiter awaiter) {
  auto object = co_await awaiter;
  static_assert(std::is_same_v<decltype(object), immovable>);
  co_await wait("held");
  const auto &extended = co_await awaiter;
  co_await wait("extended");
  say("%s", extended.text());
}

template <class Result, bool Transforms> struct coroutine {
  struct promise_base {
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() { say("return()"); }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
  };
  struct plain : promise_base {};
  struct transforming : promise_base {
    waiter<Result> await_transform(Result value) { return wait("transformed", value + value); }
    void_waiter await_transform(void_waiter awaiter) { return say("passed"), awaiter; }
    template <class T> std::enable_if_t<!std::is_convertible_v<T, Result>, T &&> await_transform(T &&other) {
      return say("other"), static_cast<T &&>(other);
    }
  };
  struct promise_type : std::conditional_t<Transforms, transforming, plain> {
    coroutine get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
  };
  std::coroutine_handle<promise_type> handle;
  coroutine(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  coroutine(coroutine &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~coroutine() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};
template <class Result, bool Transforms, class Operand> coroutine<Result, Transforms> with(Operand operand) {
  auto result = co_await operand;
  co_await wait("void");
  say("%s", shown(result).c_str());
  co_await keeper("kept");
}

int main() {
  run("member", [] { return of(ways::by_member{1}); });
  run("free", [] { return of(ways::by_free{2}); });
  run("category", [] { return of(ways::by_category()); });
  run("awaiter", [] { return of(wait("awaiter", 3)); });
  destroy_everywhere("member", [] { return of(ways::by_member{1}); });
  keeper kept("kept");
  run("referring", [&] { return referring(kept); });
  ways::by_lvalue_member inside;
  run("referring to lvalue awaiter", [&] { return referring(inside); });
  int number = 4;
  std::string text = "text";
  noisy object("object");
  run("int", [&] { return any_result("int", number); });
  run("string", [&] { return any_result("string", text); });
  run("noisy", [&] { return any_result("noisy", object); });
  run("no copies", [] { return no_copies(elided{"elided"}); });
  destroy_everywhere("no copies", [] { return no_copies(elided{"elided"}); });
  run("plain", [] { return with<int, false>(wait("int", 5)); });
  run("transforming", [] { return with<int, true>(6); });
  run("transforming string", [] { return with<std::string, true>("ab"); });
  run("other", [] { return with<int, true>(ready("other", std::string("x"))); });
}
// EXPECT: member:
// EXPECT: 1: ?member |member
// EXPECT: 2: >member +local ?member |member
// EXPECT: 3: >member ?member |member
// EXPECT: 4: >member return(3) -local
// EXPECT: end:
// EXPECT: free:
// EXPECT: 1: ?free |free
// EXPECT: 2: >free +local ?free |free
// EXPECT: 3: >free ?free |free
// EXPECT: 4: >free return(60) -local
// EXPECT: end:
// EXPECT: category:
// EXPECT: 1: ?lvalue |lvalue
// EXPECT: 2: >lvalue +local ?rvalue |rvalue
// EXPECT: 3: >rvalue ?rvalue |rvalue
// EXPECT: 4: >rvalue return(5) -local
// EXPECT: end:
// EXPECT: awaiter:
// EXPECT: 1: ?awaiter |awaiter
// EXPECT: 2: >awaiter +local ?awaiter |awaiter
// EXPECT: 3: >awaiter ?awaiter |awaiter
// EXPECT: 4: >awaiter return(9) -local
// EXPECT: end:
// EXPECT: member destroyed after 0:
// EXPECT: member destroyed after 1:
// EXPECT: member destroyed after 2: -local
// EXPECT: member destroyed after 3: -local
// EXPECT: member destroyed after 4, done: +kept
// EXPECT: referring:
// EXPECT: 1: ?kept |kept
// EXPECT: 2: >kept ?between >between ?kept! |kept!
// EXPECT: 3: >kept! copy(kept!) ?kept! |kept!
// EXPECT: 4: >kept! kept!' 1 -kept!' return()
// EXPECT: end: +inside
// EXPECT: referring to lvalue awaiter:
// EXPECT: 1: ?inside |inside
// EXPECT: 2: >inside ?between >between ?inside! |inside!
// EXPECT: 3: >inside! copy(inside!) ?inside! |inside!
// EXPECT: 4: >inside! inside!' 1 -inside!' return()
// EXPECT: end: +object
// EXPECT: int:
// EXPECT: 1: ?int |int
// EXPECT: 2: >int return(4)
// EXPECT: end:
// EXPECT: string:
// EXPECT: 1: ?string |string
// EXPECT: 2: >string 1 ?string |string
// EXPECT: 3: >string ?moved >moved return(text)
// EXPECT: end:
// EXPECT: noisy:
// EXPECT: 1: ?noisy |noisy
// EXPECT: 2: >noisy 1 ?noisy |noisy
// EXPECT: 3: >noisy move(object) ?moved >moved return(object) move(object) -(object)
// EXPECT: end: -object
// EXPECT: no copies:
// EXPECT: 1: |elided
// EXPECT: 2: +elided ?held |held
// EXPECT: 3: >held |elided
// EXPECT: 4: +elided ?extended |extended
// EXPECT: 5: >extended elided -elided -elided return()
// EXPECT: end:
// EXPECT: no copies destroyed after 0:
// EXPECT: no copies destroyed after 1:
// EXPECT: no copies destroyed after 2: -elided
// EXPECT: no copies destroyed after 3: -elided
// EXPECT: no copies destroyed after 4: -elided -elided
// EXPECT: no copies destroyed after 5, done:
// EXPECT: plain:
// EXPECT: 1: ?int |int
// EXPECT: 2: >int ?void |void
// EXPECT: 3: >void 5 +kept ?kept |kept
// EXPECT: 4: >kept -kept return()
// EXPECT: end:
// EXPECT: transforming:
// EXPECT: 1: ?transformed |transformed
// EXPECT: 2: >transformed passed ?void |void
// EXPECT: 3: >void 12 +kept other ?kept |kept
// EXPECT: 4: >kept -kept return()
// EXPECT: end:
// EXPECT: transforming string:
// EXPECT: 1: ?transformed |transformed
// EXPECT: 2: >transformed passed ?void |void
// EXPECT: 3: >void abab +kept other ?kept |kept
// EXPECT: 4: >kept -kept return()
// EXPECT: end:
// EXPECT: other:
// EXPECT: 1: other ?other >other passed ?void |void
// EXPECT: 2: >void x +kept other ?kept |kept
// EXPECT: 3: >kept -kept return()
// EXPECT: end: -(object) -inside! -kept!
