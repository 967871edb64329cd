// RUN: %run_and_compare %s %t
// std::coroutine_traits of a member coroutine has the type of the implicit object parameter first: a reference, with the
// qualifiers of the function ([dcl.fct.def.coroutine]/3); a static member has none. Its specialisations choose the
// promise, here one for each class and qualifier.
// GCC-DIFFERS: g++ 12 does not look at the ref-qualifier.
#include "trace.hpp"
#include <type_traits>

struct handle_owner {
  std::coroutine_handle<> handle;
  explicit handle_owner(std::coroutine_handle<> handle) : handle(handle) {}
  handle_owner(handle_owner &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~handle_owner() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};
struct promise_base {
  std::suspend_always initial_suspend() { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_void() { say("return()"); }
  void unhandled_exception() {}
};
template <class Object> struct promise_of_object : promise_base {
  promise_of_object(std::remove_reference_t<Object> &of, int n) { say("object(%d,%d)", of.value, n); }
  handle_owner get_return_object() {
    say(std::is_const_v<std::remove_reference_t<Object>> ? "const" : "not const");
    say(std::is_lvalue_reference_v<Object> ? "&" : "&&");
    return handle_owner(std::coroutine_handle<promise_of_object>::from_promise(*this));
  }
};
struct promise_of_none : promise_base {
  promise_of_none(int n) { say("none(%d)", n); }
  handle_owner get_return_object() {
    return handle_owner(std::coroutine_handle<promise_of_none>::from_promise(*this));
  }
};
struct other;
struct promise_of_other : promise_base {
  explicit promise_of_other(other &);
  handle_owner get_return_object() {
    return handle_owner(std::coroutine_handle<promise_of_other>::from_promise(*this));
  }
};

template <class Object> struct std::coroutine_traits<handle_owner, Object, int> {
  static_assert(std::is_reference_v<Object>);
  using promise_type = promise_of_object<Object>;
};
template <> struct std::coroutine_traits<handle_owner, int> {
  using promise_type = promise_of_none;
};
template <> struct std::coroutine_traits<handle_owner, other &> {
  using promise_type = promise_of_other;
};

struct object {
  int value = 10;
  handle_owner plain(int n) { co_await wait("plain"), say("%d", value + n); }
  handle_owner constant(int n) const { co_await wait("constant"), say("%d", value + n); }
  handle_owner lvalue(int n) & { co_await wait("lvalue"), say("%d", value + n); }
  handle_owner rvalue(int n) && { co_await wait("rvalue"), say("%d", value + n); }
  handle_owner constant_rvalue(int n) const &&;
  static handle_owner none(int n) { co_await wait("none"), say("%d", n); }
};
handle_owner object::constant_rvalue(int n) const && { co_await wait("constant rvalue"), say("%d", value + n); }

struct other {
  int value = 20;
  handle_owner go() { co_await wait("go"), say("%d", value); }
};
promise_of_other::promise_of_other(other &of) { say("promise(%d)", ++of.value); }

int main() {
  object o;
  run("plain", [&] { return o.plain(1); });
  run("constant", [&] { return o.constant(2); });
  run("lvalue", [&] { return o.lvalue(3); });
  run("rvalue", [&] { return std::move(o).rvalue(4); });
  run("constant rvalue", [&] { return static_cast<const object &&>(o).constant_rvalue(5); });
  run("none", [] { return object::none(6); });
  other of;
  run("other", [&] { return of.go(); });
}
// EXPECT: plain: object(10,1) not const &
// EXPECT: 1: ?plain |plain
// EXPECT: 2: >plain 11 return()
// EXPECT: end:
// EXPECT: constant: object(10,2) const &
// EXPECT: 1: ?constant |constant
// EXPECT: 2: >constant 12 return()
// EXPECT: end:
// EXPECT: lvalue: object(10,3) not const &
// EXPECT: 1: ?lvalue |lvalue
// EXPECT: 2: >lvalue 13 return()
// EXPECT: end:
// EXPECT: rvalue: object(10,4) not const &&
// EXPECT: 1: ?rvalue |rvalue
// EXPECT: 2: >rvalue 14 return()
// EXPECT: end:
// EXPECT: constant rvalue: object(10,5) const &&
// EXPECT: 1: ?constant rvalue |constant rvalue
// EXPECT: 2: >constant rvalue 15 return()
// EXPECT: end:
// EXPECT: none: none(6)
// EXPECT: 1: ?none |none
// EXPECT: 2: >none 6 return()
// EXPECT: end:
// EXPECT: other: promise(21)
// EXPECT: 1: ?go |go
// EXPECT: 2: >go 21 return()
// EXPECT: end:
