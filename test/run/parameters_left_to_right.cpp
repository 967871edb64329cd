// RUN: %run_and_compare %s %t
// Several parameters by value: the standard does not order their copies among each other, nor their destruction
// ([dcl.fct.def.coroutine]/13). As Clang does it: copied from left to right, destroyed in reverse; if a copy throws,
// those before it die.
// GCC-DIFFERS: g++ 12 destroys them from left to right.
#include "trace.hpp"

const char *failing_copy = "";

struct argument { // the original is silent, as callers may make their arguments in any order; the copy is not
  const char *name;
  bool is_copy = false;
  argument(const char *name) : name(name) {}
  argument(const argument &other) : name(other.name), is_copy(true) {
    say("copy(%s)", name);
    if (name == failing_copy) fail(name);
  }
  argument(argument &&other) : name(other.name), is_copy(true) {
    say("move(%s)", name);
    if (name == failing_copy) fail(name);
  }
  ~argument() {
    if (is_copy) say("-%s", name);
  }
};

task<> three(argument a, argument b, argument c) {
  noisy local("local");
  co_await wait("a");
  say("%s%s%s", a.name, b.name, c.name);
}
task<> mixed(argument a, int n, const noisy &b, const argument c, argument) {
  co_await wait("a", n);
  argument taken = std::move(a);
  say("%s%s%s", a.name, b.text(), c.name);
  co_await wait("b");
}

int main() {
  noisy object("object");
  const char *a = "A", *b = "B", *c = "C";
  run("three", [=] { return three(a, b, c); });
  destroy_everywhere("three", [=] { return three(a, b, c); });
  run("mixed", [&] { return mixed(a, 1, object, b, c); });
  destroy_everywhere("mixed", [&] { return mixed(a, 1, object, b, c); });
  for (const char *failing : {a, b, c}) {
    failing_copy = failing;
    run("failing", [=] { return three(a, b, c); });
  }
}
// EXPECT: +object
// EXPECT: three: move(A) move(B) move(C)
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a ABC -local return()
// EXPECT: end: -C -B -A
// EXPECT: three destroyed after 0: -C -B -A
// EXPECT: three destroyed after 1: -local -C -B -A
// EXPECT: three destroyed after 2, done: -C -B -A
// EXPECT: mixed: move(A) copy(B) move(C)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a move(A) AobjectB ?b |b
// EXPECT: 3: >b -A return()
// EXPECT: end: -C -B -A
// EXPECT: mixed destroyed after 0: -C -B -A
// EXPECT: mixed destroyed after 1: -C -B -A
// EXPECT: mixed destroyed after 2: -A -C -B -A
// EXPECT: mixed destroyed after 3, done: -C -B -A
// EXPECT: failing: move(A) throw(A) threw(A)
// EXPECT: failing: move(A) move(B) throw(B) -A threw(B)
// EXPECT: failing: move(A) move(B) move(C) throw(C) -B -A threw(C) -object
