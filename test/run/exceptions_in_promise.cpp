// RUN: %run_and_compare %s %t
// Exceptions from the promise's functions in the body: await_transform, yield_value, return_value and return_void throw
// like any call there, so a try block around the statement catches them; what unhandled_exception throws leaves
// resume(), and the coroutine is at its final suspension point ([dcl.fct.def.coroutine]/15).
// GCC-DIFFERS: g++ 12 evaluates awaits in a comma expression out of order.
#include "trace.hpp"

struct promise_base {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return say("final"), std::suspend_always(); }
  ~promise_base() { say("~promise"); }
  void_waiter await_transform(const char *name) {
    if (name[0] == '!') fail("await_transform");
    return wait(name);
  }
  std::suspend_never yield_value(int n) {
    if (n == 0) fail("yield_value");
    return say("yield(%d)", n), std::suspend_never();
  }
};
template <class Promise> struct owner {
  using promise_type = Promise;
  std::coroutine_handle<Promise> handle;
  owner(std::coroutine_handle<Promise> handle) : handle(handle) {}
  owner(owner &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~owner() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

enum class then { swallow, rethrow, other };
then after_failure;

struct valued : promise_base {
  owner<valued> get_return_object() { return {std::coroutine_handle<valued>::from_promise(*this)}; }
  void return_value(int n) {
    if (n == 0) fail("return_value");
    say("return(%d)", n);
  }
  void unhandled_exception() {
    say("unhandled(%s)", current_failure().c_str());
    if (after_failure == then::rethrow) throw;
    if (after_failure == then::other) throw 7;
  }
};
struct plain : promise_base {
  bool fails;
  plain(bool fails, int) : fails(fails) {}
  owner<plain> get_return_object() { return {std::coroutine_handle<plain>::from_promise(*this)}; }
  void return_void() {
    if (fails) fail("return_void");
    say("return()");
  }
  void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
};

owner<valued> values(int step, noisy) {
  noisy outer("outer");
  try {
    noisy inner("inner");
    co_await "a";
    if (step == 0) co_await "!b";
    if (step == 1) co_yield 0;
    if (step == 2) co_return 0;
    if (step == 3) co_return (co_await "c", co_yield 1, 0);
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
    co_return 1;
  }
  if (step == 4) co_await "!d";
  if (step == 5) co_yield 0;
  co_return 0;
}

owner<plain> voids(bool, int step) {
  noisy outer("outer");
  try {
    noisy inner("inner");
    co_await "a";
    if (step == 0) co_return;
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
  noisy last("last");
  if (step == 1) co_return;
}

int main() {
  after_failure = then::swallow;
  for (int step = 0; step <= 6; ++step) run("values", [=] { return values(step, noisy("parameter")); });
  after_failure = then::rethrow;
  run("rethrown", [] { return values(6, noisy("parameter")); });
  after_failure = then::other;
  run("another", [] { return values(5, noisy("parameter")); });
  for (bool fails : {false, true})
    for (int step = 0; step <= 2; ++step) run(fails ? "void, failing" : "void", [=] { return voids(fails, step); });

  line("rethrown from a nested resume:");
  auto made = values(6, noisy("parameter"));
  made.handle.resume();
  try {
    made.handle.resume();
  } catch (int n) {
    say("caught(%d) done=%d", n, made.done());
  }
}
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a throw(await_transform) -inner caught(await_transform) return(1) -outer final
// EXPECT: end: ~promise -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a throw(yield_value) -inner caught(yield_value) return(1) -outer final
// EXPECT: end: ~promise -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a throw(return_value) -inner caught(return_value) return(1) -outer final
// EXPECT: end: ~promise -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a ?c |c
// EXPECT: 3: >c yield(1) throw(return_value) -inner caught(return_value) return(1) -outer final
// EXPECT: end: ~promise -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a -inner throw(await_transform) -outer unhandled(await_transform) final
// EXPECT: end: ~promise -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a -inner throw(yield_value) -outer unhandled(yield_value) final
// EXPECT: end: ~promise -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a -inner throw(return_value) -outer unhandled(return_value) final
// EXPECT: end: ~promise -parameter
// EXPECT: rethrown: +parameter move(parameter) -(parameter)
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a -inner throw(return_value) -outer unhandled(return_value) threw(return_value)
// EXPECT: end: ~promise -parameter
// EXPECT: another: +parameter move(parameter) -(parameter)
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a -inner throw(yield_value) -outer unhandled(yield_value) threw(7)
// EXPECT: end: ~promise -parameter
// EXPECT: void:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a return() -inner -outer final
// EXPECT: end: ~promise
// EXPECT: void:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a -inner +last return() -last -outer final
// EXPECT: end: ~promise
// EXPECT: void:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a -inner +last -last -outer return() final
// EXPECT: end: ~promise
// EXPECT: void, failing:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a throw(return_void) -inner caught(return_void) +last -last -outer throw(return_void) unhandled(return_void) final
// EXPECT: end: ~promise
// EXPECT: void, failing:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a -inner +last throw(return_void) -last -outer unhandled(return_void) final
// EXPECT: end: ~promise
// EXPECT: void, failing:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a -inner +last -last -outer throw(return_void) unhandled(return_void) final
// EXPECT: end: ~promise
// EXPECT: rethrown from a nested resume: +parameter move(parameter) -(parameter) +outer +inner ?a |a >a -inner throw(return_value) -outer unhandled(return_value) caught(7) done=1 ~promise -parameter
