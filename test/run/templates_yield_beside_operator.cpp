// RUN: %run_and_compare %s %t
// A co_yield in a template, in a file with an operator co_await that is a function: it is one of those that only the
// instantiation chooses from.
#include "trace.hpp"

struct awaited {
  const char *name;
};
void_waiter operator co_await(const awaited &operand) { return wait(operand.name); }

struct numbers {
  struct promise_type {
    numbers get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    waiter<int> yield_value(int value) {
      say("yield(%d)", value);
      return {"yield", false, value * 2};
    }
    void return_void() { say("return()"); }
    void unhandled_exception() { throw; }
  };
  std::coroutine_handle<promise_type> handle;
  ~numbers() { handle.destroy(); }
  bool done() const { return handle.done(); }
};

template <class T> numbers count(T first) {
  co_yield 1;
  co_yield first + 1;
  int sent = (co_yield static_cast<int>(first)) + (co_yield 3);
  co_await awaited{"awaited"};
  co_yield sent;
}

int main() {
  run("count", [] { return count(5L); });
  destroy_everywhere("count", [] { return count(5L); });
}
// EXPECT: count:
// EXPECT: 1: yield(1) ?yield |yield
// EXPECT: 2: >yield yield(6) ?yield |yield
// EXPECT: 3: >yield yield(5) ?yield |yield
// EXPECT: 4: >yield yield(3) ?yield |yield
// EXPECT: 5: >yield ?awaited |awaited
// EXPECT: 6: >awaited yield(16) ?yield |yield
// EXPECT: 7: >yield return()
// EXPECT: end:
// EXPECT: count destroyed after 0:
// EXPECT: count destroyed after 1:
// EXPECT: count destroyed after 2:
// EXPECT: count destroyed after 3:
// EXPECT: count destroyed after 4:
// EXPECT: count destroyed after 5:
// EXPECT: count destroyed after 6:
// EXPECT: count destroyed after 7, done:
