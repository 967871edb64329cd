// RUN: %run_and_compare %s %t
// await_suspend may end the coroutine before it returns: destroy it, resume it, run it to its end and then destroy it,
// also from the final suspension point. The coroutine counts as suspended by then, so nothing of it, the awaiter
// included, is touched after the call ([expr.await]/5; under ASan a touch is a use after free).
#include "trace.hpp"
#include <cstdlib>
#include <cstring>
#include <new>
#include <type_traits>

struct detached { // its frame is filled with rubbish when it is freed
  struct promise_type {
    noisy member{"member"};
    __attribute__((noinline)) static void *operator new(std::size_t size) {
      auto *memory = static_cast<std::size_t *>(std::malloc(size + 16));
      *memory = size;
      return reinterpret_cast<char *>(memory) + 16;
    }
    __attribute__((noinline)) static void operator delete(void *frame) {
      auto *memory = reinterpret_cast<std::size_t *>(static_cast<char *>(frame) - 16);
      std::memset(frame, 0xee, *memory);
      say("free"), std::free(memory);
    }
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    struct last { // destroys itself
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<> handle) noexcept { say("|final"), handle.destroy(); }
      void await_resume() noexcept {}
    };
    last final_suspend() noexcept { return {}; }
    void return_void() { say("return()"); }
    void unhandled_exception() {}
  };
};

enum class end { destroys, resumes, resumes_and_suspends, completes };

template <class Result> struct ending {
  end how;
  noisy part{"awaiter"};
  explicit ending(end how) : how(how) {}
  bool await_ready() const { return false; }
  Result await_suspend(std::coroutine_handle<> handle) {
    end chosen = how;
    switch (chosen) {
    case end::destroys: say("destroy"), handle.destroy(); break;
    case end::completes:
    case end::resumes_and_suspends:
    case end::resumes: say("resume"), handle.resume(), say("resumed"); break;
    }
    return result();
  }
  static Result result() {
    if constexpr (std::is_same_v<Result, bool>) return true;
    else if constexpr (std::is_same_v<Result, std::coroutine_handle<>>) return std::noop_coroutine();
  }
  void await_resume() const { say("go on"); }
};

detached once_void(end how, noisy) {
  noisy local("local");
  co_await ending<void>(how);
  noisy second("second");
  if (how == end::resumes_and_suspends) co_await wait("later");
}
detached once_bool(end how, noisy) {
  noisy local("local");
  co_await ending<bool>(how);
  noisy second("second");
  if (how == end::resumes_and_suspends) co_await wait("later");
}
detached once_handle(end how, noisy) {
  noisy local("local");
  co_await ending<std::coroutine_handle<>>(how);
  noisy second("second");
  if (how == end::resumes_and_suspends) co_await wait("later");
}
detached in_loop(end how) {
  for (int i = 0; i < 3; ++i) {
    noisy local("local" + std::to_string(i));
    try {
      co_await ending<bool>(i < 2 ? end::resumes : how);
    } catch (...) {
      say("never");
    }
  }
}

int main() {
  for (end how : {end::destroys, end::resumes, end::resumes_and_suspends}) {
    line("void:");
    once_void(how, noisy("parameter"));
    drive();
    line("bool:");
    once_bool(how, noisy("parameter"));
    drive();
    line("handle:");
    once_handle(how, noisy("parameter"));
    drive();
  }
  line("in a loop, destroyed:");
  in_loop(end::destroys);
  line("in a loop, completed:");
  in_loop(end::completes);
}
// EXPECT: void: +parameter move(parameter) +member +local +awaiter destroy -awaiter -local -member -parameter free -(parameter)
// EXPECT: bool: +parameter move(parameter) +member +local +awaiter destroy -awaiter -local -member -parameter free -(parameter)
// EXPECT: handle: +parameter move(parameter) +member +local +awaiter destroy -awaiter -local -member -parameter free -(parameter)
// EXPECT: void: +parameter move(parameter) +member +local +awaiter resume go on -awaiter +second -second -local return() |final -member -parameter free resumed -(parameter)
// EXPECT: bool: +parameter move(parameter) +member +local +awaiter resume go on -awaiter +second -second -local return() |final -member -parameter free resumed -(parameter)
// EXPECT: handle: +parameter move(parameter) +member +local +awaiter resume go on -awaiter +second -second -local return() |final -member -parameter free resumed -(parameter)
// EXPECT: void: +parameter move(parameter) +member +local +awaiter resume go on -awaiter +second ?later |later resumed -(parameter)
// EXPECT: 1: >later -second -local return() |final -member -parameter free
// EXPECT: bool: +parameter move(parameter) +member +local +awaiter resume go on -awaiter +second ?later |later resumed -(parameter)
// EXPECT: 1: >later -second -local return() |final -member -parameter free
// EXPECT: handle: +parameter move(parameter) +member +local +awaiter resume go on -awaiter +second ?later |later resumed -(parameter)
// EXPECT: 1: >later -second -local return() |final -member -parameter free
// EXPECT: in a loop, destroyed: +member +local0 +awaiter resume go on -awaiter -local0 +local1 +awaiter resume go on -awaiter -local1 +local2 +awaiter destroy -awaiter -local2 -member free resumed resumed
// EXPECT: in a loop, completed: +member +local0 +awaiter resume go on -awaiter -local0 +local1 +awaiter resume go on -awaiter -local1 +local2 +awaiter resume go on -awaiter -local2 return() |final -member free resumed resumed resumed
