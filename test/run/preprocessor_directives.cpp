// RUN: %run_and_compare %s %t
// RUN: %run_and_compare %s %t.lines -- --line-directives
// Directives in and around bodies: of conditions only the branch that was taken is left, around parts of expressions,
// case labels, declarations, braces and heads; macros are defined, redefined and undefined in the middle; pragmas stay.
// FLAGS: -DCHOSEN=2 -Wno-unknown-pragmas
#include "trace.hpp"

#define ON 1

task<int> conditions(int n) {
  int sum = co_await wait("a", n) +
#if CHOSEN == 1
            100
#elif CHOSEN == 2
            200 + // comment
#if ON
            co_await wait("b", 1)
#else
            co_await wait("c", 2)
#endif
#else
            300
#endif
      ;
#if CHOSEN == 1
  int value = 1;
#else
  int value = 2;
#endif
#ifdef NEVER
  this is no code {{{
#endif
  switch (sum) {
#if CHOSEN == 1
  case 1:
#else
  case 206:
#endif
    co_await wait("d");
    break;
#if ON
  default:
    say("default");
#endif
  }
  if (value == 2
#ifndef CHOSEN
      && false
#endif
  ) {
    co_await wait("e");
#if ON
  } else {
    co_await wait("f");
#endif
  }
#if 0
  co_await wait("never");
#endif
  say("%d", value);
#if ON
  co_return
#else
  return
#endif
      sum;
}

// Around the head and the opening brace.
#if CHOSEN == 1
task<int> head(int n) {
  other things;
#else
task<int> head(int n, int m = 2) {
#endif
  co_await wait("a");
  co_return n
#if CHOSEN == 2
      + m
#endif
      ;
}

#if ON
task<int> taken(int n) {
#else
task<int> taken() { int n = 3;
#endif
  co_await wait("b");
  co_return n;
}

// Around the closing brace.
task<int> closing() {
  co_await wait("c");
#if CHOSEN == 2
  co_return 3;
}
#else
  return 4;
}
#endif

task<int> closing_else() {
  co_await wait("d");
#if CHOSEN == 1
  co_return 3;
}
#else
  co_return 4;
} int behind = 5;
#endif

task<int> parameters(int a
#if ON
                     , int b
#endif
) { // a comment
  co_return co_await wait("e", a) + b;
}

task<int> definitions(int n) {
#define STEP 10
  n += STEP;
  co_await wait("a", STEP);
#undef STEP
#define STEP 20
  n += STEP;
#if CHOSEN == 2
#define LATER(x) ((x) +                                                                                                \
                  1)
#undef STEP
#else
#define LATER(x) 0
#endif
#ifndef STEP
#define STEP 30
#endif
  n += STEP + LATER(n);
  co_await wait("b", STEP);
  auto closure = [=] { return n + STEP; };
#define SIZE 3
  struct local {
    int values[SIZE];
  };
  local object{{SIZE, 2, 1}};
  co_await wait("c");
  n += closure() + object.values[0] + LATER(1);
#undef SIZE
  co_return n;
}
int after() { return STEP + LATER(1); } // as the body left them
#undef STEP

task<int> pragmas(int n) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-variable"
  int unused;
  co_await wait("a");
#pragma GCC diagnostic pop
#pragma nothing to see here
  int sum = 0;
#pragma GCC unroll 2
  for (int i = 0; i < n; ++i)
    sum += i;
#pragma GCC unroll 2
  for (int i = 0; i < n; ++i)
    sum += co_await wait("b", i);
  _Pragma("GCC diagnostic push") say("%d", sum);
  _Pragma("GCC diagnostic pop")
  co_return sum;
}

int counted = __COUNTER__;
task<int> no_directives(int n) {
  const char *text = R"(
#if 1
)";
  /*
#if ON
  commented out
  */
  co_await wait("a"); /*
#endif
  */
  say("%s", text);
  co_return n; /*
#else
*/
}

task<int> counters() {
  int first = __COUNTER__;
  int second = co_await wait("a", __COUNTER__);
  co_return first * 10 + second;
}

int counted_after = __COUNTER__;

int main() {
  run("conditions", [] { return conditions(5); });
  run("head", [] { return head(1); });
  run("taken", [] { return taken(1); });
  run("closing", closing);
  run("closing else", closing_else);
  say("%d", behind);
  run("parameters", [] { return parameters(1, 2); });
  run("definitions", [] { return definitions(1); });
  say("%d", after());
  run("pragmas", [] { return pragmas(3); });
  run("no directives", [] { return no_directives(1); });
  run("counters", counters);
  say("%d %d", counted, counted_after);
}
// EXPECT: conditions:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?d |d
// EXPECT: 4: >d ?e |e
// EXPECT: 5: >e 2 return(206)
// EXPECT: end:
// EXPECT: head:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return(3)
// EXPECT: end:
// EXPECT: taken:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b return(1)
// EXPECT: end:
// EXPECT: closing:
// EXPECT: 1: ?c |c
// EXPECT: 2: >c return(3)
// EXPECT: end:
// EXPECT: closing else:
// EXPECT: 1: ?d |d
// EXPECT: 2: >d return(4)
// EXPECT: end: 5
// EXPECT: parameters:
// EXPECT: 1: ?e |e
// EXPECT: 2: >e return(3)
// EXPECT: end:
// EXPECT: definitions:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c return(221)
// EXPECT: end: 32
// EXPECT: pragmas:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?b |b
// EXPECT: 4: >b ?b |b
// EXPECT: 5: >b 6 return(6)
// EXPECT: end:
// EXPECT: no directives:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: #if 1
// EXPECT:  return(1)
// EXPECT: end:
// EXPECT: counters:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return(12)
// EXPECT: end: 0 3
