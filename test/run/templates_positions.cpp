// RUN: %run_and_compare %s %t
// Functions of a promise that ask where they are called, in templates.
#include "trace.hpp"

struct asking {
  struct promise_type {
    asking get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    std::suspend_never await_transform(int v, int line = __builtin_LINE()) {
      say("await(%d at %d)", v, line);
      return {};
    }
    std::suspend_never await_transform(const noisy &n, int times = 2, int line = __builtin_LINE()) {
      say("await(%s, %d at %d)", n.text(), times, line);
      return {};
    }
    std::suspend_never yield_value(int v, int line = __builtin_LINE()) {
      say("yield(%d at %d)", v, line);
      return {};
    }
    void return_void() {}
    void unhandled_exception() {}
  };
};

template <class T> asking asks(T t) {
  co_await t;
  co_yield t;
  co_await 3;
  co_yield 3;
  co_await noisy("n");
}

int main() { asks(1); }
