// RUN: %run_and_compare %s %t
// A promise that is an aggregate is initialised from the parameters in parentheses, which C++20 allows and C++17 does
// not ([dcl.init.general]/16.6.2.2, [dcl.fct.def.coroutine]/4); if they do not fit, it is made by default.
#include "trace.hpp"

struct coroutine {
  struct promise_type {
    int first = 1;
    noisy second{"default"};
    const char *third = "third";
    const void *fourth;
    coroutine get_return_object() {
      say("(%d,%s,%s)", first, second.text(), third);
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
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

coroutine all(int n, noisy object, const char *text) { co_await wait(text), say("%d%s", n, object.text()); }
coroutine some(int n, noisy) { co_await wait("a", n); }
coroutine one(int n) { co_await wait("b", n); }
coroutine converted(char c) { co_await wait("c", c); }
coroutine none() { co_await wait("d"); }
coroutine unfit(noisy, int n) { co_await wait("e", n); }
template <class... T> coroutine generic(T...) { co_await wait("g"); }
coroutine too_many(int n, noisy, const char *, int) { co_await wait("f", n); }

int main() {
  run("all", [] { return all(5, noisy("object"), "text"); });
  run("some", [] { return some(6, noisy("object")); });
  run("one", [] { return one(7); });
  run("converted", [] { return converted(8); });
  run("none", [] { return none(); });
  run("unfit", [] { return unfit(noisy("object"), 9); });
  run("generic", [] { return generic(7, noisy("object")); });
  run("generic converted", [] { return generic(8L); });
  run("generic unfit", [] { return generic("unfit"); });
  run("too many", [] { return too_many(1, noisy("object"), "text", 2); });
}
// EXPECT: all: +object move(object) copy(object) (5,object',text) -(object)
// EXPECT: 1: ?text |text
// EXPECT: 2: >text 5object
// EXPECT: end: -object' -object
// EXPECT: some: +object move(object) copy(object) (6,object',third) -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end: -object' -object
// EXPECT: one: +default (7,default,third)
// EXPECT: 1: ?b |b
// EXPECT: 2: >b
// EXPECT: end: -default
// EXPECT: converted: +default (8,default,third)
// EXPECT: 1: ?c |c
// EXPECT: 2: >c
// EXPECT: end: -default
// EXPECT: none: +default (1,default,third)
// EXPECT: 1: ?d |d
// EXPECT: 2: >d
// EXPECT: end: -default
// EXPECT: unfit: +object move(object) +default (1,default,third) -(object)
// EXPECT: 1: ?e |e
// EXPECT: 2: >e
// EXPECT: end: -default -object
// EXPECT: generic: +object move(object) copy(object) (7,object',third) -(object)
// EXPECT: 1: ?g |g
// EXPECT: 2: >g
// EXPECT: end: -object' -object
// EXPECT: generic converted: +default (8,default,third)
// EXPECT: 1: ?g |g
// EXPECT: 2: >g
// EXPECT: end: -default
// EXPECT: generic unfit: +default (1,default,third)
// EXPECT: 1: ?g |g
// EXPECT: 2: >g
// EXPECT: end: -default
// EXPECT: too many: +object move(object) +default (1,default,third) -(object)
// EXPECT: 1: ?f |f
// EXPECT: 2: >f
// EXPECT: end: -default -object
