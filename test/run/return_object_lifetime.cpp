// RUN: %run_and_compare %s %t
// What get_return_object gave, if it is not of the type the function returns, is a local variable of the call: it dies
// when the coroutine first returned to its caller and was converted, before the arguments, and not with the coroutine
// ([dcl.fct.def.coroutine]/7, CWG2563).
// NATIVE-DIFFERS: Clang 22 destroys it when the coroutine is destroyed, after its memory was reused.
#include "trace.hpp"

struct source { // what get_return_object gives
  std::coroutine_handle<> handle;
  noisy tag{"source"};
  explicit source(std::coroutine_handle<> handle) : handle(handle) {}
  source(const source &) = delete;
  ~source() { say("~source"); }
};

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
    say("convert(%s,%s)", from.tag.text(), typed.promise().seen.c_str());
    handle = from.handle;
  }
  by_constructor(const by_constructor &) = delete;
  ~by_constructor() { handle.destroy(); }
  bool done() const { return handle.done(); }
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
const task<> to_const() { co_await wait("b"); } // the very type but for const: made in place

int main() {
  run("eager", [] { return eager(noisy("parameter")); });
  run("at once", [] { return at_once(noisy("parameter")); });
  run("lazy", [] { return lazy(noisy("parameter")); });
  run("to const", [] { return to_const(); });
}
// EXPECT: eager: +parameter move(parameter) +source body ?a |a convert(source,nothing) ~source -source -(parameter)
// EXPECT: 1: >a
// EXPECT: end: ~promise -parameter
// EXPECT: at once: +parameter move(parameter) +source body convert(source,parameter) ~source -source -(parameter)
// EXPECT: end: ~promise -parameter
// EXPECT: lazy: +parameter move(parameter) +source convert(source,nothing) ~source -source -(parameter)
// EXPECT: 1: body
// EXPECT: end: ~promise -parameter
// EXPECT: to const:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b return()
// EXPECT: end:
