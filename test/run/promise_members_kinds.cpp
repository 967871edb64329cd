// RUN: %run_and_compare %s %t
// The functions of the protocol are found by name and called, whatever they are: data members with a call operator or
// pointers to functions, static members, templates, inherited ones, ones with default arguments, virtual and
// overloaded ones ([dcl.fct.def.coroutine]/5, [expr.yield], [expr.await]/3).
// GCC-DIFFERS: g++ 12 does not accept data members.
#include "trace.hpp"

template <class Promise> struct coroutine {
  struct promise_type : Promise {
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

struct call_suspend {
  const char *name;
  std::suspend_always operator()() const noexcept { return say("%s", name), std::suspend_always(); }
};
void function_return(int n) { say("function(%d)", n); }

struct data_members { // function objects and pointers
  call_suspend initial_suspend{"initial"};
  call_suspend final_suspend{"final"};
  void (*return_value)(int) = function_return;
  struct {
    void operator()() const { say("unhandled(%s)", current_failure().c_str()); }
  } unhandled_exception;
  struct {
    waiter<int> operator()(int n) const { return wait("yielded", n * 2); }
    waiter<int> operator()(const char *text) const { return wait(text, 1); }
  } yield_value;
  struct {
    template <class T> T operator()(T awaiter) const { return say("transform"), awaiter; }
  } await_transform;
};
struct static_members {
  static std::suspend_never initial_suspend() { return say("initial"), std::suspend_never(); }
  static std::suspend_always final_suspend() noexcept { return say("final"), std::suspend_always(); }
  static void return_value(int n) { say("return(%d)", n); }
  static void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
  static waiter<int> yield_value(int n) { return wait("yielded", n * 3); }
  static waiter<int> await_transform(waiter<int> w) { return say("transform"), w; }
};
struct templates {
  template <class T = std::suspend_always> T initial_suspend() { return say("initial"), T(); }
  template <class... T> std::suspend_always final_suspend(T...) noexcept { return say("final"), std::suspend_always(); }
  template <class T> void return_value(T &&value) { say("return(%d)", static_cast<int>(value)); }
  template <class T = int> void unhandled_exception(T = {}) { say("unhandled(%s)", current_failure().c_str()); }
  template <class T> waiter<T> yield_value(T value) { return wait("yielded", value + 1); }
  template <class T> T &&await_transform(T &&awaiter) { return say("transform"), std::forward<T>(awaiter); }
};
struct with_defaults {
  std::suspend_always initial_suspend(int n = 1) { return say("initial(%d)", n), std::suspend_always(); }
  std::suspend_always final_suspend(int n = 2, int m = 3) noexcept {
    return say("final(%d,%d)", n, m), std::suspend_always();
  }
  void return_value(int value, int more = 4) { say("return(%d,%d)", value, more); }
  void unhandled_exception(const char *name = "unhandled") { say("%s(%s)", name, current_failure().c_str()); }
  waiter<int> yield_value(int n, int more = 5) { return wait("yielded", n + more); }
  waiter<int> await_transform(waiter<int> w, int more = 6) { return w.value += more, w; }
};
class base { // inherited, virtual, through using-declarations
public:
  virtual ~base() = default;
  virtual std::suspend_always initial_suspend() { return say("never"), std::suspend_always(); }
  std::suspend_always final_suspend() noexcept { return say("final"), std::suspend_always(); }

protected:
  void return_value(int n) { say("return(%d)", n); }
  void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
  waiter<int> yield_value(int n) { return wait("yielded", n + 1); }
  void yield_value(const char *) = delete;
};
struct inherited : base {
  std::suspend_always initial_suspend() override { return say("overridden"), std::suspend_always(); }
  using base::return_value;
  using base::unhandled_exception;
  using base::yield_value;
};

coroutine<data_members> with_data_members(int n) {
  say("%d", co_await wait("a", n));
  say("%d", co_yield n);
  say("%d", co_yield "text");
  if (n > 1) fail("x");
  co_return n;
}
coroutine<static_members> with_static_members(int n) {
  say("%d", co_await wait("a", n));
  say("%d", co_yield n);
  if (n > 1) fail("x");
  co_return n;
}
coroutine<templates> with_templates(int n) {
  say("%d", co_await wait("a", n));
  say("%d", co_yield n);
  if (n > 1) fail("x");
  co_return n;
}
coroutine<with_defaults> with_default_arguments(int n) {
  say("%d", co_await wait("a", n));
  say("%d", co_yield n);
  if (n > 1) fail("x");
  co_return n;
}
coroutine<inherited> with_inheritance(int n) {
  say("%d", co_await wait("a", n));
  say("%d", co_yield n);
  if (n > 1) fail("x");
  co_return n;
}

int main() {
  for (int n = 1; n <= 2; ++n) {
    run("data members", [=] { return with_data_members(n); });
    run("static members", [=] { return with_static_members(n); });
    run("templates", [=] { return with_templates(n); });
    run("default arguments", [=] { return with_default_arguments(n); });
    run("inheritance", [=] { return with_inheritance(n); });
  }
}
// EXPECT: data members: initial
// EXPECT: 1: transform ?a |a
// EXPECT: 2: >a 1 ?yielded |yielded
// EXPECT: 3: >yielded 2 ?text |text
// EXPECT: 4: >text 1 function(1) final
// EXPECT: end:
// EXPECT: static members: initial transform ?a |a
// EXPECT: 1: >a 1 ?yielded |yielded
// EXPECT: 2: >yielded 3 return(1) final
// EXPECT: end:
// EXPECT: templates: initial
// EXPECT: 1: transform ?a |a
// EXPECT: 2: >a 1 ?yielded |yielded
// EXPECT: 3: >yielded 2 return(1) final
// EXPECT: end:
// EXPECT: default arguments: initial(1)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 7 ?yielded |yielded
// EXPECT: 3: >yielded 6 return(1,4) final(2,3)
// EXPECT: end:
// EXPECT: inheritance: overridden
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 1 ?yielded |yielded
// EXPECT: 3: >yielded 2 return(1) final
// EXPECT: end:
// EXPECT: data members: initial
// EXPECT: 1: transform ?a |a
// EXPECT: 2: >a 2 ?yielded |yielded
// EXPECT: 3: >yielded 4 ?text |text
// EXPECT: 4: >text 1 throw(x) unhandled(x) final
// EXPECT: end:
// EXPECT: static members: initial transform ?a |a
// EXPECT: 1: >a 2 ?yielded |yielded
// EXPECT: 2: >yielded 6 throw(x) unhandled(x) final
// EXPECT: end:
// EXPECT: templates: initial
// EXPECT: 1: transform ?a |a
// EXPECT: 2: >a 2 ?yielded |yielded
// EXPECT: 3: >yielded 3 throw(x) unhandled(x) final
// EXPECT: end:
// EXPECT: default arguments: initial(1)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 8 ?yielded |yielded
// EXPECT: 3: >yielded 7 throw(x) unhandled(x) final(2,3)
// EXPECT: end:
// EXPECT: inheritance: overridden
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 2 ?yielded |yielded
// EXPECT: 3: >yielded 3 throw(x) unhandled(x) final
// EXPECT: end:
