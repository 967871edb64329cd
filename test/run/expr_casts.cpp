// RUN: %run_and_compare %s %t
// Awaits under casts and implicit conversions: named casts, functional and C casts, user conversions, to base, to bool,
// to void, dynamic_cast; the converted temporary lives like any other ([expr.cast], [class.conv]).
#include "trace.hpp"
#include <cstdint>
#include <typeinfo>

struct base {
  int n = 1;
  virtual ~base() = default;
  virtual const char *kind() const { return "base"; }
};
struct derived : base {
  int m = 2;
  const char *kind() const override { return "derived"; }
};
struct meters {
  noisy tag;
  double value;
  meters(double value) : tag("meters"), value(value) {}
  explicit operator bool() const { return value > 0; }
  operator int() const { return static_cast<int>(value); }
};
enum class colour { red, green };

double measure(const meters &m) { return say("measure"), m.value; }
const char *kind(const base &b) { return b.kind(); }

task<> named(double x) {
  int a = static_cast<int>(co_await wait("a", x));
  unsigned char b = static_cast<unsigned char>(co_await wait("b", 300));
  colour c = static_cast<colour>(co_await wait("c", 1));
  int d = int(co_await wait("d", 2.9)), e = (int)co_await wait("e", 3.9);
  say("%d %d %d %d %d", a, b, c == colour::green, d, e);
  static_cast<void>(co_await wait("f", 1));
  (void)co_await wait("g");
  void(co_await wait("h", 2));
  const int fixed = 5;
  const int &view = fixed;
  say("%d", const_cast<int &>(co_await wait_ref("i", view)));
  say("%d", *reinterpret_cast<int *>(co_await wait("j", reinterpret_cast<std::uintptr_t>(&a))));
}

task<> implicit() {
  double a = co_await wait("a", 5);
  bool b = co_await wait("b", &a);
  float c[] = {1.5f, static_cast<float>(co_await wait("c", 2.5))};
  const char *d = nullptr;
  say("%.1f %d %.1f %d", a, b, c[1], (co_await wait("d", d)) == nullptr);
  long sum = 1;
  sum += co_await wait("e", 2);
  say("%ld %.1f", sum, measure(co_await wait("f", 6.5)));
  say("; next");
  int e = co_await wait("g", meters(7.5));
  say("; next %d", e);
  if (co_await wait("h", meters(8.5))) say("positive");
  const meters &kept = co_await wait("i", 9.5);
  say("; kept %.1f", kept.value);
}

task<> classes() {
  derived object;
  base &up = co_await wait_ref("a", object);
  say("%s", kind(up));
  base sliced = co_await wait_ref("b", object);
  say("%s", kind(sliced));
  derived *down = dynamic_cast<derived *>(co_await wait("c", &up));
  say("%d", down == &object);
  say("%d", static_cast<derived &>(co_await wait_ref("d", up)).m);
  try {
    say("%d", dynamic_cast<derived &>(co_await wait_ref("e", sliced)).m);
  } catch (const std::bad_cast &) {
    say("bad_cast");
  }
  say("%s", static_cast<const base &>(co_await wait("f", derived())).kind());
  int base::*member = &base::n;
  int base::*awaited = co_await wait("g", member); // g++ 12 evaluates what it converts to another class's member twice
  int derived::*wider = awaited;
  say("%d", object.*wider);
}

int main() {
  run("named", [] { return named(1.9); });
  run("implicit", [] { return implicit(); });
  run("classes", [] { return classes(); });
}
// EXPECT: named:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d ?e |e
// EXPECT: 6: >e 1 44 1 2 3 ?f |f
// EXPECT: 7: >f ?g |g
// EXPECT: 8: >g ?h |h
// EXPECT: 9: >h ?i |i
// EXPECT: 10: >i 5 ?j |j
// EXPECT: 11: >j 1 return()
// EXPECT: end:
// EXPECT: implicit:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d 5.0 1 2.5 1 ?e |e
// EXPECT: 6: >e ?f |f
// EXPECT: 7: >f +meters measure 3 6.5 -meters ; next +meters move(meters) ?g |g
// EXPECT: 8: >g move(meters) -meters -(meters) -(meters) ; next 7 +meters move(meters) ?h |h
// EXPECT: 9: >h move(meters) -meters -(meters) -(meters) positive ?i |i
// EXPECT: 10: >i +meters ; kept 9.5 -meters return()
// EXPECT: end:
// EXPECT: classes:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a derived ?b |b
// EXPECT: 3: >b base ?c |c
// EXPECT: 4: >c 1 ?d |d
// EXPECT: 5: >d 2 ?e |e
// EXPECT: 6: >e bad_cast ?f |f
// EXPECT: 7: >f derived ?g |g
// EXPECT: 8: >g 1 return()
// EXPECT: end:
