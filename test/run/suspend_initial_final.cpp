// RUN: %run_and_compare %s %t
// initial_suspend and final_suspend may give any awaitable: ready, suspending, with bool or handle await_suspend, with
// operator co_await, lvalues; what await_resume gives is discarded; a final one that does not suspend ends and frees
// the coroutine ([dcl.fct.def.coroutine]/5, 11). They skip await_transform.
// GCC-DIFFERS: g++ 12 does not compile it (internal error).
#include "trace.hpp"
#include <cstdlib>

struct any_awaiter {
  const char *name;
  bool ready, suspends;
  noisy part{"awaiter"};
  any_awaiter(const char *name, bool ready, bool suspends) noexcept : name(name), ready(ready), suspends(suspends) {}
  bool await_ready() noexcept { return say("?%s", name), ready; }
  bool await_suspend(std::coroutine_handle<> handle) noexcept {
    say("|%s", name);
    if (suspends) pending = handle;
    return suspends;
  }
  noisy await_resume() noexcept { return say(">%s", name), noisy("result"); }
};
struct handle_awaiter {
  bool noop;
  bool await_ready() noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> handle) noexcept {
    say("|handle");
    if (noop) pending = handle;
    return noop ? std::coroutine_handle<>(std::noop_coroutine()) : handle;
  }
  void await_resume() noexcept { say(">handle"); }
};
struct with_operator {
  noisy object{"with_operator"};
  bool suspends;
  explicit with_operator(bool suspends) : suspends(suspends) {}
  any_awaiter operator co_await() noexcept { return {"operator", false, suspends}; }
};
struct lvalue_awaiter;

template <class Awaitable, bool... Suspends> struct gives {
  static Awaitable make(const char *) noexcept { return Awaitable{Suspends...}; }
};
template <bool... Suspends> struct gives<any_awaiter, Suspends...> {
  static any_awaiter make(const char *name) noexcept { return {name, Suspends...}; }
};
template <> struct gives<lvalue_awaiter> {
  any_awaiter inside{"lvalue", false, true};
  any_awaiter &make(const char *) noexcept { return inside; }
};

template <class Initial, class Final> struct coroutine {
  struct promise_type {
    noisy member{"member"};
    Initial initial;
    Final final;
    promise_type() {} // no aggregate, which could be made of the parameters
    ~promise_type() { say("~promise"); }
    static void *operator new(std::size_t size) { return std::malloc(size); }
    static void operator delete(void *memory) { say("free"), std::free(memory); }
    coroutine get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    decltype(auto) initial_suspend() { return initial.make("initial"); }
    decltype(auto) final_suspend() noexcept { return final.make("final"); }
    void return_void() { say("return()"); }
    void unhandled_exception() {}
    template <class T> void await_transform(T) = delete;
    any_awaiter yield_value(int n) { return {"yield", n == 0, n == 1}; }
  };
  std::coroutine_handle<promise_type> handle;
};

using always = gives<std::suspend_always>;
using never = gives<std::suspend_never>;

coroutine<always, always> plain(noisy) { co_yield 1; }
coroutine<never, never> eager(noisy) { co_yield 1; }
coroutine<never, never> at_once(noisy) { co_yield 0; }
coroutine<gives<any_awaiter, true, false>, gives<any_awaiter, true, false>> ready_both(noisy) { co_yield 1; }
coroutine<gives<any_awaiter, false, false>, gives<any_awaiter, false, false>> false_both(noisy) { co_yield 1; }
coroutine<gives<any_awaiter, false, true>, gives<any_awaiter, false, true>> true_both(noisy) { co_yield 1; }
coroutine<gives<handle_awaiter, true>, gives<handle_awaiter, true>> noop_both(noisy) { co_yield 1; }
coroutine<gives<handle_awaiter, false>, always> itself(noisy) { co_yield 1; }
coroutine<gives<with_operator, true>, gives<with_operator, true>> operator_both(noisy) { co_yield 2; }
coroutine<gives<with_operator, false>, gives<with_operator, false>> operator_false(noisy) { co_yield 2; }
coroutine<gives<lvalue_awaiter>, gives<lvalue_awaiter>> lvalues(noisy) { co_yield 1; }

template <class Coroutine> void check(const char *title, Coroutine (*make)(noisy), bool lazy, bool frees) {
  line("%s:", title);
  pending = nullptr;
  Coroutine made = make(noisy("parameter"));
  if (lazy) pending = made.handle; // suspended where nobody noted it
  while (pending && (frees || !made.handle.done())) drive(1);
  pending = nullptr;
  if (frees) return;
  line("end: done=%d", made.handle.done());
  made.handle.destroy();
}

int main() {
  check("plain", plain, true, false);
  check("eager", eager, false, true);
  check("at once", at_once, false, true);
  check("ready", ready_both, false, true);
  check("false", false_both, false, true);
  check("true", true_both, false, false);
  check("noop", noop_both, false, false);
  check("itself", itself, false, false);
  check("operator", operator_both, false, false);
  check("operator, false", operator_false, false, true);
  check("lvalues", lvalues, false, false);
}
// EXPECT: plain: +parameter move(parameter) +member -(parameter)
// EXPECT: 1: +awaiter ?yield |yield
// EXPECT: 1: >yield +result -result -awaiter return()
// EXPECT: end: done=1 ~promise -member -parameter free
// EXPECT: eager: +parameter move(parameter) +member +awaiter ?yield |yield -(parameter)
// EXPECT: 1: >yield +result -result -awaiter return() ~promise -member -parameter free
// EXPECT: at once: +parameter move(parameter) +member +awaiter ?yield >yield +result -result -awaiter return() ~promise -member -parameter free -(parameter)
// EXPECT: ready: +parameter move(parameter) +member +awaiter ?initial >initial +result -result -awaiter +awaiter ?yield |yield -(parameter)
// EXPECT: 1: >yield +result -result -awaiter return() +awaiter ?final >final +result -result -awaiter ~promise -member -parameter free
// EXPECT: false: +parameter move(parameter) +member +awaiter ?initial |initial >initial +result -result -awaiter +awaiter ?yield |yield -(parameter)
// EXPECT: 1: >yield +result -result -awaiter return() +awaiter ?final |final >final +result -result -awaiter ~promise -member -parameter free
// EXPECT: true: +parameter move(parameter) +member +awaiter ?initial |initial -(parameter)
// EXPECT: 1: >initial +result -result -awaiter +awaiter ?yield |yield
// EXPECT: 1: >yield +result -result -awaiter return() +awaiter ?final |final
// EXPECT: end: done=1 -awaiter ~promise -member -parameter free
// EXPECT: noop: +parameter move(parameter) +member |handle -(parameter)
// EXPECT: 1: >handle +awaiter ?yield |yield
// EXPECT: 1: >yield +result -result -awaiter return() |handle
// EXPECT: end: done=1 ~promise -member -parameter free
// EXPECT: itself: +parameter move(parameter) +member |handle >handle +awaiter ?yield |yield -(parameter)
// EXPECT: 1: >yield +result -result -awaiter return()
// EXPECT: end: done=1 ~promise -member -parameter free
// EXPECT: operator: +parameter move(parameter) +member +with_operator +awaiter ?operator |operator -(parameter)
// EXPECT: 1: >operator +result -result -awaiter -with_operator +awaiter ?yield |yield >yield +result -result -awaiter return() +with_operator +awaiter ?operator |operator
// EXPECT: end: done=1 -awaiter -with_operator ~promise -member -parameter free
// EXPECT: operator, false: +parameter move(parameter) +member +with_operator +awaiter ?operator |operator >operator +result -result -awaiter -with_operator +awaiter ?yield |yield >yield +result -result -awaiter return() +with_operator +awaiter ?operator |operator >operator +result -result -awaiter -with_operator ~promise -member -parameter free -(parameter)
// EXPECT: lvalues: +parameter move(parameter) +member +awaiter +awaiter ?lvalue |lvalue -(parameter)
// EXPECT: 1: >lvalue +result -result +awaiter ?yield |yield
// EXPECT: 1: >yield +result -result -awaiter return() ?lvalue |lvalue
// EXPECT: end: done=1 ~promise -awaiter -awaiter -member -parameter free
