// RUN: %run_and_compare %s %t
// Macros that stand for the keywords: of their definitions nothing is left, as of every other that expands to one; a
// macro beside them stays.
#include "trace.hpp"

#define AWAIT co_await
#define RETURN co_return
#define GET(x) AWAIT(x)
#ifndef MAYBE // a default
#define MAYBE(condition, x)                                                                                            \
  if (condition) GET(x)
#endif
#define VALUE 3
#define UNUSED(x) co_yield x, VALUE
#undef UNUSED

task<int> f(int n) {
  AWAIT wait("a");
  GET(wait("b"));
  MAYBE(n > 1, wait("c"));
  MAYBE(n > 0, wait("d"));
  RETURN VALUE + GET(wait("e", n));
}

int main() {
  run("f", [] { return f(1); });
  say("%d", VALUE);
}
// EXPECT: f:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?d |d
// EXPECT: 4: >d ?e |e
// EXPECT: 5: >e return(4)
// EXPECT: end: 3
