// RUN: %run_and_compare %s %t
// Awaits in the initialisers of locals of every form: =, parentheses, braces, several declarators, auto, pointers,
// arrays, nested and dependent on each other; names are in scope from their declarator on ([dcl.init], [dcl.decl]).
#include "trace.hpp"
#include <array>
#include <map>
#include <memory>
#include <optional>
#include <vector>

struct point {
  int x = 1, y = 2;
};
struct built {
  int a, b;
  built(int a, int b = 9) : a(a), b(b) {}
  explicit built(const char *) : a(0), b(0) {}
};
enum colour { red, green };

task<> forms() {
  int a = co_await wait("a", 1);
  int b(co_await wait("b", 2));
  int c{co_await wait("c", 3)};
  int d = {co_await wait("d", 4)};
  auto e = co_await wait("e", 5);
  auto f(co_await wait("f", 6)), g{co_await wait("g", 7)};
  const auto h = co_await wait("h", 8);
  int i = co_await wait("i", 9), *j = &i, &k = i, l = *j + k + co_await wait("l", 1), m;
  m = l;
  say("%d%d%d%d %d%d%d%d %d%d %d %d", a, b, c, d, e, f, g, h, i, *j, k, m);
  unsigned char n = static_cast<unsigned char>(co_await wait("n", 300));
  bool o = co_await wait("o", j);
  double p = co_await wait("p", 3);
  colour q = co_await wait("q", green);
  say("%d%d %.1f %d", n, o, p, q == green);
}

task<> classes() {
  built a = co_await wait("a", 1);
  built b(co_await wait("b", 2), 3);
  built c{co_await wait("c", 4)};
  built d(co_await wait("d", "text"));
  point e = co_await wait("e", point{5, 6});
  point f{co_await wait("f", 7)};
  auto g = built(co_await wait("g", 8), a.a + b.b);
  say("%d %d%d %d %d %d%d %d%d %d%d", a.b, b.a, b.b, c.a, d.a, e.x, e.y, f.x, f.y, g.a, g.b);
  noisy h = co_await wait("h", noisy("h")), i("i"), j = h, k = std::move(i);
  movable l(co_await wait("l", movable("l")));
  say("%s %s %s %s %s", h.text(), i.text(), j.text(), k.text(), l.text());
}

task<> arrays() {
  int a[2] = {co_await wait("a", 1), 2}, b[] = {a[0], a[1], co_await wait("b", 3)};
  const char c[] = "text", *d[] = {c, co_await wait("d", "other")};
  noisy e[2] = {noisy("e0"), noisy("e1")};
  int f[2][2] = {{1, co_await wait("f", 2)}, {3, 4}};
  auto *row = f[co_await wait("g", 1)];
  co_await wait("h");
  say("%d%d%d %s %s %s %d%d", a[1], b[0], b[2], c, d[1], e[1].text(), row[0], row[1]);
  say("%d %zu", d[0] == c, sizeof(b) / sizeof(int));
}

task<> standard() {
  std::vector<noisy> a;
  a.push_back(co_await wait("a", noisy("a0")));
  a.back().name.append(co_await wait("b", "!"));
  std::map<std::string, int> b;
  b["key"] = co_await wait("c", 5);
  b[co_await wait("d", "other")] += 6;
  std::optional<int> c = co_await wait("e", std::optional<int>(7));
  auto d = std::make_unique<noisy>(co_await wait("f", "d"));
  std::array<int, 2> e{co_await wait("g", 8), 9};
  std::pair<int, noisy> f(co_await wait("h", 10), "f");
  std::string g(co_await wait("i", 3), 'x'), h = g + co_await wait("j", "y");
  say("%s %d %d %d %s", a[0].text(), b["key"], b["other"], *c, d->text());
  say("%d %d %s %s", e[1], f.first, f.second.text(), h.c_str());
}

task<> uninitialised(bool first) {
  int a;
  noisy *b;
  point c;
  std::string d;
  if (first) a = co_await wait("a", 1), b = nullptr;
  else a = 2, b = co_await wait("b", nullptr);
  c.x = a;
  d += co_await wait("c", "d");
  co_await wait("d");
  say("%d %d %d %s", a, b == nullptr, c.y, d.c_str());
}

int main() {
  run("forms", [] { return forms(); });
  run("classes", [] { return classes(); });
  run("arrays", [] { return arrays(); });
  run("standard", [] { return standard(); });
  run("uninitialised", [] { return uninitialised(true); });
  run("uninitialised", [] { return uninitialised(false); });
  destroy_everywhere("standard", [] { return standard(); });
}
// EXPECT: forms:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d ?e |e
// EXPECT: 6: >e ?f |f
// EXPECT: 7: >f ?g |g
// EXPECT: 8: >g ?h |h
// EXPECT: 9: >h ?i |i
// EXPECT: 10: >i ?l |l
// EXPECT: 11: >l 1234 5678 99 9 19 ?n |n
// EXPECT: 12: >n ?o |o
// EXPECT: 13: >o ?p |p
// EXPECT: 14: >p ?q |q
// EXPECT: 15: >q 441 3.0 1 return()
// EXPECT: end:
// EXPECT: classes:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d ?e |e
// EXPECT: 6: >e ?f |f
// EXPECT: 7: >f ?g |g
// EXPECT: 8: >g 9 23 4 0 56 72 84 +h move(h) ?h |h
// EXPECT: 9: >h move(h) -(h) -(h) +i copy(h) move(i) +l move(l) ?l |l
// EXPECT: 10: >l move(l) -(l) -(l) h (i) h' i l -l -i -h' -(i) -h return()
// EXPECT: end:
// EXPECT: arrays:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?d |d
// EXPECT: 4: >d +e0 +e1 ?f |f
// EXPECT: 5: >f ?g |g
// EXPECT: 6: >g ?h |h
// EXPECT: 7: >h 213 text other e1 34 1 3 -e1 -e0 return()
// EXPECT: end:
// EXPECT: standard:
// EXPECT: 1: +a0 move(a0) ?a |a
// EXPECT: 2: >a move(a0) move(a0) -(a0) -(a0) -(a0) ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d ?e |e
// EXPECT: 6: >e ?f |f
// EXPECT: 7: >f +d ?g |g
// EXPECT: 8: >g ?h |h
// EXPECT: 9: >h +f ?i |i
// EXPECT: 10: >i ?j |j
// EXPECT: 11: >j a0! 5 6 7 d 9 10 f xxxy -f -d -a0! return()
// EXPECT: end:
// EXPECT: uninitialised:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?c |c
// EXPECT: 3: >c ?d |d
// EXPECT: 4: >d 1 1 2 d return()
// EXPECT: end:
// EXPECT: uninitialised:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b ?c |c
// EXPECT: 3: >c ?d |d
// EXPECT: 4: >d 2 1 2 d return()
// EXPECT: end:
// EXPECT: standard destroyed after 0:
// EXPECT: standard destroyed after 1: -a0 -(a0)
// EXPECT: standard destroyed after 2: -a0
// EXPECT: standard destroyed after 3: -a0!
// EXPECT: standard destroyed after 4: -a0!
// EXPECT: standard destroyed after 5: -a0!
// EXPECT: standard destroyed after 6: -a0!
// EXPECT: standard destroyed after 7: -d -a0!
// EXPECT: standard destroyed after 8: -d -a0!
// EXPECT: standard destroyed after 9: -f -d -a0!
// EXPECT: standard destroyed after 10: -f -d -a0!
// EXPECT: standard destroyed after 11, done:
