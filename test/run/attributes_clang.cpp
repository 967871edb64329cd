// RUN: %run_and_compare %s %t
// Clang's attributes for coroutine types: [[clang::coro_return_type]], whose functions are coroutines or marked as
// wrappers, coro_lifetimebound, coro_only_destroy_when_complete and coro_await_elidable. What costate makes of a
// coroutine is none any more, and still has to be accepted.
#include "trace.hpp"
#include <utility>

#if defined(__clang__)
#define CORO_RETURN_TYPE [[clang::coro_return_type]]
#define CORO_WRAPPER [[clang::coro_wrapper]]
#define CORO_LIFETIMEBOUND [[clang::coro_lifetimebound]]
#define CORO_DISABLE_LIFETIMEBOUND [[clang::coro_disable_lifetimebound]]
#define CORO_ONLY_DESTROY_WHEN_COMPLETE [[clang::coro_only_destroy_when_complete]]
#define CORO_AWAIT_ELIDABLE [[clang::coro_await_elidable]]
#else
#define CORO_RETURN_TYPE
#define CORO_WRAPPER
#define CORO_LIFETIMEBOUND
#define CORO_DISABLE_LIFETIMEBOUND
#define CORO_ONLY_DESTROY_WHEN_COMPLETE
#define CORO_AWAIT_ELIDABLE
#endif

struct owner { // of a frame
  std::coroutine_handle<> handle;
  explicit owner(std::coroutine_handle<> handle) : handle(handle) {}
  owner(owner &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~owner() {
    if (handle) handle.destroy();
  }
};
template <class Result> struct promise_of {
  std::coroutine_handle<> continuation;
  int value = 0;
  Result get_return_object() { return Result(std::coroutine_handle<promise_of>::from_promise(*this)); }
  std::suspend_always initial_suspend() noexcept { return {}; }
  struct final_awaiter {
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_of> handle) const noexcept {
      std::coroutine_handle<> continuation = handle.promise().continuation;
      return continuation ? continuation : std::noop_coroutine();
    }
    void await_resume() const noexcept {}
  };
  final_awaiter final_suspend() noexcept { return {}; }
  void return_value(int result) { say("return(%d)", value = result); }
  void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
};
template <class Result> struct awaited : owner { // a result that can be awaited
  using owner::owner;
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept {
    promise().continuation = awaiting;
    return handle;
  }
  int await_resume() const { return promise().value; }
  auto &promise() const {
    return std::coroutine_handle<promise_of<Result>>::from_address(handle.address()).promise();
  }
};

struct CORO_RETURN_TYPE CORO_LIFETIMEBOUND checked : awaited<checked> {
  using promise_type = promise_of<checked>;
  using awaited::awaited;
};
struct CORO_ONLY_DESTROY_WHEN_COMPLETE completed : awaited<completed> {
  using promise_type = promise_of<completed>;
  using awaited::awaited;
};
struct CORO_AWAIT_ELIDABLE elidable : awaited<elidable> {
  using promise_type = promise_of<elidable>;
  using awaited::awaited;
};

checked plain(const noisy &object) {
  co_await wait("plain");
  say("%s", object.text());
  co_return 1;
}
CORO_DISABLE_LIFETIMEBOUND checked unbound(const noisy &object) {
  say("%s", object.text());
  co_await wait("unbound");
  co_return 2;
}
CORO_WRAPPER checked wrapper(const noisy &object) {
  say("wrapper");
  return plain(object);
}
checked outer(noisy object) {
  int n = co_await wrapper(object);
  checked kept = unbound(object);
  n += co_await plain(noisy("temporary")) * 10;
  co_return n + co_await kept * 100;
}
struct object {
  noisy tag{"object"};
  checked member(int n) const {
    co_await wait(tag.text());
    co_return n;
  }
  checked outside(int n);
  template <class T> static checked fixed(T value) {
    T kept = value;
    co_await wait("fixed");
    co_return static_cast<int>(kept);
  }
};
checked object::outside(int n) {
  co_return n + co_await member(n);
}
template <class Value> struct CORO_RETURN_TYPE checked_for : awaited<checked_for<Value>> {
  using promise_type = promise_of<checked_for>;
  using awaited<checked_for>::awaited;
};
template <class Value> checked_for<Value> dependent(Value value) {
  auto nested = [](Value value) mutable -> checked_for<Value> { co_return static_cast<int>(value) + 1; };
  co_return co_await nested(value) * 2;
}
completed until_complete(noisy parameter) {
  noisy local("local");
  co_await wait("a");
  say("%s", parameter.text());
  co_return 3;
}
elidable inner(int n) {
  noisy local("inner");
  co_await wait("inner");
  co_return n + 1;
}
elidable eliding(int n) {
  int sum = co_await inner(n);
  sum += co_await inner(sum);
  co_return sum;
}

template <class Made> void finish(Made &&made) {
  made.handle.resume();
  drive(7);
  line("end%s:", made.handle.done() ? "" : ", not done");
  pending = nullptr;
}

int main() {
  noisy outside("outside");
  line("plain:");
  finish(plain(outside));
  line("wrapper:");
  finish(wrapper(outside));
  line("outer:");
  finish(outer(noisy("parameter")));
  object o;
  line("member:");
  finish(o.member(4));
  line("template:");
  finish(object::fixed(5.5));
  auto lambda = [&outside](int n) -> checked { co_return n + co_await plain(outside); };
  line("outside:");
  finish(o.outside(4));
  line("dependent:");
  finish(dependent(8.5));
  line("lambda:");
  finish(lambda(6));
  line("completed:");
  finish(until_complete(noisy("parameter")));
  line("elidable:");
  finish(eliding(7));
}
// EXPECT: +outside
// EXPECT: plain: ?plain |plain
// EXPECT: 1: >plain outside return(1)
// EXPECT: end:
// EXPECT: wrapper: wrapper ?plain |plain
// EXPECT: 1: >plain outside return(1)
// EXPECT: end:
// EXPECT: outer: +parameter move(parameter) wrapper ?plain |plain
// EXPECT: 1: >plain parameter return(1) +temporary ?plain |plain
// EXPECT: 2: >plain temporary return(1) -temporary parameter ?unbound |unbound
// EXPECT: 3: >unbound return(2) return(211)
// EXPECT: end: -parameter -(parameter) +object
// EXPECT: member: ?object |object
// EXPECT: 1: >object return(4)
// EXPECT: end:
// EXPECT: template: ?fixed |fixed
// EXPECT: 1: >fixed return(5)
// EXPECT: end:
// EXPECT: outside: ?object |object
// EXPECT: 1: >object return(4) return(8)
// EXPECT: end:
// EXPECT: dependent: return(9) return(18)
// EXPECT: end:
// EXPECT: lambda: ?plain |plain
// EXPECT: 1: >plain outside return(1) return(7)
// EXPECT: end:
// EXPECT: completed: +parameter move(parameter) +local ?a |a
// EXPECT: 1: >a parameter return(3) -local
// EXPECT: end: -parameter -(parameter)
// EXPECT: elidable: +inner ?inner |inner
// EXPECT: 1: >inner return(8) -inner +inner ?inner |inner
// EXPECT: 2: >inner return(9) -inner return(17)
// EXPECT: end: -object -outside
