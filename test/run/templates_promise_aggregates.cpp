// RUN: %run_and_compare %s %t
// A promise that is an aggregate is made from the parameters of a template where parentheses make it from them
// ([dcl.init.general]/16.6.2.2), whose elements are whole: a parameter never becomes what lies in a base or member.
#include "trace.hpp"
#include <optional>
#include <utility>

template <class T> struct result { // an aggregate
  std::optional<T> value;
  template <class U> void return_value(U &&given) {
    say(value ? "had one" : "had none");
    value.emplace(std::forward<U>(given));
  }
};
template <class T> struct in_base {
  struct promise_type : result<T> {
    int number = 0;
    in_base get_return_object() { return in_base(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
  explicit in_base(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  in_base(in_base &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~in_base() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};
template <class T> struct in_member {
  struct promise_type {
    result<T> inner;
    int number = 0;
    in_member get_return_object() { return in_member(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return say("number %d", number), std::suspend_always(); }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    template <class U> void return_value(U &&given) { inner.return_value(std::forward<U>(given)); }
  };
  std::coroutine_handle<promise_type> handle;
  explicit in_member(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  in_member(in_member &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~in_member() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

template <class Return, class T> Return gives(T value) {
  co_await wait("wait");
  co_return std::move(value);
}

int main() {
  run("base", [] { return gives<in_base<noisy>>(noisy("a")); });
  run("member", [] { return gives<in_member<noisy>>(noisy("b")); });
  run("number", [] { return gives<in_base<int>>(1); });
}
