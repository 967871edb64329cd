// RUN: %run_and_compare %s %t
// Temporaries live to the end of their full-expression, also across suspensions, and die in reverse order; so does the
// awaiter ([class.temporary]/4, [expr.await]/3). What they point to stays valid and at its address.
// GCC-DIFFERS: g++ 12 evaluates the left of a comma after an await on its right.
#include "trace.hpp"

const char *see(const noisy &a) { return say("see(%s)", a.text()), "seen"; }
int number(const noisy &a, int n) { return say("number(%s)", a.text()), n; }
const noisy &same(const noisy &a) { return a; }
void_waiter wait_for(const noisy &a) { return say("for(%s)", a.text()), wait("for"); }

struct referring { // refers to what it was made from
  const noisy *a, *b;
  bool await_ready() const { return say("?(%s,%s)", a->text(), b->text()), false; }
  void await_suspend(std::coroutine_handle<> handle) const {
    say("|(%s,%s)", a->text(), b->text());
    pending = handle;
  }
  const noisy &await_resume() const { return say(">(%s,%s)", a->text(), b->text()), *a; }
};
referring both(const noisy &a, const noisy &b) { return {&a, &b}; }
referring with_default(const noisy &a = noisy("default")) { return {&a, &a}; }

struct chain {
  noisy part;
  explicit chain(const char *name) : part(name) {}
  chain add(const char *name) const { return chain((part.name + name).c_str()); }
  referring wait() const { return {&part, &part}; }
  ~chain() { say("~chain"); }
};

task<> statements() {
  noisy local("local");
  co_await wait_for(noisy("t1"));
  say("; next");
  see(noisy("t2")), co_await both(local, same(noisy("t3"))), see(noisy("t4"));
  say("; next");
  co_await chain("a").add("b").add("c").wait();
  say("; next");
  co_await keeper("k1"), co_await keeper("k2");
  say("; next");
  co_await with_default();
}

task<> initialisers() {
  int a = (see(noisy("t1")), co_await wait("a", 1));
  say("; a=%d", a);
  noisy b = (see(noisy("t2")), co_await wait("b"), noisy("b"));
  say("; b");
  const noisy &c = co_await both(b, noisy("t3"));
  say("; c=%s", c.text());
  std::string d = "name " + (co_await keeper("k")).name;
  say("; d=%s", d.c_str());
  int e = number(noisy("t5"), 1), f = (see(noisy("t6")), co_await wait("c", 2)), g = number(noisy("t7"), f);
  say("; %d%d%d", e, f, g);
}

task<int> returns(bool early) {
  noisy local("local");
  if (early) co_return (see(noisy("t1")), co_await wait("a", number(noisy("t2"), 5)));
  co_return number(co_await both(same(noisy("t3")), local), 6);
}

task<> in_loops() {
  for (int i = (see(noisy("init")), co_await wait("a", 0)); (see(noisy("cond")), co_await wait("b", i)) < 2;
       i += (see(noisy("inc")), co_await wait("c", 1)))
    co_await wait_for(noisy("body"));
}

task<> thrown() {
  try {
    see(noisy("t1")), co_await with_default(noisy("t2")), fail("body"), see(noisy("t3"));
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
  try {
    see(noisy("t4")), co_await throwing{"x", at::suspend};
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
}

int main() {
  run("statements", [] { return statements(); });
  destroy_everywhere("statements", [] { return statements(); });
  run("initialisers", [] { return initialisers(); });
  destroy_everywhere("initialisers", [] { return initialisers(); });
  run("returns early", [] { return returns(true); });
  run("returns late", [] { return returns(false); });
  destroy_everywhere("returns late", [] { return returns(false); });
  run("in loops", [] { return in_loops(); });
  destroy_everywhere("in loops", [] { return in_loops(); });
  run("thrown", [] { return thrown(); });
}
// EXPECT: statements:
// EXPECT: 1: +local +t1 for(t1) ?for |for
// EXPECT: 2: >for -t1 ; next +t2 see(t2) +t3 ?(local,t3) |(local,t3)
// EXPECT: 3: >(local,t3) +t4 see(t4) -t4 -t3 -t2 ; next +a +ab +abc ?(abc,abc) |(abc,abc)
// EXPECT: 4: >(abc,abc) ~chain -abc ~chain -ab ~chain -a ; next +k1 ?k1 |k1
// EXPECT: 5: >k1 +k2 ?k2 |k2
// EXPECT: 6: >k2 -k2 -k1 ; next +default ?(default,default) |(default,default)
// EXPECT: 7: >(default,default) -default -local return()
// EXPECT: end:
// EXPECT: statements destroyed after 0:
// EXPECT: statements destroyed after 1: -t1 -local
// EXPECT: statements destroyed after 2: -t3 -t2 -local
// EXPECT: statements destroyed after 3: ~chain -abc ~chain -ab ~chain -a -local
// EXPECT: statements destroyed after 4: -k1 -local
// EXPECT: statements destroyed after 5: -k2 -k1 -local
// EXPECT: statements destroyed after 6: -default -local
// EXPECT: statements destroyed after 7, done:
// EXPECT: initialisers:
// EXPECT: 1: +t1 see(t1) ?a |a
// EXPECT: 2: >a -t1 ; a=1 +t2 see(t2) ?b |b
// EXPECT: 3: >b +b -t2 ; b +t3 ?(b,t3) |(b,t3)
// EXPECT: 4: >(b,t3) -t3 ; c=b +k ?k |k
// EXPECT: 5: >k -k ; d=name k +t5 number(t5) -t5 +t6 see(t6) ?c |c
// EXPECT: 6: >c -t6 +t7 number(t7) -t7 ; 122 -b return()
// EXPECT: end:
// EXPECT: initialisers destroyed after 0:
// EXPECT: initialisers destroyed after 1: -t1
// EXPECT: initialisers destroyed after 2: -t2
// EXPECT: initialisers destroyed after 3: -t3 -b
// EXPECT: initialisers destroyed after 4: -k -b
// EXPECT: initialisers destroyed after 5: -t6 -b
// EXPECT: initialisers destroyed after 6, done:
// EXPECT: returns early:
// EXPECT: 1: +local +t1 see(t1) +t2 number(t2) ?a |a
// EXPECT: 2: >a return(5) -t2 -t1 -local
// EXPECT: end:
// EXPECT: returns late:
// EXPECT: 1: +local +t3 ?(t3,local) |(t3,local)
// EXPECT: 2: >(t3,local) number(t3) return(6) -t3 -local
// EXPECT: end:
// EXPECT: returns late destroyed after 0:
// EXPECT: returns late destroyed after 1: -t3 -local
// EXPECT: returns late destroyed after 2, done:
// EXPECT: in loops:
// EXPECT: 1: +init see(init) ?a |a
// EXPECT: 2: >a -init +cond see(cond) ?b |b
// EXPECT: 3: >b -cond +body for(body) ?for |for
// EXPECT: 4: >for -body +inc see(inc) ?c |c
// EXPECT: 5: >c -inc +cond see(cond) ?b |b
// EXPECT: 6: >b -cond +body for(body) ?for |for
// EXPECT: 7: >for -body +inc see(inc) ?c |c
// EXPECT: 8: >c -inc +cond see(cond) ?b |b
// EXPECT: 9: >b -cond return()
// EXPECT: end:
// EXPECT: in loops destroyed after 0:
// EXPECT: in loops destroyed after 1: -init
// EXPECT: in loops destroyed after 2: -cond
// EXPECT: in loops destroyed after 3: -body
// EXPECT: in loops destroyed after 4: -inc
// EXPECT: in loops destroyed after 5: -cond
// EXPECT: in loops destroyed after 6: -body
// EXPECT: in loops destroyed after 7: -inc
// EXPECT: in loops destroyed after 8: -cond
// EXPECT: in loops destroyed after 9, done:
// EXPECT: thrown:
// EXPECT: 1: +t1 see(t1) +t2 ?(t2,t2) |(t2,t2)
// EXPECT: 2: >(t2,t2) throw(body) -t2 -t1 caught(body) +t4 see(t4) ?x |x throw(x) -t4 caught(x) return()
// EXPECT: end:
