// RUN: %run_and_compare %s %t
// An arm of a conditional expression that throws gives no value ([expr.cond]/2), whatever the other gives: a number, an
// object, a reference, nothing; also in templates.
#include "trace.hpp"

task<> each(int chosen) {
  noisy local("local");
  int number = chosen == 1 ? throw failure{"1"} : co_await wait("a", 1);
  int other = co_await wait("b", chosen) == 2 ? (throw failure{"2"}) : number + 1;
  noisy object = chosen == 3 ? throw failure{"3"} : noisy(co_await wait("c", "object"));
  const noisy &extended = chosen == 4 ? throw failure{"4"} : noisy(co_await wait("d", "extended"));
  noisy &reference = chosen != 5 ? co_await wait_ref("e", local) : throw failure{"5"};
  say("%d %d %s %s %s", number, other, object.text(), extended.text(), reference.text());
  chosen == 6 ? throw failure{co_await wait("f", "6")} : say("nothing");
  say("%s", (chosen == 7 ? throw failure{"7"} : noisy(co_await wait("g", "operand"))).text());
}

template <class T> task<T> generic(T chosen) {
  T number = chosen == 1 ? throw failure{"1"} : co_await wait("a", chosen);
  auto other = co_await wait("b", chosen) == 2 ? (throw failure{"2"}) : number + 1;
  noisy object = chosen == 3 ? throw failure{"3"} : noisy(co_await wait("c", "object"));
  co_return chosen == 4 ? throw failure{"4"} : co_await wait("d", number + other);
}

int main() {
  for (int chosen = 0; chosen < 8; ++chosen)
    run("each", [=] { return each(chosen); });
  for (int chosen = 0; chosen < 5; ++chosen)
    run("generic", [=] { return generic(chosen); });
  destroy_everywhere("each", [] { return each(0); });
  destroy_everywhere("generic", [] { return generic(0); });
}
