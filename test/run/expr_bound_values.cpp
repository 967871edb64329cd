// RUN: %run_and_compare %s %t
// The value of a conditional, of `&&` and `||`, and of a statement expression is a prvalue, also where it is a number
// that is awaited in an arm: it binds to `T &&`.
#include "trace.hpp"
#include <type_traits>
struct kept {
  struct promise_type {
    kept get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    waiter<int> yield_value(int &&value) { say("yield(&&%d)", value); return {"yield", false, 1}; }
    waiter<int> yield_value(const int &value) { say("yield(const &%d)", value); return {"yield", false, 1}; }
    void return_value(int &&value) { say("return(&&%d)", value); }
    void return_value(const int &value) { say("return(const &%d)", value); }
    void return_value(bool &&value) { say("return(bool &&%d)", value); }
    void return_value(bool &value) { say("return(bool &%d)", value); }
    void unhandled_exception() { throw; }
  };
  std::coroutine_handle<promise_type> handle;
  ~kept() { handle.destroy(); }
  bool done() const { return handle.done(); }
};
void take(int &&value) { say("&&%d", value); }
void take(const int &value) { say("const &%d", value); }
template <class T> void any(T &&value) { say("%s %d", std::is_lvalue_reference_v<T> ? "lvalue" : "rvalue", int(value)); }
kept number(int choice) {
  take(choice ? co_await wait("a", 1) : 2);
  take((choice ? 3 : co_await wait("b", 4)));
  any(choice && co_await wait("c", 5));
  any(({ co_await wait("d", 6); }));
  take((say("comma"), (say("again"), choice ? co_await wait("j", 13) : 14)));
  co_yield choice ? co_await wait("e", 7) : 8;
  const int &bound = choice ? co_await wait("f", 9) : 10;
  int &&moved = choice || co_await wait("g", 0);
  take(bound);
  moved += 1;
  any(moved);
  co_return choice ? co_await wait("h", bound + moved) : 12;
}
kept logical(int choice) { co_return choice && co_await wait("i", 1); }
template <class T> kept any_number(T choice) {
  any(choice ? co_await wait("a", 1) : 2);
  any(choice > 0 && co_await wait("c", 5));
  any(int(choice) && co_await wait("c", 5));
  any(({ co_await wait("d", 6); }));
  co_yield choice ? co_await wait("e", 7) : 8;
  auto &&moved = int(choice) || co_await wait("g", 0);
  any(moved);
  if (choice > 1) co_return int(choice) ? co_await wait("h", 4) : 12;
  co_return int(choice) && co_await wait("i", 1);
}
int main() {
  for (int choice : {0, 1}) {
    run("number", [=] { return number(choice); });
    run("logical", [=] { return logical(choice); });
  }
  for (int choice : {0, 1, 2}) run("any_number", [=] { return any_number(choice); });
}
