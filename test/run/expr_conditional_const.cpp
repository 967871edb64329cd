// RUN: %run_and_compare %s %t
// A constant variable is constructed in the arms of the conditional that initialises it, as others are.
#include "trace.hpp"

task<> choose(bool first) {
  const noisy object = first ? noisy(co_await wait("a", "object")) : noisy("other");
  const immovable fixed = co_await wait("b", first) ? co_await elided{"c"} : immovable("fixed");
  const noisy &extended = first ? noisy("extended") : noisy(co_await wait("d", "other"));
  co_await wait("e");
  say("%s %s %s", object.text(), fixed.text(), extended.text());
}

int main() {
  for (bool first : {true, false}) {
    run("choose", [=] { return choose(first); });
    destroy_everywhere("choose", [=] { return choose(first); });
  }
}
