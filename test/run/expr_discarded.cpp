// RUN: %run_and_compare %s %t
// Objects that are made for nothing, on the left of a comma or cast to void, are temporaries: they end with the
// full-expression, behind the awaits in it ([expr.context]/2, [class.temporary]/4).
#include "trace.hpp"

task<> commas() {
  int n = 3;
  bool less = (noisy("a"), n) < co_await wait("b", 4);
  say("%d", less);
  n = (noisy("c"), noisy("d"), co_await wait("e", 5));
  say("%d", n);
  for (int i = 0; (noisy("condition"), i) < co_await wait("f", 2); ++i) say("round");
}
task<> casts() {
  co_await wait("a", true) ? static_cast<void>(noisy("then")) : (void)noisy("else");
  (void)noisy("b"), co_await wait("c");
  say("end");
}

int main() {
  run("commas", commas);
  destroy_everywhere("commas", commas);
  run("casts", casts);
  destroy_everywhere("casts", casts);
}
