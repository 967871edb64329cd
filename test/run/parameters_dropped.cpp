// RUN: %run_and_compare %s %t
// Parameters without a name: those whose copies nobody can see take no room in the frame; those whose copies are seen
// are made and destroyed all the same, and a promise that takes the parameters gets each of them.
#include "trace.hpp"

struct large {
  int values[100];
};
struct watched {
  watched() = default;
  watched(const watched &) { say("+watched"); }
  ~watched() { say("-watched"); }
};

task<> plain(large, int, const large &, watched, int last) {
  co_await wait("a");
  say("%d", last);
}
task<> nothing_else(large) { co_await wait("b"); }

struct taking {
  struct promise_type {
    promise_type(const large &first, int second) { say("promise %d %d", first.values[0], second); }
    taking get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
  std::coroutine_handle<promise_type> handle;
};
taking given(large, int) { co_return; }

int main() {
  const large one{{7}};
  run("plain", [&] { return plain(one, 2, one, watched(), 5); });
  run("nothing_else", [&] { return nothing_else(one); });
  auto coroutine = given(one, 3).handle;
  coroutine.resume();
  coroutine.destroy();
}
