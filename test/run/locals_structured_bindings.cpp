// RUN: %run_and_compare %s %t
// Structured bindings across awaits: of aggregates, arrays and tuple-like classes, by value and by reference, with an
// await as the initialiser; the names refer to the hidden object, which dies as a local ([dcl.struct.bind]).
// GCC-DIFFERS: g++ 12 runs awaited into freed memory.
#include "trace.hpp"
#include <array>
#include <map>
#include <tuple>

struct pair {
  noisy first, second;
};
struct numbers {
  int a;
  const int b;
  int &c;
  unsigned d : 3;
};
struct made { // tuple-like; its gets show
  int n;
};
template <std::size_t I> int get(const made &m) { return say("get<%zu>", I), m.n + static_cast<int>(I); }
template <> struct std::tuple_size<made> : std::integral_constant<std::size_t, 2> {};
template <std::size_t I> struct std::tuple_element<I, made> {
  using type = int;
};

task<> aggregates() {
  pair object{noisy("o1"), noisy("o2")};
  auto [a, b] = object;
  co_await wait("a");
  auto &[c, d] = object;
  c.name += "!";
  co_await wait("b");
  const auto &[e, f] = co_await wait_ref("c", object);
  auto &&[g, h] = pair{noisy("g"), noisy("h")};
  co_await wait("d");
  d.name += "?";
  say("%s %s %s %s %s %s", a.text(), b.text(), e.text(), f.text(), g.text(), h.text());
  say("%d %d", &c == &object.first, &f == &object.second);
}

task<> awaited() {
  auto [a, b] = co_await wait("a", pair{noisy("a1"), noisy("b1")});
  say("; %s", a.text());
  auto &&[c, d] = co_await wait("b", pair{noisy("c1"), noisy("d1")});
  say("; %s", d.text());
  co_await wait("c");
  b.name += c.name;
  say("%s", b.text());
}

task<> kinds(int n) {
  auto [a, b, c, d] = numbers{1, 2, n, 3};
  auto &&[e, f] = std::tuple<int &, std::string>(n, "tuple");
  co_await wait("a");
  a += 10, c += 20, d += 6;
  say("%d %d %d %u %d %s", a, b, c, d, n, f.c_str());
  e = 50;
  int array[] = {1, 2};
  auto [g, h] = array;
  auto &[i, j] = array;
  co_await wait("b");
  i = 5, g = 6;
  say("%d %d %d %d %d", n, array[0], g, h, j);
  auto [k, l] = made{100};
  co_await wait("c");
  say("%d %d", k, l);
  auto [m, o] = co_await wait("d", made{200});
  co_await wait("e");
  m += 1;
  say("%d %d", m, o);
  auto [p, q] = std::pair(co_await wait("f", 1), std::string("pair"));
  co_await wait("g");
  say("%d %s", p, q.c_str());
}

task<> in_statements() {
  std::map<int, std::string> map{{1, "one"}, {2, "two"}};
  for (auto &[key, value] : map) {
    co_await wait("a");
    value += std::to_string(key);
  }
  for (auto [key, value] : map) {
    value += "copy";
    say("%d=%s", key, value.c_str());
    co_await wait("b");
  }
  if (auto [where, inserted] = map.insert({3, "three"}); co_await wait("c", inserted)) say("%s", where->second.c_str());
  for (auto [i, j] = std::pair(0, 3); i < j; ++i, --j) {
    co_await wait("d");
    say("%d%d", i, j);
  }
  for (const auto &[key, value] : co_await wait("e", map)) {
    if (key == 2) continue;
    co_await wait("f");
    say("%d=%s", key, value.c_str());
  }
  {
    auto [a, b] = std::array{1, 2};
    {
      auto [b, a] = std::array{3, 4};
      co_await wait("g");
      say("%d%d", a, b);
    }
    say("%d%d", a, b);
  }
}

int main() {
  run("aggregates", [] { return aggregates(); });
  run("awaited", [] { return awaited(); });
  destroy_everywhere("awaited", [] { return awaited(); });
  run("kinds", [] { return kinds(7); });
  run("in statements", [] { return in_statements(); });
}
// EXPECT: aggregates:
// EXPECT: 1: +o1 +o2 copy(o1) copy(o2) ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c +g +h ?d |d
// EXPECT: 5: >d o1' o2' o1! o2? g h 1 1 -h -g -o2' -o1' -o2? -o1! return()
// EXPECT: end:
// EXPECT: awaited:
// EXPECT: 1: +a1 +b1 move(a1) move(b1) ?a |a
// EXPECT: 2: >a move(a1) move(b1) -(b1) -(a1) -(b1) -(a1) ; a1 +c1 +d1 move(c1) move(d1) ?b |b
// EXPECT: 3: >b move(c1) move(d1) -(d1) -(c1) -(d1) -(c1) ; d1 ?c |c
// EXPECT: 4: >c b1c1 -d1 -c1 -b1c1 -a1 return()
// EXPECT: end:
// EXPECT: awaited destroyed after 0:
// EXPECT: awaited destroyed after 1: -b1 -a1 -(b1) -(a1)
// EXPECT: awaited destroyed after 2: -d1 -c1 -(d1) -(c1) -b1 -a1
// EXPECT: awaited destroyed after 3: -d1 -c1 -b1 -a1
// EXPECT: awaited destroyed after 4, done:
// EXPECT: kinds:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 11 2 27 1 27 tuple ?b |b
// EXPECT: 3: >b 50 5 6 2 2 get<0> get<1> ?c |c
// EXPECT: 4: >c 100 101 ?d |d
// EXPECT: 5: >d get<0> get<1> ?e |e
// EXPECT: 6: >e 201 201 ?f |f
// EXPECT: 7: >f ?g |g
// EXPECT: 8: >g 1 pair return()
// EXPECT: end:
// EXPECT: in statements:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?a |a
// EXPECT: 3: >a 1=one1copy ?b |b
// EXPECT: 4: >b 2=two2copy ?b |b
// EXPECT: 5: >b ?c |c
// EXPECT: 6: >c three ?d |d
// EXPECT: 7: >d 03 ?d |d
// EXPECT: 8: >d 12 ?e |e
// EXPECT: 9: >e ?f |f
// EXPECT: 10: >f 1=one1 ?f |f
// EXPECT: 11: >f 3=three ?g |g
// EXPECT: 12: >g 43 12 return()
// EXPECT: end:
