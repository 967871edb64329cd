// RUN: %run_and_compare %s %t
// Macros and preprocessor lines in a body: constants, expressions, statements and whole loops without awaits in their
// expansion, awaits among the arguments of a macro that uses each once, #if around statements, #define in the middle,
// comments and line continuations ([cpp]).
#include "trace.hpp"
#include <cassert>

#define LIMIT 2
#define TWICE(x) ((x)*2)
#define SAY_ALL(...) say(__VA_ARGS__)
#define FOREVER for (;;)
#define UNLESS(condition) if (!(condition))
#define DECLARE(type, name, value) type name = value
#define NAME(n) local_##n
#define TEXT(x) #x
#define BLOCK_BEGIN {
#define BLOCK_END }
#define CHECK(condition)                                                                                              \
  do {                                                                                                                \
    if (!(condition)) say("failed: %s", #condition);                                                                  \
    else say("checked");                                                                                              \
  } while (false)
#define WITH_AWAITS 1

task<int> constants(int n) {
  int sum = 0;
  for (int i = 0; i < LIMIT; ++i) {
    co_await wait("a");
    sum += TWICE(i) + LIMIT;
  }
  DECLARE(int, NAME(sum), TWICE(sum));
  co_await wait(TEXT(b));
  SAY_ALL("%d %d", sum, local_sum);
  CHECK(sum == n);
  CHECK(sum != n);
  UNLESS(sum == n) co_await wait("c");
  else co_await wait("d");
  FOREVER {
    noisy round("round");
    if (co_await wait("e", --n) < 4) break;
  }
  BLOCK_BEGIN
  noisy block("block");
  co_await wait("f");
  BLOCK_END
  assert(n > 0 && "a message");
  co_return LIMIT;
}

task<int> in_arguments(int n) {
  int a = TWICE(co_await wait("a", n));
  SAY_ALL("%d %d", a, co_await wait("b", 1));
  UNLESS(co_await wait("c", false)) say("not");
  DECLARE(int, b, co_await wait("d", 2));
  DECLARE(const noisy &, c, co_await wait("e", noisy("c")));
  co_await wait("f");
  CHECK(b == 2);
  say("%s", c.text());
  co_return TWICE(b + co_await wait("g", 3));
}

task<> directives(int n) {
  noisy local("local");
#if WITH_AWAITS
  co_await wait("a");
#else
  say("never");
#endif
#ifdef NOT_DEFINED
  this is no code
#endif
#define STEP 10
      n += STEP;
#undef STEP
  co_await wait("b"); // a comment with co_await in it
  /* another co_await */ say("%d /* no comment */ // neither", n);
  co_await \
      wait("c");
  say("co_await in a string; co_return \" too");
  say(R"(raw %d
co_await)", n);
  co_await wait("d");
}

int main() {
  run("constants", [] { return constants(6); });
  run("in arguments", [] { return in_arguments(5); });
  run("directives", [] { return directives(1); });
}
// EXPECT: constants:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?a |a
// EXPECT: 3: >a ?b |b
// EXPECT: 4: >b 6 12 checked failed: sum != n ?d |d
// EXPECT: 5: >d +round ?e |e
// EXPECT: 6: >e -round +round ?e |e
// EXPECT: 7: >e -round +round ?e |e
// EXPECT: 8: >e -round +block ?f |f
// EXPECT: 9: >f -block return(2)
// EXPECT: end:
// EXPECT: in arguments:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 10 1 ?c |c
// EXPECT: 4: >c not ?d |d
// EXPECT: 5: >d +c move(c) ?e |e
// EXPECT: 6: >e move(c) -(c) -(c) ?f |f
// EXPECT: 7: >f checked c ?g |g
// EXPECT: 8: >g return(10) -c
// EXPECT: end:
// EXPECT: directives:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 11 /* no comment */ // neither ?c |c
// EXPECT: 4: >c co_await in a string; co_return " too raw 11
// EXPECT: co_await ?d |d
// EXPECT: 5: >d -local return()
// EXPECT: end:
