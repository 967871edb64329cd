// RUN: %run_and_compare %s %t
// co_return of braces is the call return_value({...}) ([stmt.return.coroutine]/2), with awaits among their elements:
// an object that is made in place, one that a template's default argument says, an aggregate, nothing at all.
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

struct pair {
  noisy first;
  int second;
  pair(const noisy &first, int second) : first(first), second(second) {}
};
struct plain {
  int first = 1;
  int second = 2;
};
struct by_reference {
  void return_value(const pair &p) { say("return(%s,%d)", p.first.text(), p.second); }
};
struct by_template {
  template <class T = pair> void return_value(T &&p) { say("return(%s,%d)", p.first.text(), p.second); }
};
struct of_plain {
  void return_value(plain p) { say("return(%d,%d)", p.first, p.second); }
};

coroutine<by_reference> reference() { co_return {noisy("a"), co_await wait("b", 2)}; }
coroutine<by_template> deduced() { co_return {co_await wait("c", noisy("n")), co_await wait("d", 3)}; }
coroutine<of_plain> aggregate() { co_return {co_await wait("e", 4), co_await wait("f", 5)}; }
coroutine<of_plain> empty() {
  if (co_await wait("g", true)) co_return {};
  co_return {7};
}
template <class T> coroutine<of_plain> generic(T first) { co_return {first, co_await wait("h", T(8))}; }

int main() {
  run("reference", reference);
  destroy_everywhere("reference", reference);
  run("deduced", deduced);
  destroy_everywhere("deduced", deduced);
  run("aggregate", aggregate);
  run("empty", empty);
  run("generic", [] { return generic(6); });
}
