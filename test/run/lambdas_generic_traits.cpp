// RUN: %run_and_compare %s %t
// std::coroutine_traits of a generic lambda are asked for the types of its parameters
// ([dcl.fct.def.coroutine]/3).
#include "trace.hpp"

struct plain {
  std::coroutine_handle<> handle;
  plain(std::coroutine_handle<> handle) : handle(handle) {}
  plain(plain &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~plain() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};
template <class... P> struct std::coroutine_traits<plain, P...> {
  struct promise_type {
    plain get_return_object() {
      say("promise(%d)", int(sizeof...(P)) > 1);
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() { say("return()"); }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
  };
};

int main() {
  auto one = [](auto n, int more) -> plain { say("%d", co_await wait("a", n) + more); };
  auto typed = []<class T>(T n, T more) -> plain { say("%d", co_await wait("b", n) + more); };
  run("one", [&] { return one(1, 2); });
  run("typed", [&] { return typed(3, 4); });
}
