// RUN: %run_and_compare %s %t
// The initial await_resume throws: that is inside the try block around the body, so unhandled_exception is called,
// after the awaiter was destroyed by unwinding; then the coroutine is at its final suspension point, within the call
// that made it or within the first resume() ([dcl.fct.def.coroutine]/5: initial-await-resume-called; [except.ctor]/1).
// NATIVE-DIFFERS: Clang 22 destroys the initial awaiter only after unhandled_exception.
#include "trace.hpp"
#include <cstdlib>
#include <new>

enum point { nowhere, allocation, parameter, promise, return_object, initial, is_ready, suspends, resumes, body };
point failing;
bool eager;

void maybe_fail(point here, const char *name) {
  say("%s", name);
  if (here == failing) fail(name);
}
struct argument : noisy {
  argument(const char *name) : noisy(name) {}
  argument(const argument &other) : noisy(other) { maybe_fail(parameter, "copied"); }
};

struct lazy_or_eager {
  bool await_ready() { return maybe_fail(is_ready, "?initial"), eager; }
  void await_suspend(std::coroutine_handle<>) { maybe_fail(suspends, "|initial"); }
  void await_resume() { maybe_fail(resumes, ">initial"); }
  ~lazy_or_eager() { say("-initial"); }
};

struct coroutine { // destroys nothing, so that a failing start has nothing to destroy but what is the coroutine's
  struct promise_type {
    noisy first{"first"};
    promise_type(const argument &) { maybe_fail(promise, "promise"); }
    ~promise_type() { say("~promise"); }
    static void *operator new(std::size_t size) {
      maybe_fail(allocation, "new");
      return std::malloc(size);
    }
    static void operator delete(void *memory) { say("delete"), std::free(memory); }
    coroutine get_return_object() {
      maybe_fail(return_object, "get_return_object");
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    lazy_or_eager initial_suspend() { return maybe_fail(initial, "initial_suspend"), lazy_or_eager(); }
    std::suspend_always final_suspend() noexcept { return say("final_suspend"), std::suspend_always(); }
    void return_void() { say("return()"); }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
  };
  std::coroutine_handle<promise_type> handle;
};

coroutine start(argument) {
  noisy local("local");
  maybe_fail(body, "body");
  co_await std::suspend_always();
  say("end");
}

int main() {
  const char *names[] = {"nowhere",         "allocation",    "parameter",     "promise",      "get_return_object",
                         "initial_suspend", "await_ready",   "await_suspend", "await_resume", "body"};
  for (bool start_eagerly : {false, true}) {
    eager = start_eagerly;
    for (int at = nowhere; at <= body; ++at) {
      if (at != nowhere && at != resumes) continue;
      failing = static_cast<point>(at);
      line("%s, %s:", eager ? "eager" : "lazy", names[at]);
      try {
        coroutine made = start(argument("argument"));
        while (!made.handle.done()) {
          line("resume:");
          made.handle.resume();
        }
        line("end:");
        made.handle.destroy();
      } catch (const failure &caught) {
        say("threw(%s)", caught.what);
      }
    }
  }
}
// EXPECT: lazy, nowhere: +argument new copy(argument) copied +first promise get_return_object initial_suspend ?initial |initial -argument
// EXPECT: resume: >initial -initial +local body
// EXPECT: resume: end -local return() final_suspend
// EXPECT: end: ~promise -first -argument' delete
// EXPECT: lazy, await_resume: +argument new copy(argument) copied +first promise get_return_object initial_suspend ?initial |initial -argument
// EXPECT: resume: >initial throw(>initial) -initial unhandled(>initial) final_suspend
// EXPECT: end: ~promise -first -argument' delete
// EXPECT: eager, nowhere: +argument new copy(argument) copied +first promise get_return_object initial_suspend ?initial >initial -initial +local body -argument
// EXPECT: resume: end -local return() final_suspend
// EXPECT: end: ~promise -first -argument' delete
// EXPECT: eager, await_resume: +argument new copy(argument) copied +first promise get_return_object initial_suspend ?initial >initial throw(>initial) -initial unhandled(>initial) final_suspend -argument
// EXPECT: end: ~promise -first -argument' delete
