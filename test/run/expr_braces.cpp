// RUN: %run_and_compare %s %t
// Awaits in braces: the clauses of an initialiser list are evaluated in their order, with all side effects, even where
// they are arguments of a constructor ([dcl.init.list]/4); aggregates, arrays, nested braces, base classes and default
// member initialisers ([dcl.init.aggr]); std::initializer_list ([dcl.init.list]/5,6).
// GCC-DIFFERS: g++ 12 does not compile an await in a std::initializer_list ("array used as initializer").
#include "trace.hpp"
#include <initializer_list>
#include <vector>

struct point {
  int x, y, z = 7;
};
struct segment {
  point from, to;
  const char *name;
};
struct base {
  int id;
};
struct extended : base {
  noisy tag;
  int copy = id + 1;
};
struct built {
  std::string text;
  built(int a, int b, int c) : text(std::to_string(a * 100 + b * 10 + c)) {}
  built(std::initializer_list<const char *> parts) {
    for (const char *part : parts) text += part;
  }
};
struct holder {
  const noisy &reference; // extends the life of a temporary that initialises it
  int after;
};
int next(int &n) { return say("next"), n++; }
int sum(point p) { return p.x + p.y + p.z; }
std::string join(std::initializer_list<std::string> parts) {
  std::string all;
  for (const std::string &part : parts) all += part;
  return all;
}

task<> aggregates(int n) {
  point a{co_await wait("a", 1), next(n)};
  point b = {next(n), co_await wait("b", 2), next(n)};
  segment c{{co_await wait("c", 1), 2}, {next(n), co_await wait("d", 4), co_await wait("e", 5)}, "segment"};
  extended d{{co_await wait("f", 8)}, noisy("tag")};
  say("%d%d%d %d%d%d", a.x, a.y, a.z, b.x, b.y, b.z);
  say("%d%d%d %d%d%d %s", c.from.x, c.from.y, c.from.z, c.to.x, c.to.y, c.to.z, c.name);
  say("%d %s %d", d.id, d.tag.text(), d.copy);
  say("%d", sum({next(n), co_await wait("g", 10)}));
  say("%d", point{next(n), co_await wait("h", 20)}.y);
}

task<> arrays(int n) {
  int a[] = {next(n), co_await wait("a", 10), next(n)};
  int b[4]{co_await wait("b", 20), next(n)};
  int c[2][2] = {{next(n), co_await wait("c", 30)}, {next(n)}};
  noisy d[] = {noisy("d1"), co_await wait("d", noisy("d2")), noisy("d3")};
  say("%d %d %d; %d %d %d", a[0], a[1], a[2], b[0], b[1], b[3]);
  say("%d %d %d; %s", c[0][1], c[1][0], c[1][1], d[1].text());
}

task<> constructors(int n) {
  built a{next(n), co_await wait("a", 2), next(n)};
  built b = {co_await wait("b", 3), next(n), co_await wait("c", 4)};
  built c{"x", co_await wait("d", "y"), "z"};
  say("%s %s %s", a.text.c_str(), b.text.c_str(), c.text.c_str());
  std::vector<int> v{next(n), co_await wait("e", 5), next(n)};
  say("%d %d %d %zu", v[0], v[1], v[2], v.size());
  std::string joined = join({"a", co_await wait("f", std::string("b")), "c"});
  say("%s", joined.c_str());
  int i{co_await wait("g", 6)};
  i = {co_await wait("h", i + 1)};
  say("%d %d", i, int{co_await wait("i", 8)});
}

task<> lifetimes() {
  holder kept{noisy("kept"), co_await wait("c", 1)};
  co_await wait("d");
  say("%s %d", kept.reference.text(), kept.after);
}

int main() {
  run("aggregates", [] { return aggregates(1); });
  run("arrays", [] { return arrays(1); });
  destroy_everywhere("arrays", [] { return arrays(1); });
  run("constructors", [] { return constructors(1); });
  run("lifetimes", [] { return lifetimes(); });
  destroy_everywhere("lifetimes", [] { return lifetimes(); });
}
// EXPECT: aggregates:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a next next ?b |b
// EXPECT: 3: >b next ?c |c
// EXPECT: 4: >c next ?d |d
// EXPECT: 5: >d ?e |e
// EXPECT: 6: >e ?f |f
// EXPECT: 7: >f +tag 117 223 127 445 segment 8 tag 9 next ?g |g
// EXPECT: 8: >g 22 next ?h |h
// EXPECT: 9: >h 20 -tag return()
// EXPECT: end:
// EXPECT: arrays:
// EXPECT: 1: next ?a |a
// EXPECT: 2: >a next ?b |b
// EXPECT: 3: >b next next ?c |c
// EXPECT: 4: >c next +d1 +d2 move(d2) ?d |d
// EXPECT: 5: >d move(d2) +d3 -(d2) -(d2) 1 10 2; 20 3 0 30 5 0; d2 -d3 -d2 -d1 return()
// EXPECT: end:
// EXPECT: arrays destroyed after 0:
// EXPECT: arrays destroyed after 1:
// EXPECT: arrays destroyed after 2:
// EXPECT: arrays destroyed after 3:
// EXPECT: arrays destroyed after 4: -d2 -(d2) -d1
// EXPECT: arrays destroyed after 5, done:
// EXPECT: constructors:
// EXPECT: 1: next ?a |a
// EXPECT: 2: >a next ?b |b
// EXPECT: 3: >b next ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d 122 334 xyz next ?e |e
// EXPECT: 6: >e next 4 5 5 3 ?f |f
// EXPECT: 7: >f abc ?g |g
// EXPECT: 8: >g ?h |h
// EXPECT: 9: >h ?i |i
// EXPECT: 10: >i 7 8 return()
// EXPECT: end:
// EXPECT: lifetimes:
// EXPECT: 1: +kept ?c |c
// EXPECT: 2: >c ?d |d
// EXPECT: 3: >d kept 1 -kept return()
// EXPECT: end:
// EXPECT: lifetimes destroyed after 0:
// EXPECT: lifetimes destroyed after 1: -kept
// EXPECT: lifetimes destroyed after 2: -kept
// EXPECT: lifetimes destroyed after 3, done:
