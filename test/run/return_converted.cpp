// RUN: %run_and_compare %s %t
// What co_return converts: a local is moved from where its conversion operator tells ([stmt.return.coroutine]), and
// `co_return T()` of a template calls return_void() where T is void.
#include "trace.hpp"

struct convertible {
  operator int() const & {
    say("lvalue");
    return 1;
  }
  operator int() && {
    say("rvalue");
    return 2;
  }
};
template <class T> struct by_value {
  struct promise_type {
    T value{};
    by_value get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T v) { value = v; }
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
};
by_value<int> local() {
  convertible c;
  co_return c;
}
by_value<int> reference(convertible &c) { co_return c; }
by_value<int> parameter(convertible c) {
  co_await ready("parameter");
  co_return c;
}
by_value<int> prvalue() { co_return convertible(); }
template <class T> task<T> made() { co_return T(); }
template <class T> task<T> cast(int n) {
  co_await wait("cast");
  co_return static_cast<T>(n);
}

void show(by_value<int> made) {
  say("%d", made.handle.promise().value);
  made.handle.destroy();
}
int main() {
  show(local());
  convertible c;
  show(reference(c));
  show(parameter(convertible()));
  show(prvalue());
  run("int", [] { return made<int>(); });
  run("void", [] { return made<void>(); });
  run("cast int", [] { return cast<int>(3); });
  run("cast void", [] { return cast<void>(4); });
}
