// RUN: %run_and_compare %s %t
// Range-based for over containers, temporaries, arrays, braces and classes with begin and end of every kind, with
// awaits in the range, the init-statement and the body: the range is evaluated once and its temporary lives through the
// loop, other temporaries of the range die before it (until C++23), the element after one iteration ([stmt.ranged]/1).
#include "trace.hpp"
#include <map>
#include <string>
#include <vector>

struct cursor {
  int at;
  int operator*() const { return at * 10; }
  cursor &operator++() { return say("++"), ++at, *this; }
};
struct sentinel {
  int end;
};
bool operator!=(cursor c, sentinel s) { return say("!="), c.at != s.end; }
struct range : noisy { // with members, and an end of another type
  int length;
  range(const char *name, int length) : noisy(name), length(length) {}
  range(range &&) = default;
  cursor begin() const { return say("begin"), cursor{0}; }
  sentinel end() const { return say("end"), sentinel{length}; }
};
namespace found { // by argument-dependent look-up
struct pair {
  int values[2];
};
int *begin(pair &p) { return say("adl"), p.values; }
int *end(pair &p) { return p.values + 2; }
} // namespace found
struct owner {
  std::vector<noisy> items;
  std::vector<noisy> &get() { return items; }
};

task<> containers(std::vector<int> parameter) {
  int sum = 0;
  for (int n : parameter) sum += co_await wait("a", n);
  for (int &n : parameter) {
    co_await wait("b");
    n *= 10;
  }
  for (const auto &n : parameter) sum += n;
  for (auto &&n : std::vector<int>{100, 200}) {
    co_await wait("c");
    sum += n++;
  }
  for (char c : std::string("ab")) {
    co_await wait("d");
    say("%c", c);
  }
  std::map<int, std::string> map{{1, "one"}, {2, "two"}};
  for (const std::pair<const int, std::string> &each : map) {
    co_await wait("e");
    say("%d%s", each.first, each.second.c_str());
  }
  say("%d", sum);
}

task<> arrays() {
  int array[] = {1, 2}, table[2][2] = {{1, 2}, {3, 4}};
  for (int &n : array) {
    co_await wait("a");
    n += 1;
  }
  for (auto &row : table)
    for (int cell : row) co_await wait("b"), say("%d", cell);
  for (int n : {7, 8, 9}) {
    if (n == 8) continue;
    co_await wait("c");
    say("%d", n);
  }
  noisy objects[] = {noisy("o1"), noisy("o2")};
  for (noisy copy : objects) {
    co_await wait("d");
    copy.name += "!";
  }
  for (const char c : "xy") co_await wait("e"), say("%d", c != 0);
  for (auto p : {&array[0], &array[1]}) say("%d", *p);
}

task<> classes() {
  for (int n : range("range", 2)) {
    noisy body("body");
    co_await wait("a");
    say("%d", n);
  }
  range local("local", 1);
  for (int n : local) co_await wait("b", n);
  found::pair both{{4, 5}};
  for (int n : both) {
    if (co_await wait("c", n) == 4) continue;
    break;
  }
  for (int n : range("empty", 0)) co_await wait("d", n);
}

task<> awaited(owner &shared) {
  for (int n : co_await wait("range", range("made", 2))) {
    co_await wait("a");
    say("%d", n);
  }
  for (const noisy &each : (noisy("dies"), co_await wait_ref("b", shared)).get()) {
    co_await wait("c");
    say("%s", each.text());
  }
  for (noisy tag("tag"); char c : std::string("xy") + co_await wait("d", "z")) {
    co_await wait("e");
    if (c == 'y') break;
    say("%c", c);
  }
  for (int limit = co_await wait("f", 2); int n : {1, 2, 3}) {
    if (n > limit) co_return;
    co_await wait("g");
  }
}

int main() {
  run("containers", [] { return containers({1, 2}); });
  run("arrays", [] { return arrays(); });
  run("classes", [] { return classes(); });
  destroy_everywhere("classes", [] { return classes(); });
  owner shared;
  shared.items.reserve(2);
  shared.items.emplace_back("i1"), shared.items.emplace_back("i2");
  run("awaited", [&] { return awaited(shared); });
  destroy_everywhere("awaited", [&] { return awaited(shared); });
  shared.items.clear();
}
// EXPECT: containers:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?a |a
// EXPECT: 3: >a ?b |b
// EXPECT: 4: >b ?b |b
// EXPECT: 5: >b ?c |c
// EXPECT: 6: >c ?c |c
// EXPECT: 7: >c ?d |d
// EXPECT: 8: >d a ?d |d
// EXPECT: 9: >d b ?e |e
// EXPECT: 10: >e 1one ?e |e
// EXPECT: 11: >e 2two 333 return()
// EXPECT: end:
// EXPECT: arrays:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?a |a
// EXPECT: 3: >a ?b |b
// EXPECT: 4: >b 1 ?b |b
// EXPECT: 5: >b 2 ?b |b
// EXPECT: 6: >b 3 ?b |b
// EXPECT: 7: >b 4 ?c |c
// EXPECT: 8: >c 7 ?c |c
// EXPECT: 9: >c 9 +o1 +o2 copy(o1) ?d |d
// EXPECT: 10: >d -o1'! copy(o2) ?d |d
// EXPECT: 11: >d -o2'! ?e |e
// EXPECT: 12: >e 1 ?e |e
// EXPECT: 13: >e 1 ?e |e
// EXPECT: 14: >e 0 2 3 -o2 -o1 return()
// EXPECT: end:
// EXPECT: classes:
// EXPECT: 1: +range begin end != +body ?a |a
// EXPECT: 2: >a 0 -body ++ != +body ?a |a
// EXPECT: 3: >a 10 -body ++ != -range +local begin end != ?b |b
// EXPECT: 4: >b ++ != adl ?c |c
// EXPECT: 5: >c ?c |c
// EXPECT: 6: >c +empty begin end != -empty -local return()
// EXPECT: end:
// EXPECT: classes destroyed after 0:
// EXPECT: classes destroyed after 1: -body -range
// EXPECT: classes destroyed after 2: -body -range
// EXPECT: classes destroyed after 3: -local
// EXPECT: classes destroyed after 4: -local
// EXPECT: classes destroyed after 5: -local
// EXPECT: classes destroyed after 6, done: +i1 +i2
// EXPECT: awaited:
// EXPECT: 1: +made move(made) ?range |range
// EXPECT: 2: >range move(made) -(made) -(made) begin end != ?a |a
// EXPECT: 3: >a 0 ++ != ?a |a
// EXPECT: 4: >a 10 ++ != -made +dies ?b |b
// EXPECT: 5: >b -dies ?c |c
// EXPECT: 6: >c i1 ?c |c
// EXPECT: 7: >c i2 +tag ?d |d
// EXPECT: 8: >d ?e |e
// EXPECT: 9: >e x ?e |e
// EXPECT: 10: >e -tag ?f |f
// EXPECT: 11: >f ?g |g
// EXPECT: 12: >g ?g |g
// EXPECT: 13: >g return()
// EXPECT: end:
// EXPECT: awaited destroyed after 0:
// EXPECT: awaited destroyed after 1: -made -(made)
// EXPECT: awaited destroyed after 2: -made
// EXPECT: awaited destroyed after 3: -made
// EXPECT: awaited destroyed after 4: -dies
// EXPECT: awaited destroyed after 5:
// EXPECT: awaited destroyed after 6:
// EXPECT: awaited destroyed after 7: -tag
// EXPECT: awaited destroyed after 8: -tag
// EXPECT: awaited destroyed after 9: -tag
// EXPECT: awaited destroyed after 10:
// EXPECT: awaited destroyed after 11:
// EXPECT: awaited destroyed after 12:
// EXPECT: awaited destroyed after 13, done: -i1 -i2
