// RUN: %run_and_compare %s %t
// NATIVE-DIFFERS: Clang leaves allocations out only where it optimises, and not in all of these places
// Which calls of coroutines allocate: those whose type is marked with [[clang::coro_await_elidable]] are parts of what
// awaits them, if they are called where they are awaited and defined before. The promise's operator new is not called.
#include "trace.hpp"
#include <cstdlib>
#include <new>

#if defined(__clang__)
#define AWAIT_ELIDABLE [[clang::coro_await_elidable]]
#define AWAIT_ELIDABLE_ARGUMENT [[clang::coro_await_elidable_argument]]
#else
#define AWAIT_ELIDABLE
#define AWAIT_ELIDABLE_ARGUMENT
#endif

template <class Result> struct promise_of {
  std::coroutine_handle<> continuation;
  int value = 0;
  static void *operator new(std::size_t size) {
    say("new");
    return std::malloc(size);
  }
  static void operator delete(void *memory) {
    say("delete");
    std::free(memory);
  }
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
  void return_value(int result) { value = result; }
  void unhandled_exception() { say("unhandled"); }
};
template <class Result> struct result_of {
  std::coroutine_handle<promise_of<Result>> handle;
  explicit result_of(std::coroutine_handle<promise_of<Result>> handle) : handle(handle) {}
  result_of(result_of &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~result_of() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) const noexcept {
    handle.promise().continuation = awaiting;
    return handle;
  }
  int await_resume() const { return handle.promise().value; }
};
struct AWAIT_ELIDABLE marked : result_of<marked> {
  using promise_type = promise_of<marked>;
  using result_of::result_of;
};
struct unmarked : result_of<unmarked> {
  using promise_type = promise_of<unmarked>;
  using result_of::result_of;
};

marked leaf(int n) {
  co_await wait("leaf");
  co_return n;
}
marked chain2(int n) { co_return co_await leaf(n) + 1; }
marked chain3(int n) { co_return co_await chain2(n) + co_await chain2(n); }
marked chain4(int n) { co_return co_await chain3(n) + 1; }
unmarked from_unmarked(int n) { co_return co_await chain4(n); }
unmarked plain(int n) { co_return n; }
marked to_unmarked(int n) { co_return co_await plain(n); }

marked when_all(AWAIT_ELIDABLE_ARGUMENT marked a, AWAIT_ELIDABLE_ARGUMENT marked b) {
  co_return co_await a + co_await b;
}
marked when_both(AWAIT_ELIDABLE_ARGUMENT marked &&a, marked &&b) { // only one of them
  co_return co_await a + co_await b;
}
marked fan_out(int n) { co_return co_await when_all(leaf(n), chain2(n)); }
marked fan_out_nested(int n) { co_return co_await when_all(when_all(leaf(n), leaf(n)), leaf(n)); }
marked fan_out_half(int n) { co_return co_await when_both(leaf(n), leaf(n)); }
template <class... Children> unmarked sum_of(AWAIT_ELIDABLE_ARGUMENT Children &&...children) {
  int sum = 0;
  for (marked *child : {&children...})
    sum += co_await *child;
  co_return sum;
}

marked recursive(int n) {
  if (n == 0) co_return 0;
  co_return co_await recursive(n - 1) + 1;
}
marked odd(int n);
marked even(int n) { // which is defined before odd
  if (n == 0) co_return 1;
  co_return co_await odd(n - 1);
}
marked odd(int n) {
  if (n == 0) co_return 0;
  co_return co_await even(n - 1);
}
marked kept_in_variable(int n) {
  marked child = leaf(n);
  co_return co_await std::move(child);
}
marked moved(int n) { co_return co_await std::move(static_cast<marked &&>(leaf(n))); } // no prvalue
marked through_pointer(marked (*function)(int)) { co_return co_await function(1); }
marked defaults(int a, int b = -7, const char *name = "\"x\"") {
  co_await wait(name);
  co_return a + b;
}
marked with_defaults() { co_return co_await defaults(1) + co_await defaults(2, 3); }
marked in_arms(bool first) { co_return first ? co_await leaf(1) : co_await chain2(2) + co_await leaf(3); }
marked in_loop(int n) {
  int sum = 0;
  for (int i = 0; i != n; ++i)
    sum += co_await chain2(i);
  co_return sum;
}
namespace other {
namespace {
marked hidden(int n) { co_return n * 2; }
} // namespace
marked visible(int n) { co_return co_await hidden(n) + co_await ::leaf(n); }
} // namespace other
marked qualified(int n) { co_return co_await other::visible(n) + co_await other::hidden(n); }
template <class T> marked of_template(T n) { co_return co_await leaf(n); }
marked to_template(int n) { co_return co_await of_template(n); }
static marked no_exceptions(int n) noexcept { co_return n; }
marked to_noexcept(const int n) { co_return co_await no_exceptions(n); }
static marked constants(const int n, const std::string text) { co_return n + static_cast<int>(text.size()); }
marked to_constants(int n) { co_return co_await constants(n, "abc"); }

template <class Make> void show(const char *title, Make make) {
  run(title, [&make] { return make(); });
  if (pending) line("pending");
}

int main() {
  show("chain", [] { return chain4(1); });
  show("from unmarked", [] { return from_unmarked(1); });
  show("to unmarked", [] { return to_unmarked(1); });
  show("fan-out", [] { return fan_out(1); });
  show("fan-out, nested", [] { return fan_out_nested(1); });
  show("fan-out, half", [] { return fan_out_half(1); });
  show("recursive", [] { return recursive(2); });
  show("even", [] { return even(3); });
  show("kept in variable", [] { return kept_in_variable(1); });
  show("moved", [] { return moved(1); });
  show("through pointer", [] { return through_pointer(&leaf); });
  show("defaults", [] { return with_defaults(); });
  show("first arm", [] { return in_arms(true); });
  show("second arm", [] { return in_arms(false); });
  show("loop", [] { return in_loop(3); });
  show("qualified", [] { return qualified(1); });
  show("to template", [] { return to_template(1); });
  show("to noexcept", [] { return to_noexcept(1); });
  show("to constants", [] { return to_constants(1); });
  destroy_everywhere("chain", [] { return chain3(1); });
  destroy_everywhere("fan-out", [] { return fan_out(1); });
}
// EXPECT: chain: new
// EXPECT: 1: ?leaf |leaf
// EXPECT: 2: >leaf ?leaf |leaf
// EXPECT: 3: >leaf
// EXPECT: end: delete
// EXPECT: from unmarked: new
// EXPECT: 1: ?leaf |leaf
// EXPECT: 2: >leaf ?leaf |leaf
// EXPECT: 3: >leaf
// EXPECT: end: delete
// EXPECT: to unmarked: new
// EXPECT: 1: new delete
// EXPECT: end: delete
// EXPECT: fan-out: new
// EXPECT: 1: ?leaf |leaf
// EXPECT: 2: >leaf ?leaf |leaf
// EXPECT: 3: >leaf
// EXPECT: end: delete
// EXPECT: fan-out, nested: new
// EXPECT: 1: ?leaf |leaf
// EXPECT: 2: >leaf ?leaf |leaf
// EXPECT: 3: >leaf ?leaf |leaf
// EXPECT: 4: >leaf
// EXPECT: end: delete
// EXPECT: fan-out, half: new
// EXPECT: 1: new ?leaf |leaf
// EXPECT: 2: >leaf ?leaf |leaf
// EXPECT: 3: >leaf delete
// EXPECT: end: delete
// EXPECT: recursive: new
// EXPECT: 1: new new delete delete
// EXPECT: end: delete
// EXPECT: even: new
// EXPECT: 1: new new delete delete
// EXPECT: end: delete
// EXPECT: kept in variable: new
// EXPECT: 1: new ?leaf |leaf
// EXPECT: 2: >leaf delete
// EXPECT: end: delete
// EXPECT: moved: new
// EXPECT: 1: new ?leaf |leaf
// EXPECT: 2: >leaf delete
// EXPECT: end: delete
// EXPECT: through pointer: new
// EXPECT: 1: new ?leaf |leaf
// EXPECT: 2: >leaf delete
// EXPECT: end: delete
// EXPECT: defaults: new
// EXPECT: 1: ?"x" |"x"
// EXPECT: 2: >"x" ?"x" |"x"
// EXPECT: 3: >"x"
// EXPECT: end: delete
// EXPECT: first arm: new
// EXPECT: 1: ?leaf |leaf
// EXPECT: 2: >leaf
// EXPECT: end: delete
// EXPECT: second arm: new
// EXPECT: 1: ?leaf |leaf
// EXPECT: 2: >leaf ?leaf |leaf
// EXPECT: 3: >leaf
// EXPECT: end: delete
// EXPECT: loop: new
// EXPECT: 1: ?leaf |leaf
// EXPECT: 2: >leaf ?leaf |leaf
// EXPECT: 3: >leaf ?leaf |leaf
// EXPECT: 4: >leaf
// EXPECT: end: delete
// EXPECT: qualified: new
// EXPECT: 1: ?leaf |leaf
// EXPECT: 2: >leaf
// EXPECT: end: delete
// EXPECT: to template: new
// EXPECT: 1: new new ?leaf |leaf
// EXPECT: 2: >leaf delete delete
// EXPECT: end: delete
// EXPECT: to noexcept: new
// EXPECT: 1:
// EXPECT: end: delete
// EXPECT: to constants: new
// EXPECT: 1:
// EXPECT: end: delete
// EXPECT: chain destroyed after 0: delete
// EXPECT: chain destroyed after 1: delete
// EXPECT: chain destroyed after 2: delete
// EXPECT: chain destroyed after 3, done: delete
// EXPECT: fan-out destroyed after 0: delete
// EXPECT: fan-out destroyed after 1: delete
// EXPECT: fan-out destroyed after 2: delete
// EXPECT: fan-out destroyed after 3, done: delete
