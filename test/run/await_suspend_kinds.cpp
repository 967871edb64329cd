// RUN: %run_and_compare %s %t
// await_suspend returns nothing, bool or a handle, takes any type a handle of this promise converts to, may be a
// template, static, const, or come from a base; the handle gives the promise and is the coroutine's own; await_ready
// may be anything that converts to bool ([expr.await]/3,5). All functions are called once and in order.
#include "trace.hpp"

struct truth {
  bool value;
  explicit operator bool() const { return say("bool"), value; }
};
struct typed { // wants to know the promise
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<task<int>::promise_type> handle) const noexcept {
    say("promise %d", handle.promise().value == nullptr);
    pending = handle;
  }
  void await_resume() const noexcept {}
};
struct any_handle { // a class that a handle converts to
  std::coroutine_handle<> inside;
  template <class Promise>
  any_handle(std::coroutine_handle<Promise> handle) : inside(handle) {}
};
struct converting {
  truth await_ready() { return say("?"), truth{false}; }
  void await_suspend(any_handle handle) { pending = handle.inside; }
  const char *await_resume() { return "converted"; }
};
struct generic {
  bool ready;
  truth await_ready() { return {ready}; }
  template <class Promise> bool await_suspend(std::coroutine_handle<Promise> handle) {
    pending = handle;
    return say("generic %d", handle.promise().value == nullptr), true;
  }
  int await_resume() { return ready; }
};
struct static_members {
  static bool await_ready() { return false; }
  static std::coroutine_handle<> await_suspend(std::coroutine_handle<> handle) {
    pending = handle;
    return std::noop_coroutine();
  }
  static void await_resume() { say("static"); }
};
struct overloaded { // chosen by the type of the handle
  bool await_ready() const & { return say("lvalue"), false; }
  bool await_ready() && { return say("rvalue"), false; }
  void await_suspend(std::coroutine_handle<>) { say("general"); }
  void await_suspend(std::coroutine_handle<task<int>::promise_type> handle) { say("special"), pending = handle; }
  int await_resume() & { return 1; }
  int await_resume() && { return 2; }
};
struct derived : private maybe {
  derived() : maybe{"base", true} {}
  using maybe::await_ready;
  using maybe::await_resume;
  using maybe::await_suspend;
};
struct virtual_base {
  virtual ~virtual_base() = default;
  virtual bool await_ready() { return false; }
  virtual void await_suspend(std::coroutine_handle<> handle) { pending = handle; }
  virtual int await_resume() = 0;
};
struct virtual_derived : virtual_base {
  int await_resume() override { return 42; }
};
struct unwanted { // says after all that it will not suspend, and passes the handle on
  std::coroutine_handle<> &seen;
  bool await_ready() { return false; }
  bool await_suspend(std::coroutine_handle<> handle) { return seen = handle, false; }
  std::coroutine_handle<> await_resume() { return seen; }
};

task<int> all(std::coroutine_handle<> &self) {
  co_await typed{};
  say("%s", co_await converting{});
  say("%d", co_await generic{false});
  say("%d", co_await generic{true});
  co_await static_members{};
  say("%d", co_await overloaded{});
  say("%d", co_await maybe{"false", false});
  say("%d", co_await maybe{"true", true});
  say("%d", co_await derived{});
  virtual_derived v;
  virtual_base &b = v;
  say("%d", co_await b);
  std::coroutine_handle<> seen, same = co_await unwanted{seen};
  say("%d%d", seen == self, same == self);
  co_await std::suspend_never{};
  co_await transfer{"self", self}; // goes on with this very coroutine
  pending = nullptr;
  co_await transfer{"noop", std::noop_coroutine()};
  for (int i = 0; i < 3; ++i) co_await maybe{"loop", i == 1};
  std::suspend_always always;
  pending = self;
  co_await always;
  co_return 0;
}

int main() {
  line("all:");
  std::coroutine_handle<> self;
  task<int> made = all(self);
  self = pending = made.handle;
  drive();
  line("end: %d", made.done());
}
// EXPECT: all:
// EXPECT: 1: promise 1
// EXPECT: 2: ? bool
// EXPECT: 3: converted bool generic 1
// EXPECT: 4: 0 bool 1
// EXPECT: 5: static lvalue special
// EXPECT: 6: 1 ?false |false >false 0 ?true |true
// EXPECT: 7: >true 1 ?base |base
// EXPECT: 8: >base 1
// EXPECT: 9: 42 11 ?self |self >self ?noop |noop
// EXPECT: 10: >noop ?loop |loop >loop ?loop |loop
// EXPECT: 11: >loop ?loop |loop >loop
// EXPECT: 12: return(0)
// EXPECT: end: 1
