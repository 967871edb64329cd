// RUN: %run_and_compare %s %t
// destroy() at every suspension point, the initial, a yield and the final one included: what is in scope dies in
// reverse order (temporaries and awaiters, locals), then the promise, then the parameter copies, then the memory is
// freed ([dcl.fct.def.coroutine]/11 to 13). Nothing of the rest of the body runs.
// GCC-DIFFERS: g++ 12 destroys an array twice whose initialiser awaits.
#include "trace.hpp"
#include <cstdlib>
#include <new>

struct coroutine {
  struct promise_type {
    noisy member{"member"};
    ~promise_type() { say("~promise"); }
    static void *operator new(std::size_t size) { return std::malloc(size); }
    static void operator delete(void *memory) { say("free"), std::free(memory); }
    coroutine get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    keeper initial_suspend() { return keeper("initial"); }
    struct last {
      noisy part{"final"};
      bool await_ready() noexcept { return say("?final"), false; }
      void await_suspend(std::coroutine_handle<>) noexcept { say("|final"); }
      void await_resume() noexcept { say("never"); }
    };
    last final_suspend() noexcept { return {}; }
    keeper yield_value(const noisy &n) { return say("yield(%s)", n.text()), keeper("yielded"); }
    void return_value(const noisy &n) { say("return(%s)", n.text()); }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
  };
  std::coroutine_handle<promise_type> handle;
  coroutine(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  coroutine(coroutine &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~coroutine() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

coroutine body(noisy parameter, int n) {
  noisy first("first");
  co_await wait("a");
  {
    noisy block("block");
    co_yield noisy("temporary");
    if (n > 0) {
      noisy branch("branch");
      co_await keeper("awaiter");
    }
  }
  for (noisy variable("variable"); n-- > 0;) {
    noisy loop("loop");
    try {
      noisy inside("inside");
      co_await wait("b");
      fail("x");
    } catch (const failure &) {
      noisy handler("handler");
    }
    const noisy &extended = noisy("extended");
    noisy array[2] = {noisy("array0"), co_await wait("c", noisy("array1"))};
    co_await wait_ref("d", extended);
  }
  co_return noisy(co_await wait("e", "result"));
}

task<> inner(const char *name) {
  noisy local(name);
  co_await wait("inner");
  co_await wait("again");
}

task<> outer() {
  noisy before("before");
  task<> kept = inner("kept");
  co_await kept;
  co_await inner("temporary");
  noisy after("after");
  co_await wait("outer");
}

int main() {
  destroy_everywhere("body", [] { return body(noisy("parameter"), 1); });
  destroy_everywhere("outer", [] { return outer(); });

  line("never resumed:");
  { coroutine never = body(noisy("parameter"), 0); }
  line("through another handle:");
  task<> made = inner("local");
  made.resume();
  std::coroutine_handle<> erased = std::coroutine_handle<>::from_address(made.handle.address());
  made.handle = nullptr;
  erased.destroy();
}
// EXPECT: body destroyed after 0: -initial ~promise -member -parameter free
// EXPECT: body destroyed after 1: -first ~promise -member -parameter free
// EXPECT: body destroyed after 2: -yielded -temporary -block -first ~promise -member -parameter free
// EXPECT: body destroyed after 3: -awaiter -branch -block -first ~promise -member -parameter free
// EXPECT: body destroyed after 4: -inside -loop -variable -first ~promise -member -parameter free
// EXPECT: body destroyed after 5: -array1 -(array1) -array0 -extended -loop -variable -first ~promise -member -parameter free
// EXPECT: body destroyed after 6: -array1 -array0 -extended -loop -variable -first ~promise -member -parameter free
// EXPECT: body destroyed after 7: -first ~promise -member -parameter free
// EXPECT: body destroyed after 8, done: -final ~promise -member -parameter free
// EXPECT: outer destroyed after 0:
// EXPECT: outer destroyed after 1: -kept -before
// EXPECT: outer destroyed after 2: -kept -before
// EXPECT: outer destroyed after 3: -temporary -before
// EXPECT: outer destroyed after 4: -temporary -before
// EXPECT: outer destroyed after 5: -after -before
// EXPECT: outer destroyed after 6, done:
// EXPECT: never resumed: +parameter move(parameter) +member +initial ?initial |initial -(parameter) -initial ~promise -member -parameter free
// EXPECT: through another handle: +local ?inner |inner -local
