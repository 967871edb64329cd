// RUN: %run_and_compare %s %t
// Statements that macros make, with awaits or co_return in their definitions or among their arguments, and the heads
// and ends of statements that they make a part of.
// FLAGS: -Wno-implicit-fallthrough
#include "trace.hpp"

struct result { // a value or an error
  int code;
  int stored;
  explicit operator bool() const { return code == 0; }
  int error() const { return code; }
  int value() const { return stored; }
};
auto read(const char *name, int code, int value) { return wait(name, result{code, value}); }

#define JOIN(a, b) JOIN_(a, b)
#define JOIN_(a, b) a##b
#define CO_TRY(variable, ...) CO_TRY_(variable, JOIN(result_, __LINE__), __VA_ARGS__)
#define CO_TRY_(variable, result, ...)                                                                                 \
  auto result = (__VA_ARGS__);                                                                                         \
  if (!result) co_return result.error();                                                                               \
  auto variable = result.value()
#define RETURN_IF(condition) if (condition) co_return
#define RETURN_VALUE_IF(condition, ...)                                                                                \
  do {                                                                                                                 \
    if (condition) co_return __VA_ARGS__;                                                                              \
  } while (false)
#define FOR_EACH_AWAIT(variable, source)                                                                               \
  for (auto &&JOIN(source_, __LINE__) = source; auto variable = co_await JOIN(source_, __LINE__).next();)
#define AWAIT(...) co_await (__VA_ARGS__)
#define AWAIT_TWICE(...) AWAIT(__VA_ARGS__), AWAIT(__VA_ARGS__)
#define FINALLY(name, ...)                                                                                             \
  struct JOIN(name, _guard) {                                                                                          \
    ~JOIN(name, _guard)() { __VA_ARGS__; }                                                                             \
  } name
#define IF_ELSE(condition, yes, no)                                                                                    \
  if (condition) {                                                                                                     \
    yes;                                                                                                               \
  } else {                                                                                                             \
    no;                                                                                                                \
  }
#define STATE(n)                                                                                                       \
  case n:                                                                                                              \
    co_await wait(#n);
#define REPEAT(n) for (int repeat = 0; repeat < (n); ++repeat)
#define LIST(X) X(1) X(2) X(3)
#define WAIT_FOR(n) co_await wait("list" #n, n);
#define SUM_OF(n) +co_await wait("sum" #n, n)

struct source { // gives n, n - 1, ..., 0
  noisy name;
  int n;
  explicit source(int n) : name("source"), n(n) {}
  source(source &&) = delete;
  waiter<int> next() { return wait("next", n--); }
};

task<int> tried(int fails) {
  noisy local("local");
  CO_TRY(a, co_await read("a", fails == 1, 10));
  CO_TRY(b, co_await read("b", fails == 2, a + 1));
  co_await wait("between");
  CO_TRY(c, result{fails == 3 ? 33 : 0, a + b});
  RETURN_VALUE_IF(fails == 4, a);
  RETURN_VALUE_IF(co_await wait("c", fails == 5), co_await wait("d", b));
  co_return c;
}

task<> plain(int n) {
  noisy local("local");
  RETURN_IF(n == 0);
  RETURN_IF(co_await wait("a", n) == 1);
  FOR_EACH_AWAIT(each, source(n)) {
    noisy round("round" + std::to_string(each));
    if (each == 3) continue;
    AWAIT(wait("b"));
    if (n == 5) break;
  }
  FOR_EACH_AWAIT(each, source(1)) say("%d", each);
  say("end");
}

task<int> pieces(int n) {
  AWAIT_TWICE(wait("a"));
  FINALLY(guard, say("finally"));
  IF_ELSE(AWAIT(wait("b", n == 1)), co_await wait("yes"), say("no"))
  switch (n) {
    STATE(1)
    STATE(2)
    break;
    STATE(3)
  default:
    say("default");
  }
  REPEAT(n) AWAIT(wait("r"));
  REPEAT(co_await wait("bound", 1)) {
    co_await wait("s");
    say("%d", repeat);
  }
  LIST(WAIT_FOR)
  co_return 0 LIST(SUM_OF);
}

int main() {
  for (int fails = 0; fails != 6; ++fails)
    run(("tried " + std::to_string(fails)).c_str(), [&] { return tried(fails); });
  for (int n : {0, 1, 3, 5})
    run(("plain " + std::to_string(n)).c_str(), [&] { return plain(n); });
  for (int n : {1, 2, 3})
    run(("pieces " + std::to_string(n)).c_str(), [&] { return pieces(n); });
  destroy_everywhere("tried", [] { return tried(0); });
  destroy_everywhere("plain", [] { return plain(2); });
}
// EXPECT: tried 0:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?between |between
// EXPECT: 4: >between ?c |c
// EXPECT: 5: >c return(21) -local
// EXPECT: end:
// EXPECT: tried 1:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a return(1) -local
// EXPECT: end:
// EXPECT: tried 2:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b return(1) -local
// EXPECT: end:
// EXPECT: tried 3:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?between |between
// EXPECT: 4: >between return(33) -local
// EXPECT: end:
// EXPECT: tried 4:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?between |between
// EXPECT: 4: >between return(10) -local
// EXPECT: end:
// EXPECT: tried 5:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?between |between
// EXPECT: 4: >between ?c |c
// EXPECT: 5: >c ?d |d
// EXPECT: 6: >d return(11) -local
// EXPECT: end:
// EXPECT: plain 0:
// EXPECT: 1: +local return() -local
// EXPECT: end:
// EXPECT: plain 1:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a return() -local
// EXPECT: end:
// EXPECT: plain 3:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a +source ?next |next
// EXPECT: 3: >next +round3 -round3 ?next |next
// EXPECT: 4: >next +round2 ?b |b
// EXPECT: 5: >b -round2 ?next |next
// EXPECT: 6: >next +round1 ?b |b
// EXPECT: 7: >b -round1 ?next |next
// EXPECT: 8: >next -source +source ?next |next
// EXPECT: 9: >next 1 ?next |next
// EXPECT: 10: >next -source end -local return()
// EXPECT: end:
// EXPECT: plain 5:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a +source ?next |next
// EXPECT: 3: >next +round5 ?b |b
// EXPECT: 4: >b -round5 -source +source ?next |next
// EXPECT: 5: >next 1 ?next |next
// EXPECT: 6: >next -source end -local return()
// EXPECT: end:
// EXPECT: pieces 1:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?a |a
// EXPECT: 3: >a ?b |b
// EXPECT: 4: >b ?yes |yes
// EXPECT: 5: >yes ?1 |1
// EXPECT: 6: >1 ?2 |2
// EXPECT: 7: >2 ?r |r
// EXPECT: 8: >r ?bound |bound
// EXPECT: 9: >bound ?s |s
// EXPECT: 10: >s 0 ?bound |bound
// EXPECT: 11: >bound ?list1 |list1
// EXPECT: 12: >list1 ?list2 |list2
// EXPECT: 13: >list2 ?list3 |list3
// EXPECT: 14: >list3 ?sum1 |sum1
// EXPECT: 15: >sum1 ?sum2 |sum2
// EXPECT: 16: >sum2 ?sum3 |sum3
// EXPECT: 17: >sum3 return(6) finally
// EXPECT: end:
// EXPECT: pieces 2:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?a |a
// EXPECT: 3: >a ?b |b
// EXPECT: 4: >b no ?2 |2
// EXPECT: 5: >2 ?r |r
// EXPECT: 6: >r ?r |r
// EXPECT: 7: >r ?bound |bound
// EXPECT: 8: >bound ?s |s
// EXPECT: 9: >s 0 ?bound |bound
// EXPECT: 10: >bound ?list1 |list1
// EXPECT: 11: >list1 ?list2 |list2
// EXPECT: 12: >list2 ?list3 |list3
// EXPECT: 13: >list3 ?sum1 |sum1
// EXPECT: 14: >sum1 ?sum2 |sum2
// EXPECT: 15: >sum2 ?sum3 |sum3
// EXPECT: 16: >sum3 return(6) finally
// EXPECT: end:
// EXPECT: pieces 3:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?a |a
// EXPECT: 3: >a ?b |b
// EXPECT: 4: >b no ?3 |3
// EXPECT: 5: >3 default ?r |r
// EXPECT: 6: >r ?r |r
// EXPECT: 7: >r ?r |r
// EXPECT: 8: >r ?bound |bound
// EXPECT: 9: >bound ?s |s
// EXPECT: 10: >s 0 ?bound |bound
// EXPECT: 11: >bound ?list1 |list1
// EXPECT: 12: >list1 ?list2 |list2
// EXPECT: 13: >list2 ?list3 |list3
// EXPECT: 14: >list3 ?sum1 |sum1
// EXPECT: 15: >sum1 ?sum2 |sum2
// EXPECT: 16: >sum2 ?sum3 |sum3
// EXPECT: 17: >sum3 return(6) finally
// EXPECT: end:
// EXPECT: tried destroyed after 0:
// EXPECT: tried destroyed after 1: -local
// EXPECT: tried destroyed after 2: -local
// EXPECT: tried destroyed after 3: -local
// EXPECT: tried destroyed after 4: -local
// EXPECT: tried destroyed after 5, done:
// EXPECT: plain destroyed after 0:
// EXPECT: plain destroyed after 1: -local
// EXPECT: plain destroyed after 2: -source -local
// EXPECT: plain destroyed after 3: -round2 -source -local
// EXPECT: plain destroyed after 4: -source -local
// EXPECT: plain destroyed after 5: -round1 -source -local
// EXPECT: plain destroyed after 6: -source -local
// EXPECT: plain destroyed after 7: -source -local
// EXPECT: plain destroyed after 8: -source -local
// EXPECT: plain destroyed after 9, done:
