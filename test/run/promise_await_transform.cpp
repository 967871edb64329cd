// RUN: %run_and_compare %s %t
// await_transform stands between every co_await of the body and its awaiter, but not co_yield and the initial and final
// suspension; its overloads take values of any kind; its result may still have operator co_await; its temporaries and
// what it returns live to the end of the full-expression ([expr.await]/3.2).
#include "trace.hpp"
#include <type_traits>

struct to_await { // by a free operator
  int n;
};
keeper operator co_await(const to_await &t) { return say("operator"), keeper("item" + std::to_string(t.n)); }

struct coroutine {
  struct promise_type {
    int count = 0;
    coroutine get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
    waiter<int> yield_value(int n) { return wait("yielded", n); }

    waiter<int> await_transform(int n) { return say("int"), wait("int", n + ++count); }
    waiter<std::string> await_transform(const char *text) { return wait("text", std::string(text) + "!"); }
    keeper await_transform(const noisy &object) { return say("const(%s)", object.text()), keeper("kept"); }
    keeper await_transform(noisy &&object) { return say("rvalue(%s)", object.text()), keeper(object.name + "-kept"); }
    to_await await_transform(std::nullptr_t) { return {7}; }
    void_waiter &await_transform(void_waiter &awaiter) { return say("same"), awaiter; }
    void_waiter &&await_transform(void_waiter &&awaiter) { return say("moved"), std::move(awaiter); }
    to_await &await_transform(to_await &t) { return ++t.n, t; }
    template <class T, class = std::enable_if_t<std::is_enum_v<T>>> waiter<T> await_transform(T value) {
      return ready("enum", value);
    }
    waiter<int> await_transform(const std::pair<int, noisy> &both) { return wait("pair", both.first); }
    waiter<int> await_transform(int (*function)(int)) { return wait("function", function(5)); }
  };
  std::coroutine_handle<promise_type> handle;
  coroutine(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  coroutine(coroutine &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~coroutine() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};
enum class colour { red = 3 };
int twice(int n) { return 2 * n; }

coroutine all(noisy parameter) {
  say("%d", co_await 5 + 100);
  say("%s", (co_await "text").c_str());
  say("; %s", (co_await parameter).text());
  say("; %s", (co_await noisy("temporary")).text());
  (co_await std::move(parameter)).name += "?";
  say("; %s", (co_await nullptr).text());
  to_await local{1};
  say("; %s", (co_await local).text());
  void_waiter waits = wait("void");
  co_await waits;
  co_await wait("rvalue");
  say("%d", static_cast<int>(co_await colour::red));
  say("%d", co_await std::pair<int, noisy>(8, "second"));
  say("%d", co_await twice);
  say("%d", co_await co_await 1);
  say("%d", co_yield co_await 2);
  int sum = 0;
  for (int n : {1, 2}) sum += co_await n;
  say("%d", sum);
}

int main() {
  run("all", [] { return all(noisy("parameter")); });
  destroy_everywhere("all", [] { return all(noisy("parameter")); });
}
// EXPECT: all: +parameter move(parameter) -(parameter)
// EXPECT: 1: int ?int |int
// EXPECT: 2: >int 106 ?text |text
// EXPECT: 3: >text text! const(parameter) +kept ?kept |kept
// EXPECT: 4: >kept ; kept -kept +temporary rvalue(temporary) +temporary-kept ?temporary-kept |temporary-kept
// EXPECT: 5: >temporary-kept ; temporary-kept -temporary-kept -temporary rvalue(parameter) +parameter-kept ?parameter-kept |parameter-kept
// EXPECT: 6: >parameter-kept -parameter-kept? operator +item7 ?item7 |item7
// EXPECT: 7: >item7 ; item7 -item7 operator +item2 ?item2 |item2
// EXPECT: 8: >item2 ; item2 -item2 same ?void |void
// EXPECT: 9: >void moved ?rvalue |rvalue
// EXPECT: 10: >rvalue ?enum >enum 3 +second ?pair |pair
// EXPECT: 11: >pair 8 -second ?function |function
// EXPECT: 12: >function 10 int ?int |int
// EXPECT: 13: >int int ?int |int
// EXPECT: 14: >int 6 int ?int |int
// EXPECT: 15: >int ?yielded |yielded
// EXPECT: 16: >yielded 6 int ?int |int
// EXPECT: 17: >int int ?int |int
// EXPECT: 18: >int 14
// EXPECT: end: -parameter
// EXPECT: all destroyed after 0: -parameter
// EXPECT: all destroyed after 1: -parameter
// EXPECT: all destroyed after 2: -parameter
// EXPECT: all destroyed after 3: -kept -parameter
// EXPECT: all destroyed after 4: -temporary-kept -temporary -parameter
// EXPECT: all destroyed after 5: -parameter-kept -parameter
// EXPECT: all destroyed after 6: -item7 -parameter
// EXPECT: all destroyed after 7: -item2 -parameter
// EXPECT: all destroyed after 8: -parameter
// EXPECT: all destroyed after 9: -parameter
// EXPECT: all destroyed after 10: -second -parameter
// EXPECT: all destroyed after 11: -parameter
// EXPECT: all destroyed after 12: -parameter
// EXPECT: all destroyed after 13: -parameter
// EXPECT: all destroyed after 14: -parameter
// EXPECT: all destroyed after 15: -parameter
// EXPECT: all destroyed after 16: -parameter
// EXPECT: all destroyed after 17: -parameter
// EXPECT: all destroyed after 18, done: -parameter
