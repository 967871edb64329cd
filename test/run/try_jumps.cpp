// RUN: %run_and_compare %s %t
// Leaving try blocks and handlers by goto and co_return, entering them in the middle by resumption only; empty blocks;
// try around whole bodies; a try block directly under if, for, case or a label; a declaration in a handler hides one
// outside ([except.pre]/2, [stmt.goto]).
#include "trace.hpp"

task<> out_of_try(int n) {
again:
  noisy outer("outer");
  try {
    noisy inner("inner");
    co_await wait("a");
    if (n == 2) goto after;
    if (n == 1) fail("n");
    n = 1;
    goto again;
  } catch (const failure &) {
    noisy handler("handler");
    n = 2;
    goto again;
  }
after:
  co_await wait("b");
}

task<int> returning(int n) {
  noisy outer("outer");
  try {
    noisy inner("inner");
    if (n == 0) co_return 0;
    co_await wait("a");
    if (n == 1) co_return 1;
    if (n == 2) co_return co_await wait("b", 2);
    if (n == 3) co_return co_await throwing{"c", at::resume};
    fail("d");
  } catch (const failure &caught) {
    noisy handler("handler");
    say("caught(%s)", caught.what);
    if (n == 3) co_return 3;
    if (n == 4) goto end;
    throw 5;
  }
end:
  co_await wait("e");
  co_return 4;
}

task<int> everywhere(int n) {
  if (n == 0) try {
      co_await wait("a");
    } catch (...) {
    }
  else try {
      co_await throwing{"b", at::suspend};
    } catch (failure caught) {
      say("%s", caught.what);
    }
  switch (n) {
  case 1:
    try {
      co_await wait("c");
      break;
    } catch (...) {
    }
    [[fallthrough]];
  default:
  label:
    try {
      if (co_await wait("d", n) == 0) throw n;
    } catch (...) {
      n = 7;
      goto label;
    }
  }
  co_return n;
}

task<> empty() {
  try {
  } catch (...) {
    say("never");
  }
  try {
    co_await wait("a");
  } catch (...) {
  }
  try {
    say("no await");
    fail("x");
  } catch (const failure &) {
  }
  int hidden = 1;
  try {
    int hidden = co_await wait("b", 2);
    throw hidden + 1;
  } catch (int hidden) {
    int twice = hidden * 2;
    say("%d %d", hidden, twice);
  }
  co_await wait("c");
  say("%d", hidden);
}

task<> alike() { // equal names in blocks and handlers of their own
  for (int round = 0; round < 2; ++round) {
    try {
      noisy value("try" + std::to_string(round));
      co_await wait("a");
      if (round == 1) throw value;
    } catch (const noisy &value) {
      say("%s", value.text());
    }
    {
      try {
        noisy value("second");
        try {
          noisy value("third");
          co_await wait("b");
          fail("b");
        } catch (const failure &value) {
          say("%s", value.what);
        }
        co_await wait("c");
        say("%s", value.text());
      } catch (...) {
        say("never");
      }
    }
  }
}

int main() {
  run("out of try", [] { return out_of_try(0); });
  for (int n = 0; n <= 5; ++n) run("returning", [=] { return returning(n); });
  destroy_everywhere("returning", [] { return returning(2); });
  for (int n = 0; n <= 1; ++n) run("everywhere", [=] { return everywhere(n); });
  run("empty", [] { return empty(); });
  run("alike", [] { return alike(); });
  destroy_everywhere("alike", [] { return alike(); });
}
// EXPECT: out of try:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a -inner -outer +outer +inner ?a |a
// EXPECT: 3: >a throw(n) -inner +handler -handler -outer +outer +inner ?a |a
// EXPECT: 4: >a -inner ?b |b
// EXPECT: 5: >b -outer return()
// EXPECT: end:
// EXPECT: returning:
// EXPECT: 1: +outer +inner return(0) -inner -outer
// EXPECT: end:
// EXPECT: returning:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a return(1) -inner -outer
// EXPECT: end:
// EXPECT: returning:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b return(2) -inner -outer
// EXPECT: end:
// EXPECT: returning:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a ?c |c
// EXPECT: 3: >c throw(c) -inner +handler caught(c) return(3) -handler -outer
// EXPECT: end:
// EXPECT: returning:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a throw(d) -inner +handler caught(d) -handler ?e |e
// EXPECT: 3: >e return(4) -outer
// EXPECT: end:
// EXPECT: returning:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a throw(d) -inner +handler caught(d) -handler -outer unhandled(5)
// EXPECT: end:
// EXPECT: returning destroyed after 0:
// EXPECT: returning destroyed after 1: -inner -outer
// EXPECT: returning destroyed after 2: -inner -outer
// EXPECT: returning destroyed after 3, done:
// EXPECT: everywhere:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?d |d
// EXPECT: 3: >d ?d |d
// EXPECT: 4: >d return(7)
// EXPECT: end:
// EXPECT: everywhere:
// EXPECT: 1: ?b |b throw(b) b ?c |c
// EXPECT: 2: >c return(1)
// EXPECT: end:
// EXPECT: empty:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a no await throw(x) ?b |b
// EXPECT: 3: >b 3 6 ?c |c
// EXPECT: 4: >c 1 return()
// EXPECT: end:
// EXPECT: alike:
// EXPECT: 1: +try0 ?a |a
// EXPECT: 2: >a -try0 +second +third ?b |b
// EXPECT: 3: >b throw(b) -third b ?c |c
// EXPECT: 4: >c second -second +try1 ?a |a
// EXPECT: 5: >a move(try1) -(try1) try1 -try1 +second +third ?b |b
// EXPECT: 6: >b throw(b) -third b ?c |c
// EXPECT: 7: >c second -second return()
// EXPECT: end:
// EXPECT: alike destroyed after 0:
// EXPECT: alike destroyed after 1: -try0
// EXPECT: alike destroyed after 2: -third -second
// EXPECT: alike destroyed after 3: -second
// EXPECT: alike destroyed after 4: -try1
// EXPECT: alike destroyed after 5: -third -second
// EXPECT: alike destroyed after 6: -second
// EXPECT: alike destroyed after 7, done:
