// RUN: %run_and_compare %s %t
// GNU statement expressions with awaits: their value is copied or made before their locals end, and
// lives to the end of the full-expression around. What was evaluated before them stays alive.
// FLAGS: -Wno-gnu-statement-expression
#include "trace.hpp"

struct guard {
  const char *name;
  explicit guard(const char *name) : name(name) { say("+%s", name); }
  ~guard() { say("-%s", name); }
};
int use(const noisy &object, int value) {
  say("use(%s,%d)", object.text(), value);
  return value;
}
int two(int a, int b) {
  say("two(%d,%d)", a, b);
  return a + b;
}
int effect(int value) {
  say("effect(%d)", value);
  return value;
}
void sink(noisy object, int value) { say("sink(%s,%d)", object.text(), value); }

task<int> scalars(int n) {
  int a = ({
    guard g("g");
    int b = co_await wait("a", n);
    b + 1; // the last one
  });
  const int c = effect(1) + ({ co_await wait("b", 10); }) + effect(a);
  unsigned char small = ({ co_await wait("c", 300); }) & 0xff;
  const char *text = ({ const char *t = "text"; co_await wait("d"); t; });
  if (({ guard g("h"); co_await wait("e", true); }))
    say("%d %d %s", c, small, text);
  while (({ co_await wait("f", --n); }) > 3)
    say("round");
  switch (({ guard g("i"); co_await wait("g", 2); })) {
  case 2:
    say("two");
    break;
  default:
    say("other");
  }
  co_return ({ guard g("j"); co_await wait("k", 7); });
}

task<int> lvalue() {
  noisy n = ({ noisy r("r"); co_await wait("a"); r; }); // a copy
  say("after");
  co_await wait("b");
  const noisy &m = ({ noisy r("s"); co_await wait("c"); r; });
  say("%s %s", n.text(), m.text());
  co_return 1;
}

task<int> prvalue() {
  noisy n = ({ guard g("g"); co_await wait("a"); noisy(noisy("x").name); });
  say("after");
  immovable i = ({ guard g("h"); co_await elided{"b"}; });
  co_await wait("c");
  say("%s %s", n.text(), i.text());
  noisy nested = ({ guard o("o"); ({ guard p("p"); co_await wait("d"); noisy("y"); }); });
  noisy chosen = ({ guard o("q"); n.name.empty() ? noisy("z") : noisy(co_await wait("e", "w")); });
  co_return nested.name.size() + chosen.name.size();
}

task<int> temporary() {
  int v = use(({ guard g("g"); co_await wait("a"); noisy("x"); }), 3);
  say("after");
  say("%s", ({ guard g("h"); co_await wait("b"); noisy("y"); }).text());
  int w = use(noisy("before"), ({ guard g("i"); co_await wait("c", 5); }));
  int u = two(({ co_await wait("d", 1); }), ({ co_await wait("e", 2); }));
  sink(({ guard g("j"); co_await wait("f"); noisy("z"); }), co_await wait("g", 4));
  co_return v + w + u;
}

task<int> discarded(bool flag) {
  ({ guard g("g"); co_await wait("a"); noisy("x"); });
  say("after");
  ({ guard g("h"); co_await wait("b", 1); });
  ({ guard g("i"); co_await wait("c"); say("void"); });
  ({ co_await wait("d"); noisy("y"); }), say("comma");
  ({ if (flag) co_await wait("e"); else say("else"); });
  co_return 1;
}

task<noisy> object() { co_return ({ guard g("g"); co_await wait("a"); noisy("x"); }); }

task<int> arms(bool flag) {
  int a = flag ? ({ noisy n("n"); co_await wait("a", 1); }) : ({ noisy m("m"); co_await wait("b", 2); });
  bool b = flag && ({ noisy n("o"); co_await wait("c", true); });
  noisy c = flag ? noisy("c") : ({ guard g("g"); co_await wait("d"); noisy("e"); });
  int e = use(noisy("t"), flag ? ({ guard g("h"); co_await wait("f", 3); }) : 4);
  int f = use(flag ? ({ guard g("i"); co_await wait("h"); noisy("f"); }) : noisy("u"), 5);
  int g = use(({ guard g("j"); ({ guard g("k"); co_await wait("i"); noisy("g"); }); }), 6);
  say("%d %d %s", a, b, c.text());
  co_return e + f + g;
}

task<int> inner_statements() {
  int sum = ({
    int total = 0;
    for (int i = 0; i < 4; ++i) {
      noisy round("round");
      if (i == 1) continue;
      if (i == 3) break;
      total += co_await wait("a", i);
    }
    try {
      guard g("try");
      co_await throwing{"b", at::resume};
    } catch (const failure &) {
      total += 100;
    }
    total;
  });
  co_return sum;
}

int main() {
  run("scalars", [] { return scalars(5); });
  run("lvalue", lvalue);
  run("prvalue", prvalue);
  run("temporary", temporary);
  run("discarded", [] { return discarded(true); });
  run("object", object);
  run("arms", [] { return arms(true); });
  run("other arms", [] { return arms(false); });
  run("inner statements", inner_statements);
  destroy_everywhere("scalars", [] { return scalars(5); });
  destroy_everywhere("lvalue", lvalue);
  destroy_everywhere("prvalue", prvalue);
  destroy_everywhere("temporary", temporary);
  destroy_everywhere("discarded", [] { return discarded(true); });
  destroy_everywhere("arms", [] { return arms(false); });
  destroy_everywhere("inner statements", inner_statements);
}
// EXPECT: scalars:
// EXPECT: 1: +g ?a |a
// EXPECT: 2: >a -g effect(1) ?b |b
// EXPECT: 3: >b effect(6) ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d +h ?e |e
// EXPECT: 6: >e -h 17 44 text ?f |f
// EXPECT: 7: >f round ?f |f
// EXPECT: 8: >f +i ?g |g
// EXPECT: 9: >g -i two +j ?k |k
// EXPECT: 10: >k -j return(7)
// EXPECT: end:
// EXPECT: lvalue:
// EXPECT: 1: +r ?a |a
// EXPECT: 2: >a copy(r) -r after ?b |b
// EXPECT: 3: >b +s ?c |c
// EXPECT: 4: >c copy(s) -s r' s' return(1) -s' -r'
// EXPECT: end:
// EXPECT: prvalue:
// EXPECT: 1: +g ?a |a
// EXPECT: 2: >a +x +x -x -g after +h |b
// EXPECT: 3: +b -h ?c |c
// EXPECT: 4: >c x b +o +p ?d |d
// EXPECT: 5: >d +y -p -o +q ?e |e
// EXPECT: 6: >e +w -q return(2) -w -y -b -x
// EXPECT: end:
// EXPECT: temporary:
// EXPECT: 1: +g ?a |a
// EXPECT: 2: >a +x -g use(x,3) -x after +h ?b |b
// EXPECT: 3: >b +y -h y -y +before +i ?c |c
// EXPECT: 4: >c -i use(before,5) -before ?d |d
// EXPECT: 5: >d ?e |e
// EXPECT: 6: >e two(1,2) +j ?f |f
// EXPECT: 7: >f +z -j ?g |g
// EXPECT: 8: >g sink(z,4) -z return(11)
// EXPECT: end:
// EXPECT: discarded:
// EXPECT: 1: +g ?a |a
// EXPECT: 2: >a +x -g -x after +h ?b |b
// EXPECT: 3: >b -h +i ?c |c
// EXPECT: 4: >c void -i ?d |d
// EXPECT: 5: >d +y comma -y ?e |e
// EXPECT: 6: >e return(1)
// EXPECT: end:
// EXPECT: object:
// EXPECT: 1: +g ?a |a
// EXPECT: 2: >a +x -g return(x) move(x) -(x)
// EXPECT: end: -x
// EXPECT: arms:
// EXPECT: 1: +n ?a |a
// EXPECT: 2: >a -n +o ?c |c
// EXPECT: 3: >c -o +c +t +h ?f |f
// EXPECT: 4: >f -h use(t,3) -t +i ?h |h
// EXPECT: 5: >h +f -i use(f,5) -f +j +k ?i |i
// EXPECT: 6: >i +g -k -j use(g,6) -g 1 1 c return(14) -c
// EXPECT: end:
// EXPECT: other arms:
// EXPECT: 1: +m ?b |b
// EXPECT: 2: >b -m +g ?d |d
// EXPECT: 3: >d +e -g +t use(t,4) -t +u use(u,5) -u +j +k ?i |i
// EXPECT: 4: >i +g -k -j use(g,6) -g 2 0 e return(15) -e
// EXPECT: end:
// EXPECT: inner statements:
// EXPECT: 1: +round ?a |a
// EXPECT: 2: >a -round +round -round +round ?a |a
// EXPECT: 3: >a -round +round -round +try ?b |b
// EXPECT: 4: >b throw(b) -try return(102)
// EXPECT: end:
// EXPECT: scalars destroyed after 0:
// EXPECT: scalars destroyed after 1: -g
// EXPECT: scalars destroyed after 2:
// EXPECT: scalars destroyed after 3:
// EXPECT: scalars destroyed after 4:
// EXPECT: scalars destroyed after 5: -h
// EXPECT: scalars destroyed after 6:
// EXPECT: scalars destroyed after 7:
// EXPECT: scalars destroyed after 8: -i
// EXPECT: scalars destroyed after 9: -j
// EXPECT: scalars destroyed after 10, done:
// EXPECT: lvalue destroyed after 0:
// EXPECT: lvalue destroyed after 1: -r
// EXPECT: lvalue destroyed after 2: -r'
// EXPECT: lvalue destroyed after 3: -s -r'
// EXPECT: lvalue destroyed after 4, done:
// EXPECT: prvalue destroyed after 0:
// EXPECT: prvalue destroyed after 1: -g
// EXPECT: prvalue destroyed after 2: -h -x
// EXPECT: prvalue destroyed after 3: -b -x
// EXPECT: prvalue destroyed after 4: -p -o -b -x
// EXPECT: prvalue destroyed after 5: -q -y -b -x
// EXPECT: prvalue destroyed after 6, done:
// EXPECT: temporary destroyed after 0:
// EXPECT: temporary destroyed after 1: -g
// EXPECT: temporary destroyed after 2: -h
// EXPECT: temporary destroyed after 3: -i -before
// EXPECT: temporary destroyed after 4:
// EXPECT: temporary destroyed after 5:
// EXPECT: temporary destroyed after 6: -j
// EXPECT: temporary destroyed after 7: -z
// EXPECT: temporary destroyed after 8, done:
// EXPECT: discarded destroyed after 0:
// EXPECT: discarded destroyed after 1: -g
// EXPECT: discarded destroyed after 2: -h
// EXPECT: discarded destroyed after 3: -i
// EXPECT: discarded destroyed after 4:
// EXPECT: discarded destroyed after 5:
// EXPECT: discarded destroyed after 6, done:
// EXPECT: arms destroyed after 0:
// EXPECT: arms destroyed after 1: -m
// EXPECT: arms destroyed after 2: -g
// EXPECT: arms destroyed after 3: -k -j -e
// EXPECT: arms destroyed after 4, done:
// EXPECT: inner statements destroyed after 0:
// EXPECT: inner statements destroyed after 1: -round
// EXPECT: inner statements destroyed after 2: -round
// EXPECT: inner statements destroyed after 3: -try
// EXPECT: inner statements destroyed after 4, done:
