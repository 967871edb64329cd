// RUN: %run_and_compare %s %t
// Labels and goto: forwards and backwards over awaits, out of scopes, into the middle of a scope that declares nothing
// to initialise, loops made of goto, labels before awaits and declarations; leaving a scope destroys its variables
// ([stmt.goto], [stmt.dcl]/2,3, [stmt.label]).
#include "trace.hpp"

task<int> loop(int n) {
  int sum = 0, i;
  i = 0;
test:
  if (i >= n) goto end;
  co_await wait("a");
  sum += i++;
  goto test;
end:
  co_await wait("b");
  co_return sum;
}

task<int> forwards(int n) {
  noisy outer("outer");
  if (n == 0) goto end;
  {
    noisy inner("inner");
    if (n == 1) goto end;
    co_await wait("a");
    if (n == 2) goto end;
    co_await wait("b");
  }
middle:
  co_await wait("c");
  if (n++ == 3) goto middle;
end:
  co_await wait("d");
  co_return n;
}

task<> backwards(int n) {
again:
  noisy first("first" + std::to_string(n));
  co_await wait("a");
retry:
  noisy second("second" + std::to_string(n));
  co_await wait("b");
  if (--n == 2) goto again;
  if (n == 1) goto retry;
  say("n=%d", n);
}

task<> into_scopes(int n) {
  if (n == 0) goto inside;
  {
    co_await wait("a");
  inside:
    int uninitialised; // may be passed
    uninitialised = n;
    noisy inner("inner");
    co_await wait("b");
    say("%d", uninitialised);
  }
  if (n > 1) goto in_loop;
  for (n = 0; n < 2; ++n) {
    co_await wait("c");
  in_loop:
    say("n=%d", n);
    co_await wait("d");
    if (n > 5) goto out;
  }
out:
  if (n == 2) {
    co_await wait("e");
  } else {
  in_else:
    co_await wait("f");
    if (n == 7) {
      n = 0;
      goto in_else;
    }
  }
}

task<int> state_machine(std::string text) {
  int digits = 0;
  auto at = text.begin();
start:
  if (at == text.end()) goto accept;
  if (*at == '-') {
    ++at;
    goto number;
  }
number:
  if (at == text.end()) goto reject;
digit: {
  noisy scope(std::string(1, *at));
  if (*at < '0' || *at > '9') goto reject;
  digits += co_await wait("digit", 1);
  if (++at == text.end()) goto accept;
  if (*at == ',') {
    ++at;
    goto start;
  }
  goto digit;
}
accept:
  co_await wait("accept");
  co_return digits;
reject:
  co_await wait("reject");
  co_return -1;
}

int main() {
  run("loop", [] { return loop(3); });
  for (int n = 0; n < 4; ++n) run("forwards", [=] { return forwards(n); });
  run("backwards", [] { return backwards(3); });
  destroy_everywhere("backwards", [] { return backwards(3); });
  run("into scopes 0", [] { return into_scopes(0); });
  run("into scopes 7", [] { return into_scopes(7); });
  run("state machine", [] { return state_machine("-1,23"); });
  run("state machine, rejected", [] { return state_machine("1x"); });
}
// EXPECT: loop:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?a |a
// EXPECT: 3: >a ?a |a
// EXPECT: 4: >a ?b |b
// EXPECT: 5: >b return(3)
// EXPECT: end:
// EXPECT: forwards:
// EXPECT: 1: +outer ?d |d
// EXPECT: 2: >d return(0) -outer
// EXPECT: end:
// EXPECT: forwards:
// EXPECT: 1: +outer +inner -inner ?d |d
// EXPECT: 2: >d return(1) -outer
// EXPECT: end:
// EXPECT: forwards:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a -inner ?d |d
// EXPECT: 3: >d return(2) -outer
// EXPECT: end:
// EXPECT: forwards:
// EXPECT: 1: +outer +inner ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b -inner ?c |c
// EXPECT: 4: >c ?c |c
// EXPECT: 5: >c ?d |d
// EXPECT: 6: >d return(5) -outer
// EXPECT: end:
// EXPECT: backwards:
// EXPECT: 1: +first3 ?a |a
// EXPECT: 2: >a +second3 ?b |b
// EXPECT: 3: >b -second3 -first3 +first2 ?a |a
// EXPECT: 4: >a +second2 ?b |b
// EXPECT: 5: >b -second2 +second1 ?b |b
// EXPECT: 6: >b n=0 -second1 -first2 return()
// EXPECT: end:
// EXPECT: backwards destroyed after 0:
// EXPECT: backwards destroyed after 1: -first3
// EXPECT: backwards destroyed after 2: -second3 -first3
// EXPECT: backwards destroyed after 3: -first2
// EXPECT: backwards destroyed after 4: -second2 -first2
// EXPECT: backwards destroyed after 5: -second1 -first2
// EXPECT: backwards destroyed after 6, done:
// EXPECT: into scopes 0:
// EXPECT: 1: +inner ?b |b
// EXPECT: 2: >b 0 -inner ?c |c
// EXPECT: 3: >c n=0 ?d |d
// EXPECT: 4: >d ?c |c
// EXPECT: 5: >c n=1 ?d |d
// EXPECT: 6: >d ?e |e
// EXPECT: 7: >e return()
// EXPECT: end:
// EXPECT: into scopes 7:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a +inner ?b |b
// EXPECT: 3: >b 7 -inner n=7 ?d |d
// EXPECT: 4: >d ?f |f
// EXPECT: 5: >f ?f |f
// EXPECT: 6: >f return()
// EXPECT: end:
// EXPECT: state machine:
// EXPECT: 1: +1 ?digit |digit
// EXPECT: 2: >digit -1 +2 ?digit |digit
// EXPECT: 3: >digit -2 +3 ?digit |digit
// EXPECT: 4: >digit -3 ?accept |accept
// EXPECT: 5: >accept return(3)
// EXPECT: end:
// EXPECT: state machine, rejected:
// EXPECT: 1: +1 ?digit |digit
// EXPECT: 2: >digit -1 +x -x ?reject |reject
// EXPECT: 3: >reject return(-1)
// EXPECT: end:
