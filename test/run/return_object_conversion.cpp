// RUN: %run_and_compare %s %t
// get_return_object may give another type than the function returns: the conversion happens when the coroutine first
// returns to its caller, so after an eager body ran, and is by constructor or conversion function. If it throws, the
// coroutine is destroyed. An object of the very type is made in place ([dcl.fct.def.coroutine]/7, CWG2563; what becomes
// of the coroutine whose conversion throws is not said there: Clang and GCC destroy it).
#include "trace.hpp"

struct source { // what get_return_object gives
  std::coroutine_handle<> handle;
  explicit source(std::coroutine_handle<> handle) : handle(handle) {}
  source(const source &) = delete;
};
bool conversion_fails = false;

template <class Start> struct promise {
  std::string seen = "nothing";
  ~promise() { say("~promise"); }
  Start initial_suspend() { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void return_value(const char *text) { seen = text; }
  void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
};

template <class Start> struct by_constructor {
  std::coroutine_handle<> handle;
  struct promise_type : promise<Start> {
    source get_return_object() { return source(std::coroutine_handle<promise_type>::from_promise(*this)); }
  };
  by_constructor(source &&from) {
    auto typed = std::coroutine_handle<promise_type>::from_address(from.handle.address());
    say("convert(%s)", typed.promise().seen.c_str());
    if (conversion_fails) fail("conversion");
    handle = std::exchange(from.handle, nullptr);
  }
  by_constructor(const by_constructor &) = delete;
  ~by_constructor() { handle.destroy(); }
  bool done() const { return handle.done(); }
};

struct converts_itself {
  std::coroutine_handle<> handle;
  operator long() { return say("to long"), reinterpret_cast<long>(handle.address()); }
};
using number = long;
template <class... Arguments> struct std::coroutine_traits<number, int, Arguments...> {
  struct promise_type : promise<std::suspend_never> {
    converts_itself get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
  };
};

struct in_place { // can neither be copied nor moved
  std::coroutine_handle<> handle;
  const in_place *self = this;
  struct promise_type : promise<std::suspend_never> {
    in_place get_return_object() { return in_place(std::coroutine_handle<promise_type>::from_promise(*this), &self); }
    const in_place *self = nullptr;
  };
  in_place(std::coroutine_handle<> handle, const in_place **known) : handle(handle) { *known = this; }
  in_place(const in_place &) = delete;
  ~in_place() { handle.destroy(); }
};

by_constructor<std::suspend_never> eager(noisy parameter) {
  say("body");
  co_await wait("a");
  co_return parameter.text();
}
by_constructor<std::suspend_never> at_once(noisy parameter) {
  say("body");
  co_return parameter.text();
}
by_constructor<std::suspend_always> lazy(noisy parameter) {
  say("body");
  co_return parameter.text();
}
number counted(int n, noisy) {
  say("body %d", n);
  co_return "number";
}
in_place here(noisy) {
  say("body");
  co_await wait("a");
  co_return "here";
}

int main() {
  for (bool fails : {false, true}) {
    conversion_fails = fails;
    line("== %s", fails ? "failing" : "converting");
    run("eager", [] { return eager(noisy("parameter")); });
    run("at once", [] { return at_once(noisy("parameter")); });
    run("lazy", [] { return lazy(noisy("parameter")); });
    pending = nullptr;
  }
  line("number:");
  long address = counted(5, noisy("parameter"));
  auto handle = std::coroutine_handle<>::from_address(reinterpret_cast<void *>(address));
  line("done %d", handle.done());
  handle.destroy();
  line("in place:");
  in_place object = here(noisy("parameter"));
  auto typed = std::coroutine_handle<in_place::promise_type>::from_address(object.handle.address());
  line("same %d", typed.promise().self == &object && object.self == &object);
}
// EXPECT: == converting
// EXPECT: eager: +parameter move(parameter) body ?a |a convert(nothing) -(parameter)
// EXPECT: 1: >a
// EXPECT: end: ~promise -parameter
// EXPECT: at once: +parameter move(parameter) body convert(parameter) -(parameter)
// EXPECT: end: ~promise -parameter
// EXPECT: lazy: +parameter move(parameter) convert(nothing) -(parameter)
// EXPECT: 1: body
// EXPECT: end: ~promise -parameter
// EXPECT: == failing
// EXPECT: eager: +parameter move(parameter) body ?a |a convert(nothing) throw(conversion) ~promise -parameter -(parameter) threw(conversion)
// EXPECT: at once: +parameter move(parameter) body convert(parameter) throw(conversion) ~promise -parameter -(parameter) threw(conversion)
// EXPECT: lazy: +parameter move(parameter) convert(nothing) throw(conversion) ~promise -parameter -(parameter) threw(conversion)
// EXPECT: number: +parameter move(parameter) body 5 to long -(parameter)
// EXPECT: done 1 ~promise -parameter
// EXPECT: in place: +parameter move(parameter) body ?a |a -(parameter)
// EXPECT: same 1 ~promise -parameter
