// RUN: %run_and_compare %s %t
// Locals of unusual kinds keep values and qualifiers across awaits: const, constexpr, volatile, arrays,
// bit-fields, unions, immovable, empty classes, wide and small integers, floating point, functions,
// member pointers, nullptr, locals never used again ([dcl.fct.def.coroutine]/9: the state holds what the body needs).
#include "trace.hpp"
#include <atomic>
#include <cstdint>
#include <new>

struct flags {
  unsigned a : 3;
  int : 2;
  signed b : 5;
  bool c : 1;
};
union either {
  int number;
  char bytes[8];
};
union with_object { // its members are made and destroyed by hand
  int number;
  noisy object;
  with_object() : number(1) {}
  ~with_object() { say("~with_object"); }
};
struct empty {};
struct convertible {
  int value;
  operator int() const { return value; }
};
int twice(int n) { return n * 2; }

task<> qualified(int n) {
  const int a = n;
  constexpr int b = 5;
  volatile int c = 6;
  const volatile int d = n + 1;
  const noisy e("const");
  constexpr const char *f = "constexpr";
  static_assert(b == 5);
  co_await wait("a");
  c = c + a;
  int array[b + 1] = {0, 1, 2};
  const int *g = &b;
  co_await wait("b");
  say("%d %d %d %d %s %s %d %d", a, b, c, d, e.text(), f, array[b - 3], *g);
}

task<> packed() {
  flags a{5, -7, true}, *b = &a;
  struct {
    unsigned x : 4, y : 4;
  } c = {3, 9};
  co_await wait("a");
  a.a += 1, b->b = -1;
  c.y = 15;
  co_await wait("b");
  a.a = static_cast<unsigned>(co_await wait("c", 7)) & 7u;
  say("%u %d %d %u %u", a.a, a.b, a.c, c.x, c.y);
}

task<> unions() {
  either a{5};
  with_object b;
  co_await wait("a");
  int old = b.number;
  new (&b.object) noisy("in union");
  say("%d %d", a.number, old);
  co_await wait("b");
  a.bytes[0] = 'x';
  say("%c %s", a.bytes[0], b.object.text());
  b.object.~noisy();
}

task<> unmovable() {
  immovable a("a"), b[2] = {immovable("b0"), immovable("b1")};
  std::atomic<int> c{5};
  co_await wait("a");
  c += 1;
  say("%s %s %d", a.text(), b[1].text(), c.load());
}

task<> scalars() {
  std::uint8_t a = 250;
  long long b = 1LL << 40;
  float c = 0.25f;
  long double d = 0.5L;
  char16_t e = u'e';
  int (*f)(int) = twice;
  int convertible::*g = &convertible::value;
  std::nullptr_t h = nullptr;
  [[maybe_unused]] empty i;
  const char *j = "text";
  bool k = true;
  [[maybe_unused]] int unused = 1, l{}, m = int();
  co_await wait("a");
  a = static_cast<std::uint8_t>(a + 10);
  convertible n{9};
  co_await wait("b");
  say("%d %d %.2f %.1Lf %d %d %d", a, b == 1LL << 40, c, d, e == u'e', f(21), n.*g);
  say("%d %s %d %d %d", h == nullptr, j, k, l, m);
}

int main() {
  run("qualified", [] { return qualified(1); });
  run("packed", [] { return packed(); });
  run("unions", [] { return unions(); });
  run("unmovable", [] { return unmovable(); });
  destroy_everywhere("unmovable", [] { return unmovable(); });
  run("scalars", [] { return scalars(); });
}
// EXPECT: qualified:
// EXPECT: 1: +const ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 1 5 7 2 const constexpr 2 5 -const return()
// EXPECT: end:
// EXPECT: packed:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c 7 -1 1 3 15 return()
// EXPECT: end:
// EXPECT: unions:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a +in union 5 1 ?b |b
// EXPECT: 3: >b x in union -in union ~with_object return()
// EXPECT: end:
// EXPECT: unmovable:
// EXPECT: 1: +a +b0 +b1 ?a |a
// EXPECT: 2: >a a b1 6 -b1 -b0 -a return()
// EXPECT: end:
// EXPECT: unmovable destroyed after 0:
// EXPECT: unmovable destroyed after 1: -b1 -b0 -a
// EXPECT: unmovable destroyed after 2, done:
// EXPECT: scalars:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 4 1 0.25 0.5 1 42 9 1 text 1 0 0 return()
// EXPECT: end:
