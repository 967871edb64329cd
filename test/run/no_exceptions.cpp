// RUN: %run_and_compare %s %t
// FLAGS: -fno-exceptions -fno-rtti
// Without exceptions and RTTI: statements, expressions, locals, destruction and the promise protocol are the same, and
// what is written must need neither.
#include "trace.hpp"

struct bare {
  struct promise_type {
    noisy member{"member"};
    promise_type() {}
    bare get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int n) { say("return(%d)", n); }
    void unhandled_exception() { say("never"); }
    waiter<int> yield_value(int n) { return wait("yield", n + 1); }
  };
  std::coroutine_handle<promise_type> handle;
  bare(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  bare(bare &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~bare() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

bare everything(noisy parameter, int n) {
  noisy local("local");
  for (int i = 0; i < n; ++i) {
    noisy loop("loop");
    if (co_await wait("a", i) == 1) continue;
    say("%d", co_yield i);
    noisy late("late");
    if (n > 5) co_return -1;
  }
  const noisy &kept = (co_await keeper("keeper")).name.empty() ? local : parameter;
  say("%s", kept.text());
  co_return co_await ready("b", n);
}

task<int> child(int n) {
  noisy local("child");
  co_return n + co_await wait("child", 10);
}
task<> parent() {
  int sum = 0;
  for (int n : {1, 2}) sum += co_await child(n);
  auto closure = [sum, object = noisy("captured")] { return sum + static_cast<int>(object.name.size()); };
  co_await wait("c");
  say("%d", closure());
}

struct failing_allocation {
  struct promise_type {
    static void *operator new(std::size_t) noexcept { return say("no memory"), nullptr; }
    static void operator delete(void *) {}
    static failing_allocation get_return_object_on_allocation_failure() { return {nullptr}; }
    failing_allocation get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() noexcept {}
  };
  std::coroutine_handle<promise_type> handle;
  bool done() const { return !handle; }
};
failing_allocation never(noisy) { co_await wait("never"); }

int main() {
  run("everything", [] { return everything(noisy("parameter"), 3); });
  run("everything, returning", [] { return everything(noisy("parameter"), 6); });
  destroy_everywhere("everything", [] { return everything(noisy("parameter"), 3); });
  run("parent", [] { return parent(); });
  destroy_everywhere("parent", [] { return parent(); });
  run("never", [] { return never(noisy("parameter")); });
}
// EXPECT: everything: +parameter move(parameter) +member -(parameter)
// EXPECT: 1: +local +loop ?a |a
// EXPECT: 2: >a ?yield |yield
// EXPECT: 3: >yield 1 +late -late -loop +loop ?a |a
// EXPECT: 4: >a -loop +loop ?a |a
// EXPECT: 5: >a ?yield |yield
// EXPECT: 6: >yield 3 +late -late -loop +keeper ?keeper |keeper
// EXPECT: 7: >keeper -keeper parameter ?b >b return(3) -local
// EXPECT: end: -member -parameter
// EXPECT: everything, returning: +parameter move(parameter) +member -(parameter)
// EXPECT: 1: +local +loop ?a |a
// EXPECT: 2: >a ?yield |yield
// EXPECT: 3: >yield 1 +late return(-1) -late -loop -local
// EXPECT: end: -member -parameter
// EXPECT: everything destroyed after 0: -member -parameter
// EXPECT: everything destroyed after 1: -loop -local -member -parameter
// EXPECT: everything destroyed after 2: -loop -local -member -parameter
// EXPECT: everything destroyed after 3: -loop -local -member -parameter
// EXPECT: everything destroyed after 4: -loop -local -member -parameter
// EXPECT: everything destroyed after 5: -loop -local -member -parameter
// EXPECT: everything destroyed after 6: -keeper -local -member -parameter
// EXPECT: everything destroyed after 7, done: -member -parameter
// EXPECT: parent:
// EXPECT: 1: +child ?child |child
// EXPECT: 2: >child return(11) -child +child ?child |child
// EXPECT: 3: >child return(12) -child +captured ?c |c
// EXPECT: 4: >c 31 -captured return()
// EXPECT: end:
// EXPECT: parent destroyed after 0:
// EXPECT: parent destroyed after 1: -child
// EXPECT: parent destroyed after 2: -child
// EXPECT: parent destroyed after 3: -captured
// EXPECT: parent destroyed after 4, done:
// EXPECT: never: +parameter no memory -parameter
// EXPECT: end:
