// RUN: %run_and_compare %s %t
// Awaits in the operands of awaits: co_await co_await x, awaiters made by calls whose arguments await, and awaits of
// lvalues. The outer awaiter is made after the inner await resumed; both live to the end of the full-expression.
// GCC-DIFFERS: g++ 12 moves an xvalue operand into the frame ([expr.await]/3.4 binds it).
#include "trace.hpp"

struct inner { // gives an awaiter, by value
  const char *name;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> handle) const {
    say("|%s", name);
    pending = handle;
  }
  keeper await_resume() const { return say(">%s", name), keeper("made by " + std::string(name)); }
};

waiter<int> plus(const char *name, int a, int b) { return say("plus"), wait(name, a + b); }
void see(const noisy &a, int n) { say("see(%s,%d)", a.text(), n); }
int length(const noisy &a) { return static_cast<int>(a.name.size()); }

task<> twice() {
  void_waiter x = wait("x");
  co_await co_await wait_ref("a", x);
  noisy &made = co_await co_await inner{"b"};
  (void)made;
  say("; next");
  see(co_await co_await inner{"c"}, 1);
  say("; next");
  co_await co_await co_await wait("d", wait("e", wait("f")));
}

task<int> arguments() {
  int a = co_await wait("a", co_await wait("b", 1));
  int b = co_await plus("c", a, co_await wait("d", 2));
  int c = co_await plus("e", co_await wait("f", 3), b);
  int d = co_await wait("g", co_await wait("h", co_await wait("i", 4) + a) * b);
  co_return a + 10 * b + 100 * c + 1000 * d;
}

task<> lvalues() {
  keeper local("local");
  auto value = wait("value", 7);
  noisy &item = co_await local;
  say("%s %d", item.text(), &item == &local.item);
  int n = co_await value;
  say("%d %d", n, value.value);
  keeper &alias = local;
  co_await alias;
  co_await std::move(alias);
  keeper *pointer = &local;
  co_await *pointer;
  auto &&forwarding = wait("forwarding");
  co_await forwarding;
  const void_waiter fixed = wait("const");
  co_await fixed;
  void_waiter several[] = {wait("first"), wait("second")};
  for (auto &each : several) co_await each;
}

task<> mixed() {
  noisy local("local");
  see(local, co_await wait("a", length(co_await keeper("k"))));
  say("; next");
  (co_await wait("b"), co_await keeper("k2")).name += "!";
  say("; next");
  co_await (co_await wait("c", true) ? wait("d") : ready("e"));
  co_await (say("first"), wait("f"));
  (co_await wait("g", false)) || co_await wait("h", co_await wait("i", true)) ? say("yes") : say("no");
}

int main() {
  run("twice", [] { return twice(); });
  destroy_everywhere("twice", [] { return twice(); });
  run("arguments", [] { return arguments(); });
  run("lvalues", [] { return lvalues(); });
  run("mixed", [] { return mixed(); });
  destroy_everywhere("mixed", [] { return mixed(); });
}
// EXPECT: twice:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?x |x
// EXPECT: 3: >x |b
// EXPECT: 4: >b +made by b ?made by b |made by b
// EXPECT: 5: >made by b -made by b ; next |c
// EXPECT: 6: >c +made by c ?made by c |made by c
// EXPECT: 7: >made by c see(made by c,1) -made by c ; next ?d |d
// EXPECT: 8: >d ?e |e
// EXPECT: 9: >e ?f |f
// EXPECT: 10: >f return()
// EXPECT: end:
// EXPECT: twice destroyed after 0:
// EXPECT: twice destroyed after 1:
// EXPECT: twice destroyed after 2:
// EXPECT: twice destroyed after 3:
// EXPECT: twice destroyed after 4: -made by b
// EXPECT: twice destroyed after 5:
// EXPECT: twice destroyed after 6: -made by c
// EXPECT: twice destroyed after 7:
// EXPECT: twice destroyed after 8:
// EXPECT: twice destroyed after 9:
// EXPECT: twice destroyed after 10, done:
// EXPECT: arguments:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b ?a |a
// EXPECT: 3: >a ?d |d
// EXPECT: 4: >d plus ?c |c
// EXPECT: 5: >c ?f |f
// EXPECT: 6: >f plus ?e |e
// EXPECT: 7: >e ?i |i
// EXPECT: 8: >i ?h |h
// EXPECT: 9: >h ?g |g
// EXPECT: 10: >g return(15631)
// EXPECT: end:
// EXPECT: lvalues:
// EXPECT: 1: +local ?local |local
// EXPECT: 2: >local local 1 ?value |value
// EXPECT: 3: >value 7 7 ?local |local
// EXPECT: 4: >local ?local |local
// EXPECT: 5: >local ?local |local
// EXPECT: 6: >local ?forwarding |forwarding
// EXPECT: 7: >forwarding ?const |const
// EXPECT: 8: >const ?first |first
// EXPECT: 9: >first ?second |second
// EXPECT: 10: >second -local return()
// EXPECT: end:
// EXPECT: mixed:
// EXPECT: 1: +local +k ?k |k
// EXPECT: 2: >k ?a |a
// EXPECT: 3: >a see(local,1) -k ; next ?b |b
// EXPECT: 4: >b +k2 ?k2 |k2
// EXPECT: 5: >k2 -k2! ; next ?c |c
// EXPECT: 6: >c ?d |d
// EXPECT: 7: >d first ?f |f
// EXPECT: 8: >f ?g |g
// EXPECT: 9: >g ?i |i
// EXPECT: 10: >i ?h |h
// EXPECT: 11: >h yes -local return()
// EXPECT: end:
// EXPECT: mixed destroyed after 0:
// EXPECT: mixed destroyed after 1: -k -local
// EXPECT: mixed destroyed after 2: -k -local
// EXPECT: mixed destroyed after 3: -local
// EXPECT: mixed destroyed after 4: -k2 -local
// EXPECT: mixed destroyed after 5: -local
// EXPECT: mixed destroyed after 6: -local
// EXPECT: mixed destroyed after 7: -local
// EXPECT: mixed destroyed after 8: -local
// EXPECT: mixed destroyed after 9: -local
// EXPECT: mixed destroyed after 10: -local
// EXPECT: mixed destroyed after 11, done:
