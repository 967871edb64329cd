// RUN: %run_and_compare %s %t
// A template of a generator with most kinds of statements: a goto back into a try in a range-for, conditions that
// declare, awaits in commas, in elements of arrays, bit-fields and subscripts.
#include "trace.hpp"
#include <utility>
template <class T> struct gen {
  struct promise_type {
    T *value = nullptr;
    gen get_return_object() { return gen{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void_waiter yield_value(T &&v) noexcept(false) { value = &v; say("yield"); return wait("y"); }
    void_waiter yield_value(T &v) { value = &v; say("yield&"); return wait("y&"); }
    void return_void() { say("void"); }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
  };
  std::coroutine_handle<promise_type> handle;
  explicit gen(std::coroutine_handle<promise_type> h) : handle(h) {}
  gen(gen &&o) noexcept : handle(std::exchange(o.handle, nullptr)) {}
  ~gen() { if (handle) handle.destroy(); }
  bool done() const { return handle.done(); }
};
template <class T, int N> struct block {
  T all[N];
  T *begin() { return all; }
  T *end() { return all + N; }
  ~block() { say("-block%d", N); }
};
template <class T> block<T, 2> two(T a) { return {{std::move(a), noisy("b")}}; }

template <class T> gen<noisy> mixed(T name) {
  goto start;
again:
  say("again");
start:
  int round = 0; for (auto &each : two(noisy{name})) {
    try {
      noisy local(round ? "r1" : "r0");
      co_yield each;
      switch (++round) {
        int skipped;
      case 1: {
        const noisy &extended = noisy("extended");
        co_yield noisy("temp");
        say("%s", extended.text());
        if (auto cond = co_await wait("cond", 5); cond > 3) continue;
        break;
      }
      case 2:
        skipped = 3;
        do { co_await wait("do"); } while (skipped-- > 2 && (co_await wait("while", 1), true));
        throw round;
      default: co_return;
      }
    } catch (int n) {
      say("caught%d", n);
      static int times = 0;
      if (times++ == 0) goto again;
    }
  }
  noisy array[2] = {noisy("x"), noisy((co_await wait("el"), "y"))};
  auto &[first, second] = array;
  co_yield second;
  union { int i; float f; };
  i = 3;
  co_await wait("union");
  say("%d", i);
  [[maybe_unused]] volatile int v = 2;
  struct { int a : 3; unsigned b : 5; } bits{1, 2};
  bits.b = co_await wait("bits", 9);
  v = bits.b + bits.a;
  co_await wait("v");
  say("%d", int(v));
  noisy *heap = new noisy((co_await wait("new"), "heap"));
  delete heap;
  char text[] = "chars";
  text[co_await wait("index", 1)] = co_await wait("char", 'o');
  say("%s", text);
  auto const lambda = [&, n = noisy("cap")](auto... x) mutable { say("%s%d", n.text(), (0 + ... + x)); };
  co_await wait("lambda");
  auto copy = lambda;
  copy(1, 2);
}
int main() {
  run("mixed", [] { return mixed("a"); });
  destroy_everywhere("mixed", [] { return mixed("a"); });
}
