// RUN: %run_and_compare %s %t
// Assignments whose right side awaits: the right side comes first, then the left, also with overloaded operators in
// operator notation ([expr.ass]/1, [over.match.oper]/2); with x.operator=(...) the object comes first ([expr.call]/8).
// Pointers and indices that change on the left, chains, and awaits on both sides.
// GCC-DIFFERS: g++ 12 evaluates some left sides first.
#include "trace.hpp"

struct box {
  noisy value;
  explicit box(const char *name) : value(name) {}
  box &operator=(int n) { return value.name = std::to_string(n), *this; }
  box &operator+=(const noisy &n) { return value.name += n.name, *this; }
  int &operator[](int n) { return say("[%d]", n), slots[n]; }
  int *operator->*(int n) { return say("->*%d", n), &slots[n]; }
  int slots[3] = {0, 0, 0};
};
box &see(box &b) { return say("see"), b; }
noisy &name(box &b) { return say("name"), b.value; }
int index(int n) { return say("index%d", n), n; }

task<> builtin(int n) {
  int array[] = {1, 2, 3}, *p = array;
  *p++ = co_await wait("a", 10);
  *p++ += co_await wait("b", 20);
  say("%d%d%d %d", array[0], array[1], array[2], p == array + 2);
  array[index(n)] = co_await wait("c", 30);
  array[index(0)] = array[index(1)] = co_await wait("d", 40);
  say("%d %d %d", array[0], array[1], array[2]);
  array[co_await wait("e", 2)] = co_await wait("f", 50);
  (co_await wait_ref("g", array))[index(1)] -= co_await wait("h", 1);
  say("%d %d %d", array[0], array[1], array[2]);
  int a, b, c;
  a = b = c = co_await wait("i", 7);
  a += b -= c *= co_await wait("j", 2);
  say("%d %d %d", a, b, c);
}

task<> overloaded() {
  box b("box");
  see(b) = co_await wait("a", 5);
  see(b) += co_await wait("b", noisy("!"));
  name(b) = co_await wait("c", noisy("new"));
  say("; %s", b.value.text());
  see(b)[index(1)] = co_await wait("d", 6);
  see(b)[co_await wait("e", 2)] = co_await wait("f", 7);
  *(see(b)->*co_await wait("g", 0)) = co_await wait("h", 8);
  say("; %d %d %d", b.slots[0], b.slots[1], b.slots[2]);
}

task<> as_calls() {
  box b("box");
  see(b).operator=(co_await wait("a", 5));
  see(b).operator+=(co_await keeper("k"));
  say("; %s", b.value.text());
  see(b).operator[](co_await wait("b", 1)) = index(2);
  name(b).name.append(co_await wait("c", "?")).append("!");
  say("; %s %d", b.value.text(), b.slots[1]);
}

int main() {
  run("builtin", [] { return builtin(2); });
  run("overloaded", [] { return overloaded(); });
  run("as calls", [] { return as_calls(); });
}
// EXPECT: builtin:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 10223 1 ?c |c
// EXPECT: 4: >c index2 ?d |d
// EXPECT: 5: >d index1 index0 40 40 30 ?f |f
// EXPECT: 6: >f ?e |e
// EXPECT: 7: >e ?h |h
// EXPECT: 8: >h ?g |g
// EXPECT: 9: >g index1 40 39 50 ?i |i
// EXPECT: 10: >i ?j |j
// EXPECT: 11: >j 0 -7 14 return()
// EXPECT: end:
// EXPECT: overloaded:
// EXPECT: 1: +box ?a |a
// EXPECT: 2: >a see +! move(!) ?b |b
// EXPECT: 3: >b move(!) see -! -(!) -(!) +new move(new) ?c |c
// EXPECT: 4: >c move(new) name move(5!=new) -(new) -(new) -(new) ; new ?d |d
// EXPECT: 5: >d see index1 [1] ?f |f
// EXPECT: 6: >f see ?e |e
// EXPECT: 7: >e [2] ?h |h
// EXPECT: 8: >h see ?g |g
// EXPECT: 9: >g ->*0 ; 8 6 7 -new return()
// EXPECT: end:
// EXPECT: as calls:
// EXPECT: 1: +box see ?a |a
// EXPECT: 2: >a see +k ?k |k
// EXPECT: 3: >k -k ; 5k index2 see ?b |b
// EXPECT: 4: >b [1] name ?c |c
// EXPECT: 5: >c ; 5k?! 2 -5k?! return()
// EXPECT: end:
