// RUN: %run_and_compare %s %t
// RUN: %run_and_compare %s %t.lines -- --line-directives
// Coroutines whose body, or all of whose definition, a macro makes: one or several in one invocation, among other
// declarations, with braces from different macros, in the arguments of a macro.
#include "trace.hpp"

// A coroutine as a whole.
#define DEFINE_TASK(name, value)                                                                                       \
  task<int> name(int n) {                                                                                              \
    noisy local(#name);                                                                                                \
    int v = co_await wait("a", n);                                                                                     \
    co_return v + value;                                                                                               \
  }
DEFINE_TASK(one, 1)
// about two
DEFINE_TASK(two, 2)
static DEFINE_TASK(three, 3) DEFINE_TASK(four, 4);

// Its body.
#define BODY                                                                                                           \
  {                                                                                                                    \
    co_await wait("b");                                                                                                \
    co_return 1;                                                                                                       \
  }
task<int> body() BODY

// Several, without names for parameters, and with other declarations between them.
#define TWO(a, b)                                                                                                      \
  int before_##a = 1;                                                                                                  \
  task<int> a(int) {                                                                                                   \
    co_await wait(#a);                                                                                                 \
    co_return before_##a;                                                                                              \
  }                                                                                                                    \
  namespace inner {                                                                                                    \
  struct between {                                                                                                     \
    int value = 2;                                                                                                     \
  };                                                                                                                   \
  task<int> b(between arg = {}, int = 4) {                                                                             \
    int x = co_await wait(#b, arg.value);                                                                              \
    co_return x;                                                                                                       \
  }                                                                                                                    \
  }                                                                                                                    \
  int after_##b = 3;
TWO(first, second)

// Braces from different macros.
#define BEGIN_TASK(name)                                                                                               \
  task<int> name() {                                                                                                   \
    noisy begin("begin");
#define END_TASK                                                                                                       \
  co_return 7;                                                                                                         \
  }
BEGIN_TASK(cut)
  int a = co_await wait("c", 1); // a comment
  for (int i = 0; i < a; ++i)
    co_await wait("d");
END_TASK
task<int> ends() { co_await wait("e"); END_TASK
BEGIN_TASK(begins) co_return 1; }
#define END_AND_MORE co_return 1; } int more = 5;
task<int> more_follows() { END_AND_MORE

// What stands before the body.
#define SIGNATURE(name) task<int> name(int n)
SIGNATURE(signature);
SIGNATURE(signature) {
  co_return co_await wait("f", n);
}

// Coroutines among the arguments of a macro.
#define IN(...) __VA_ARGS__
IN(
  task<int> argument() {
    int x = 1; // a comment
    co_await wait("g", x);
    co_return x;
  }
)
#define NAMED(name, ...) task<int> name() { noisy outer(#name); __VA_ARGS__ }
NAMED(around,
  int x = co_await wait("h", 2);
  if (x > 1) co_return x;
  co_return 0;
)

// X macros.
#define ALL(X) X(red, 1) X(green, 2)
ALL(DEFINE_TASK)

// Other macros in the definition keep working.
#define TEXT(x) #x
#define LOG(x) say("%s=%d", TEXT(x), (x))
#define LOGGING(name)                                                                                                  \
  task<> name(int n) {                                                                                                 \
    LOG(n);                                                                                                            \
    LOG(co_await wait("i", n + 1));                                                                                    \
  }
LOGGING(logging)

int main() {
  run("one", [] { return one(1); });
  run("two", [] { return two(1); });
  run("three", [] { return three(1); });
  run("four", [] { return four(1); });
  run("body", body);
  run("first", [] { return first(1); });
  run("second", [] { return inner::second(); });
  say("%d", after_second + more);
  run("cut", cut);
  run("ends", ends);
  run("begins", begins);
  run("more follows", more_follows);
  run("signature", [] { return signature(1); });
  run("argument", argument);
  run("around", around);
  run("red", [] { return red(1); });
  run("green", [] { return green(1); });
  run("logging", [] { return logging(1); });
}
// EXPECT: one:
// EXPECT: 1: +one ?a |a
// EXPECT: 2: >a return(2) -one
// EXPECT: end:
// EXPECT: two:
// EXPECT: 1: +two ?a |a
// EXPECT: 2: >a return(3) -two
// EXPECT: end:
// EXPECT: three:
// EXPECT: 1: +three ?a |a
// EXPECT: 2: >a return(4) -three
// EXPECT: end:
// EXPECT: four:
// EXPECT: 1: +four ?a |a
// EXPECT: 2: >a return(5) -four
// EXPECT: end:
// EXPECT: body:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b return(1)
// EXPECT: end:
// EXPECT: first:
// EXPECT: 1: ?first |first
// EXPECT: 2: >first return(1)
// EXPECT: end:
// EXPECT: second:
// EXPECT: 1: ?second |second
// EXPECT: 2: >second return(2)
// EXPECT: end: 8
// EXPECT: cut:
// EXPECT: 1: +begin ?c |c
// EXPECT: 2: >c ?d |d
// EXPECT: 3: >d return(7) -begin
// EXPECT: end:
// EXPECT: ends:
// EXPECT: 1: ?e |e
// EXPECT: 2: >e return(7)
// EXPECT: end:
// EXPECT: begins:
// EXPECT: 1: +begin return(1) -begin
// EXPECT: end:
// EXPECT: more follows:
// EXPECT: 1: return(1)
// EXPECT: end:
// EXPECT: signature:
// EXPECT: 1: ?f |f
// EXPECT: 2: >f return(1)
// EXPECT: end:
// EXPECT: argument:
// EXPECT: 1: ?g |g
// EXPECT: 2: >g return(1)
// EXPECT: end:
// EXPECT: around:
// EXPECT: 1: +around ?h |h
// EXPECT: 2: >h return(2) -around
// EXPECT: end:
// EXPECT: red:
// EXPECT: 1: +red ?a |a
// EXPECT: 2: >a return(2) -red
// EXPECT: end:
// EXPECT: green:
// EXPECT: 1: +green ?a |a
// EXPECT: 2: >a return(3) -green
// EXPECT: end:
// EXPECT: logging:
// EXPECT: 1: n=1 ?i |i
// EXPECT: 2: >i co_await wait("i", n + 1)=2 return()
// EXPECT: end:
