// RUN: %run_and_compare %s %t
// An awaiter that nobody looks at once its await_suspend() has returned is kept in no state: one whose await_resume()
// does nothing. It may be ready, decline to wait, fail, hand over to somebody; it may stand in a comma, an arm of a
// conditional, a try block in a loop. Where its address is given away it stays where it is.
#include "trace.hpp"

struct parking {
  std::coroutine_handle<> &where;
  int n;
  bool await_ready() const noexcept { return n == 0; }
  void await_suspend(std::coroutine_handle<> handle) const noexcept { say("park %d", n), where = handle; }
  void await_resume() const noexcept {}
};
struct declining {
  int n;
  bool await_ready() const noexcept { return say("?%d", n), false; }
  bool await_suspend(std::coroutine_handle<> handle) const {
    if (n > 1) return pending = handle, true;
#ifdef __cpp_exceptions
    if (n == 1) throw n;
#endif
    return say("declines"), false;
  }
  void await_resume() const {}
};
struct handing_over {
  std::coroutine_handle<> to;
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> handle) noexcept {
    pending = handle;
    return to ? to : std::noop_coroutine();
  }
  void await_resume() const noexcept {}
};
struct resuming { // at once, and the coroutine may be over then
  int n;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    say("resumes %d", n);
    handle.resume();
  }
  void await_resume() {}
};
struct linked { // knows itself
  linked *self = nullptr;
  bool await_ready() noexcept { return self = this, false; }
  void await_suspend(std::coroutine_handle<> handle) noexcept {
    say("%s", self == this ? "same" : "another");
    last = this;
    pending = handle;
  }
  void await_resume() noexcept {}
  static inline linked *last = nullptr;
};
struct known { // from the beginning
  known() { made = this; }
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) const noexcept { pending = handle; }
  void await_resume() const noexcept {}
  int n = 7;
  static inline known *made = nullptr;
};
struct known_by_default {
  const void *self = made = this;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) const noexcept { pending = handle; }
  void await_resume() const noexcept {}
  static inline known_by_default *made = nullptr;
};
struct telling { // says when
  int n;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) const noexcept { pending = handle; }
  void await_resume() const noexcept { say("resumed %d", n); }
};

task<int> straight(int n) {
  noisy kept("kept");
  co_await parking{pending, n};
  co_await parking{pending, 0};
  co_await declining{n}, co_await parking{pending, n + 1};
  n > 2 ? co_await parking{pending, 7} : co_await declining{0};
  co_await handing_over{};
  co_await linked{};
  say("%d", linked::last->self == linked::last);
  co_await known{}, say("%d", known::made->n);
  co_await known_by_default{}, say("%d", known_by_default::made->self == known_by_default::made);
  co_await telling{n};
  (void)co_await declining{3};
  co_return n;
}

task<int> in_try_blocks() {
  int rounds = 0;
  for (int i = 0; i < 4; ++i) {
    TRACE_TRY {
      noisy inside("inside");
      co_await declining{i};
      TRACE_TRY {
        if (i % 2) co_await parking{pending, i};
        co_await declining{i};
      }
      TRACE_CATCH(int n) { say("inner %d", n); }
      if (i == 2) continue;
      ++rounds;
    }
    TRACE_CATCH(int n) { say("outer %d", n); }
  }
  co_return rounds;
}

task<int> without_objects() { // its number of a state may lag behind
  int rounds = 0;
  for (int i = 0; i < 5; ++i) {
    TRACE_TRY {
      co_await declining{i};
      if (i == 3) continue;
      TRACE_TRY {
        co_await parking{pending, i};
        rounds += co_await maybe{"inner", i != 2};
        co_await declining{i == 4};
      }
      TRACE_CATCH(int n) { say("inner %d", n); }
      co_await parking{pending, i};
    }
    TRACE_CATCH(int n) { say("outer %d", n); }
  }
  co_return rounds;
}

task<int> at_once() {
  for (int i = 0; i < 3; ++i)
    co_await resuming{i};
  co_return 3;
}

int main() {
  run("straight", [] { return straight(2); });
  run("straight, longer", [] { return straight(3); });
  run("in try blocks", in_try_blocks);
  run("without objects", without_objects);
  destroy_everywhere("straight", [] { return straight(3); });
  destroy_everywhere("in try blocks", in_try_blocks);
  {
    line("at once:");
    task<int> made = at_once();
    made.handle.resume();
    line("end: %d", made.done());
  }
}
