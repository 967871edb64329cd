// RUN: %run_and_compare %s %t
// Parameter objects of yield_value and await_transform are made before the await and end with the full-expression, as
// those of other functions do ([expr.call]/6 leaves it open); that of return_value ends with its call.
// GCC-DIFFERS: g++ 12 ends parameter objects with the call.
#include "trace.hpp"
struct stream {
  struct promise_type {
    stream get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
    keeper yield_value(noisy item) { return say("yield(%s)", item.text()), keeper(item.name + " yielded"); }
    void_waiter yield_value(std::pair<int, noisy> both) {
      return say("yield(%s)", both.second.text()), wait("pair");
    }
    waiter<int> yield_value(int n) { return wait("int", n * 2); }
    static void_waiter yield_value(std::pair<noisy, int>) { return wait("static"); }
    throwing yield_value(at place) { return {"throws", place}; }
    template <class T> keeper await_transform(T object) { return say("transform(%s)", object.text()), keeper("kept"); }
    void_waiter await_transform(void_waiter w) { return w; }
    void return_value(noisy result) { say("return(%s)", result.text()); }
  };
  std::coroutine_handle<promise_type> handle;
  stream(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  stream(stream &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~stream() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};
stream yields() {
  noisy local("local");
  co_yield local;
  co_yield noisy("temporary");
  co_yield "converted";
  co_yield std::move(local);
  say("%s", (co_yield noisy("used")).text());
  const noisy &kept = (co_yield noisy("bound"), local);
  noisy copy = co_yield noisy("copied");
  say("%s %s", kept.text(), copy.text());
  co_yield{1, noisy("pair")};
  co_yield std::pair<noisy, int>("static", 1);
  try {
    co_yield at::suspend;
  } catch (const failure &) {
    say("caught");
  }
  for (int i = 0; i < 2; ++i) co_yield i ? noisy("odd") : noisy("even");
  co_return local;
}
stream transforms() {
  noisy local("local");
  co_await local;
  co_await noisy("temporary");
  say("%s", (co_await std::move(local)).text());
  co_await wait("end");
  co_return co_yield noisy("last");
}
int main() {
  run("yields", [] { return yields(); });
  destroy_everywhere("yields", [] { return yields(); });
  run("transforms", [] { return transforms(); });
  destroy_everywhere("transforms", [] { return transforms(); });
}
