// RUN: %run_and_compare %s %t
// co_return in all its forms: with a value, braces, an await, nothing, a void expression, falling off the end; from any
// depth; return_value or return_void is called before the locals die, and the temporaries of the operand die before
// them ([stmt.return.coroutine]).
// GCC-DIFFERS: g++ 12 evaluates the clauses of a braced operand out of order.
#include "trace.hpp"
#include <utility>

struct point {
  double x;
  int y;
};
struct result { // a promise with many return_value
  struct promise_type {
    result get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return say("final"), std::suspend_always(); }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
    void return_value(int n) { say("int(%d)", n); }
    void return_value(double d) { say("double(%.1f)", d); }
    void return_value(point p) { say("point(%.1f,%d)", p.x, p.y); }
    void return_value(const char *text) { say("text(%s)", text ? text : ""); }
    void return_value(const noisy &n) { say("noisy(%s)", n.text()); }
    void return_value(int (*f)(int)) { say("function(%d)", f ? f(1) : 0); }
  };
  std::coroutine_handle<promise_type> handle;
  result(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  result(result &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~result() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};
int overloaded(int n) { return n + 1; }
double overloaded(double d) { return d; }
void nothing() { say("nothing"); }
const noisy &see(const noisy &n) { return say("see(%s)", n.text()), n; }

result values(int n, noisy parameter) {
  noisy local("local");
  switch (n) {
  case 0: co_return 5;
  case 1: co_return 2.5;
  case 2: co_return point{1, 2};
  case 3: co_return {2.5, 4};
  case 4: co_return "text";
  case 5: co_return co_await wait("a", 6);
  case 6: co_return {co_await wait("b", 7.5), co_await wait("c", 8)};
  case 7: co_return noisy("temporary");
  case 8: co_return see(noisy("operand" + std::to_string(co_await wait("d", 9))));
  case 9: co_return (n > 5 ? co_await wait("e", 10) : 0) + 1;
  case 10: co_return parameter;
  case 11: co_return co_await wait("h", "awaited");
  case 12: co_return &overloaded;
  case 13: co_return (nothing(), 7);
  case 14: co_return {.5, true};
  case 15: co_return see(local);
  case 16: co_return co_await co_await wait("f", wait("g", 5.5));
  case 17: co_return [&] { return n; }();
  default: break;
  }
  co_return n == 0 ? 0 : throw failure{"thrown"};
}

task<> voids(int n) {
  noisy local("local");
  if (n == 0) co_return;
  if (n == 1) co_return nothing();
  if (n == 2) co_return co_await wait("a");
  if (n == 3) co_return void(co_await wait("b", 1));
  if (n == 4) co_return (co_await wait("c"), nothing());
  if (n == 5) co_return n > 4 ? co_await wait("d") : nothing();
  if (n == 6) co_return static_cast<void>(see(noisy("operand")));
  for (noisy loop("loop");;) {
    noisy body("body");
    try {
      co_await wait("e");
      if (n == 7) co_return see(noisy("operand")), nothing();
      fail("out");
    } catch (const failure &) {
      noisy handler("handler");
      if (n == 8) co_return nothing();
      break;
    }
  }
}

int main() {
  for (int n = 0; n < 19; ++n) run("values", [=] { return values(n, noisy("parameter")); });
  for (int n = 0; n < 10; ++n) run("voids", [=] { return voids(n); });
}
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local int(5) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local double(2.5) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local point(1.0,2) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local point(2.5,4) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local text(text) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a int(6) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local ?b |b
// EXPECT: 2: >b ?c |c
// EXPECT: 3: >c point(7.5,8) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +temporary noisy(temporary) -temporary -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local ?d |d
// EXPECT: 2: >d +operand9 see(operand9) noisy(operand9) -operand9 -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local ?e |e
// EXPECT: 2: >e int(11) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local noisy(parameter) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local ?h |h
// EXPECT: 2: >h text(awaited) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local function(2) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local nothing int(7) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local point(0.5,1) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local see(local) noisy(local) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local ?f |f
// EXPECT: 2: >f ?g |g
// EXPECT: 3: >g double(5.5) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local int(17) -local final
// EXPECT: end: -parameter
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local -local unhandled(thrown) final
// EXPECT: end: -parameter
// EXPECT: voids:
// EXPECT: 1: +local return() -local
// EXPECT: end:
// EXPECT: voids:
// EXPECT: 1: +local nothing return() -local
// EXPECT: end:
// EXPECT: voids:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a return() -local
// EXPECT: end:
// EXPECT: voids:
// EXPECT: 1: +local ?b |b
// EXPECT: 2: >b return() -local
// EXPECT: end:
// EXPECT: voids:
// EXPECT: 1: +local ?c |c
// EXPECT: 2: >c nothing return() -local
// EXPECT: end:
// EXPECT: voids:
// EXPECT: 1: +local ?d |d
// EXPECT: 2: >d return() -local
// EXPECT: end:
// EXPECT: voids:
// EXPECT: 1: +local +operand see(operand) -operand return() -local
// EXPECT: end:
// EXPECT: voids:
// EXPECT: 1: +local +loop +body ?e |e
// EXPECT: 2: >e +operand see(operand) nothing -operand return() -body -loop -local
// EXPECT: end:
// EXPECT: voids:
// EXPECT: 1: +local +loop +body ?e |e
// EXPECT: 2: >e throw(out) +handler nothing return() -handler -body -loop -local
// EXPECT: end:
// EXPECT: voids:
// EXPECT: 1: +local +loop +body ?e |e
// EXPECT: 2: >e throw(out) +handler -handler -body -loop -local return()
// EXPECT: end:
