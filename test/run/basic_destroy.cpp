// RUN: %run_and_compare %s %t
// destroy() at each suspension point destroys the locals in scope there, innermost first, and then the parameter
// copies ([dcl.fct.def.coroutine]/12, [coroutine.handle.resumption]).
#include "trace.hpp"

task<> straight(noisy parameter) {
  noisy first("first");
  co_await wait("x");
  noisy second("second");
  co_await wait("y");
  say("%s", parameter.text());
}

task<> nested(noisy parameter) {
  co_await wait("before");
  noisy outer(parameter.name + "-outer");
  {
    noisy inner("inner");
    co_await wait("x");
    noisy innermost("innermost");
    co_await wait("y");
  }
  co_await wait("after");
}

task<> looping(noisy parameter) {
  for (noisy i("i"); i.name.size() < 3; i.name += "i") {
    noisy body("body");
    co_await wait("x");
  }
  say("%s", parameter.text());
}

int main() {
  destroy_everywhere("straight", [] { return straight(noisy("p")); });
  destroy_everywhere("nested", [] { return nested(noisy("p")); });
  destroy_everywhere("looping", [] { return looping(noisy("p")); });
}
// EXPECT: straight destroyed after 0: -p
// EXPECT: straight destroyed after 1: -first -p
// EXPECT: straight destroyed after 2: -second -first -p
// EXPECT: straight destroyed after 3, done: -p
// EXPECT: nested destroyed after 0: -p
// EXPECT: nested destroyed after 1: -p
// EXPECT: nested destroyed after 2: -inner -p-outer -p
// EXPECT: nested destroyed after 3: -innermost -inner -p-outer -p
// EXPECT: nested destroyed after 4: -p-outer -p
// EXPECT: nested destroyed after 5, done: -p
// EXPECT: looping destroyed after 0: -p
// EXPECT: looping destroyed after 1: -body -i -p
// EXPECT: looping destroyed after 2: -body -ii -p
// EXPECT: looping destroyed after 3, done: -p
