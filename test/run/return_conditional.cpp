// RUN: %run_and_compare %s %t
// co_return of a conditional with awaits in its arms makes the parameter of return_value where the arm is, without a
// move, and what it refers to lives as long as the call ([expr.cond]/6, [stmt.return.coroutine]/2).
#include "trace.hpp"

template <class Promise> struct coroutine {
  struct promise_type : Promise {
    coroutine get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
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
struct by_value {
  void return_value(noisy n) { say("return(%s)", n.text()); }
};
struct by_reference {
  void return_value(const noisy &n) { say("return(%s)", n.text()); }
};

coroutine<by_value> value(int way) {
  noisy local("local");
  co_return way == 0 ? co_await wait("a", noisy("given"))
  : way == 1         ? noisy("made")
  : way == 2         ? noisy(local)
                     : (co_await wait("b"), noisy("last"));
}
coroutine<by_reference> reference(int way) {
  noisy local("local");
  co_return (co_await wait("c", way)) == 0 ? local : co_await wait("d", noisy("given"));
}

int main() {
  for (int way = 0; way != 4; ++way) {
    run("value", [=] { return value(way); });
    destroy_everywhere("value", [=] { return value(way); });
  }
  for (int way = 0; way != 2; ++way) run("reference", [=] { return reference(way); });
}
