// RUN: %run_and_compare %s %t
// __func__ in a coroutine is the coroutine's own name, the same array each time; the name of the coroutine may be used
// in its body, taken as an address, hidden by a local, and be that of a member of the promise or of something a state
// machine could be made of ([dcl.fct.def.general]/8, [basic.scope.pdecl]).
#include "trace.hpp"

task<> named(int depth) {
  const char *before = __func__;
  co_await wait(__func__);
  say("%s %d", __func__, before == __func__);
  auto inner = [] { return __func__; };
  say("%s", inner());
  task<> (*self)(int) = &named;
  if (depth > 0) co_await self(depth - 1);
  if (depth > 1) co_await named(0);
  {
    int named = 5;
    co_await wait("hidden");
    say("%d", named);
  }
  say("%d", self == named);
}

namespace one {
task<> run() { co_await wait(__func__); }
task<> state() { co_await wait(__func__), co_await run(); }
task<> promise(int promise) { co_await wait(__func__, promise); }
task<> resume() { co_await wait(__func__); }
task<> destroy() { co_await wait(__func__); }
task<> Start() { co_await wait(__func__); }
task<> costate() { co_await wait(__func__); }
task<> machine() { co_await wait(__func__), co_await Start(); }
struct start_machine {
  int value = 3;
};
int machine_machine = 4;
task<> start() {
  start_machine kept;
  co_await wait(__func__);
  say("%d %d", kept.value, machine_machine);
}
} // namespace one

int main() {
  run("named", [] { return named(2); });
  for (task<> (*each)() : {one::run, one::state, one::resume, one::destroy, one::Start, one::costate, one::machine,
                           one::start}) {
    run("next", each);
  }
  run("promise", [] { return one::promise(6); });
}
// EXPECT: named:
// EXPECT: 1: ?named |named
// EXPECT: 2: >named named 1 operator() ?named |named
// EXPECT: 3: >named named 1 operator() ?named |named
// EXPECT: 4: >named named 1 operator() ?hidden |hidden
// EXPECT: 5: >hidden 5 1 return() ?hidden |hidden
// EXPECT: 6: >hidden 5 1 return() ?named |named
// EXPECT: 7: >named named 1 operator() ?hidden |hidden
// EXPECT: 8: >hidden 5 1 return() ?hidden |hidden
// EXPECT: 9: >hidden 5 1 return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?run |run
// EXPECT: 2: >run return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?state |state
// EXPECT: 2: >state ?run |run
// EXPECT: 3: >run return() return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?resume |resume
// EXPECT: 2: >resume return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?destroy |destroy
// EXPECT: 2: >destroy return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?Start |Start
// EXPECT: 2: >Start return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?costate |costate
// EXPECT: 2: >costate return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?machine |machine
// EXPECT: 2: >machine ?Start |Start
// EXPECT: 3: >Start return() return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?start |start
// EXPECT: 2: >start 3 4 return()
// EXPECT: end:
// EXPECT: promise:
// EXPECT: 1: ?promise |promise
// EXPECT: 2: >promise return()
// EXPECT: end:
