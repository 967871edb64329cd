// RUN: %run_and_compare %s %t
// The closure is the object of its call operator: a promise's constructor and operator new can take it, as an lvalue
// that is const unless the lambda is mutable, before the parameters ([dcl.fct.def.coroutine]/4, 9).
// NATIVE-DIFFERS: Clang 22 leaves the closure out in both.
#include "trace.hpp"
#include <cstddef>
#include <new>
#include <type_traits>

template <class Promise> struct coroutine {
  struct promise_type : Promise {
    using Promise::Promise;
    coroutine get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
  coroutine(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  coroutine(coroutine &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~coroutine() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

const void *closure_at; // what the promise has seen

template <class First> void note(First &first) {
  closure_at = &first;
  say(std::is_const_v<First> ? "const" : "not const");
}
struct taking_all {
  taking_all() { say("never"); }
  template <class First, class... Rest> explicit taking_all(First &&first, Rest &&...) {
    note(first);
    say("%zu%s", sizeof...(Rest), std::is_lvalue_reference_v<First> ? "&" : "&&");
  }
};
struct taking_two {
  template <class Closure> taking_two(Closure &closure, noisy &object) {
    note(closure);
    object.name += "+";
  }
  taking_two() { say("never"); }
  taking_two(int) { say("never"); }
};
struct allocating {
  static void *operator new(std::size_t size) { return say("never"), ::operator new(size); }
  template <class Closure> static void *operator new(std::size_t size, Closure &closure, int n) {
    note(closure);
    return say("new(%d)", n), ::operator new(size);
  }
  static void operator delete(void *memory) { say("delete"), ::operator delete(memory); }
};
struct not_taking { // would take the parameter alone, but the closure comes first
  not_taking() { say("()"); }
  not_taking(int) { say("never"); }
};

int main() {
  int n = 1;
  auto constant = [n](int, double) -> coroutine<taking_all> { co_await wait("a"), say("%d", n); };
  run("constant", [&] { return constant(1, 2.5); });
  line("%d", closure_at == &constant);
  auto changing = [n]() mutable -> coroutine<taking_all> { co_await wait("a"), say("%d", ++n); };
  run("mutable", [&] { return changing(); });
  line("%d", closure_at == &changing);
  auto generic = [](auto... all) -> coroutine<taking_all> { co_await wait("a"), say("%zu", sizeof...(all)); };
  run("generic", [&] { return generic(1, 2, 3); });
  line("%d", closure_at == &generic);
  auto two = [&n](noisy object) -> coroutine<taking_two> { co_await wait("a"), say("%s %d", object.text(), n); };
  run("two", [&] { return two(noisy("object")); });
  line("%d", closure_at == &two);
  auto allocated = [&n](int m) -> coroutine<allocating> { co_await wait("a"), say("%d", n + m); };
  run("allocated", [&] { return allocated(7); });
  line("%d", closure_at == &allocated);
  auto none = [](int n) -> coroutine<not_taking> { co_await wait("a"), say("%d", n); };
  run("not taking", [&] { return none(8); });
}
// EXPECT: constant: const 2&
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 1
// EXPECT: end:
// EXPECT: 1
// EXPECT: mutable: not const 0&
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 2
// EXPECT: end:
// EXPECT: 1
// EXPECT: generic: const 3&
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 3
// EXPECT: end:
// EXPECT: 1
// EXPECT: two: +object move(object) const -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a object+ 1
// EXPECT: end: -object+
// EXPECT: 1
// EXPECT: allocated: const new(7)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 8
// EXPECT: end: delete
// EXPECT: 1
// EXPECT: not taking: ()
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 8
// EXPECT: end:
