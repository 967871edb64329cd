// RUN: %run_and_compare %s %t
// The promise type comes from std::coroutine_traits of the return type and all parameter types, const and references
// included, so any return type may be a coroutine's: fundamental types, library types, by
// partial specialisation ([coroutine.traits], [dcl.fct.def.coroutine]/3).
#include "trace.hpp"
#include <memory>
#include <vector>

std::vector<std::coroutine_handle<>> started;

struct common {
  std::suspend_always initial_suspend() { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
};
struct tag {};

template <> struct std::coroutine_traits<int, tag, int> { // gives a number at once
  struct promise_type : common {
    int get_return_object() {
      started.push_back(std::coroutine_handle<promise_type>::from_promise(*this));
      return 42;
    }
    void return_value(int n) { say("return(%d)", n); }
  };
};
template <class T> struct std::coroutine_traits<std::unique_ptr<T>, const tag &> {
  struct promise_type : common {
    std::unique_ptr<T> get_return_object() {
      started.push_back(std::coroutine_handle<promise_type>::from_promise(*this));
      return std::make_unique<T>("made");
    }
    void return_void() {}
  };
};
struct by_parameters {
  const char *which;
};
template <class Promise> struct by_parameters_promise : common {
  by_parameters get_return_object() {
    started.push_back(std::coroutine_handle<Promise>::from_promise(static_cast<Promise &>(*this)));
    return {static_cast<Promise &>(*this).which};
  }
  void return_void() {}
};
template <class... Arguments> struct std::coroutine_traits<by_parameters, Arguments...> {
  struct promise_type : by_parameters_promise<promise_type> {
    const char *which = "general";
  };
};
template <> struct std::coroutine_traits<by_parameters, const int &> {
  struct promise_type : by_parameters_promise<promise_type> {
    const char *which = "const int &";
  };
};
template <> struct std::coroutine_traits<by_parameters, const char *> {
  struct promise_type : by_parameters_promise<promise_type> {
    const char *which = "const char *";
  };
};

int number(tag, int n) { co_return co_await wait("a", n); }
std::unique_ptr<noisy> pointer(const tag &) { co_await wait("d"); }
by_parameters general() { co_await wait("e"); }
by_parameters general(int, int) { co_await wait("f"); }
by_parameters general(const int &n) { co_await wait("g", n); }
by_parameters general(const char name[]) { co_await wait(name); } // adjusted to a pointer

int main() {
  int n = 7;
  line("made:");
  say("%d", number(tag{}, 1));
  say("%s", pointer(tag{})->text());
  say("%s", general().which);
  say("%s", general(1, 2).which);
  by_parameters (*chosen)(const int &) = general;
  say("%s", chosen(n).which);
  say("%s", general("h").which);
  for (auto handle : started) {
    pending = handle;
    line("%s", "next");
    drive();
    line("done %d", handle.done());
    handle.destroy();
  }
}
// EXPECT: made: 42 +made made -made general general const int & const char *
// EXPECT: next
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return(1)
// EXPECT: done 1
// EXPECT: next
// EXPECT: 1: ?d |d
// EXPECT: 2: >d
// EXPECT: done 1
// EXPECT: next
// EXPECT: 1: ?e |e
// EXPECT: 2: >e
// EXPECT: done 1
// EXPECT: next
// EXPECT: 1: ?f |f
// EXPECT: 2: >f
// EXPECT: done 1
// EXPECT: next
// EXPECT: 1: ?g |g
// EXPECT: 2: >g
// EXPECT: done 1
// EXPECT: next
// EXPECT: 1: ?h |h
// EXPECT: 2: >h
// EXPECT: done 1
