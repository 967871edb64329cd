// RUN: %run_and_compare %s %t -- --await-elidable=stepping
// A coroutine that throws while it is started in the state of another: what was made of it is destroyed, nothing is
// freed, and the exception goes to the awaiting coroutine.
#include "trace.hpp"

static int countdown;
static bool alive; // the coroutine has not been destroyed by an exception that left its start
static void step(const char *what) {
  say("%s", what);
  if (--countdown == 0) fail(what);
}

struct fragile { // a parameter whose move may throw
  noisy tag;
  explicit fragile(const char *name) : tag(name) { step("made"); }
  fragile(fragile &&other) noexcept(false) : tag(std::move(other.tag)) { step("moved"); }
};
struct initial {
  bool await_ready() {
    step("initial_ready");
    return false;
  }
  void await_suspend(std::coroutine_handle<>) { step("initial_suspended"); }
  void await_resume() { step("initial_resumed"); }
};
struct stepping {
  struct promise_type {
    noisy tag{"promise"};
    std::coroutine_handle<> continuation;
    int value = 0;
    promise_type() {
      step("promise_type");
      alive = true;
    }
    ~promise_type() { alive = false; }
    stepping get_return_object() {
      step("get_return_object");
      return stepping{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    initial initial_suspend() {
      step("initial_suspend");
      return {};
    }
    struct final_awaiter {
      std::coroutine_handle<> continuation;
      bool await_ready() noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept { return continuation; }
      void await_resume() noexcept {}
    };
    final_awaiter final_suspend() noexcept { return {continuation}; }
    void return_value(int n) {
      step("return_value");
      value = n;
    }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
  };
  std::coroutine_handle<promise_type> handle;
  explicit stepping(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  stepping(stepping &&) = delete;
  ~stepping() {
    if (alive) handle.destroy();
  }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) const noexcept {
    handle.promise().continuation = awaiting;
    return handle;
  }
  int await_resume() const { return handle.promise().value; }
};

stepping child(fragile parameter, noisy other) {
  noisy local("local");
  co_await wait("child");
  co_return static_cast<int>(parameter.tag.name.size() + other.name.size());
}
task<int> parent() {
  noisy local("parent's");
  try {
    co_return co_await child(fragile("p"), noisy("q"));
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
  co_return -1;
}

int main() {
  for (int at = 1; at != 11; ++at) {
    countdown = at;
    run("parent", [] { return parent(); });
  }
  countdown = 0;
  destroy_everywhere("parent", [] { return parent(); });
}
