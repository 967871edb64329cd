// RUN: %run_and_compare %s %t
// try blocks in loops and loops in try blocks: break, continue and co_return out of the block and out of its handlers,
// retrying, locals on both sides ([stmt.jump]/2, [except.handle]).
// GCC-DIFFERS: g++ 12 awaits the arm of ?: that is not chosen, in retry.
#include "trace.hpp"

task<int> retry(int failures) {
  for (int attempt = 0; attempt < 3; ++attempt) {
    noisy round("round" + std::to_string(attempt));
    try {
      noisy inside("inside");
      int got = co_await wait("fetch", attempt);
      if (got < failures) fail("fetch");
      co_return got + (attempt > 0 ? co_await wait("bonus", 100) : 0);
    } catch (const failure &caught) {
      noisy handling("handling");
      say("[%s]", caught.what);
      if (attempt == 1) continue;
    }
    co_await wait("pause");
  }
  co_return -1;
}

task<int> jumping(int how) {
  int rounds = 0;
  while (true) {
    noisy loop("loop");
    try {
      noisy inside("inside");
      co_await wait("a");
      if (++rounds == 2) break;
      if (how == 0) continue;
      if (how == 1) fail("x");
      if (how == 2) co_return co_await wait("b", 2);
      do {
        noisy inner("inner");
        co_await wait("c");
        if (how == 3) continue;
        if (how == 4) fail("y");
      } while (rounds < 0);
    } catch (const failure &caught) {
      noisy handler("handler");
      if (how == 1) continue;
      if (rounds == 1) break;
      co_return -1;
    }
    co_await wait("d");
  }
  co_return rounds;
}

task<int> loops_inside(int n) {
  int sum = 0;
  try {
    noisy outside("outside");
    for (int i = 0;; ++i) {
      noisy item("item" + std::to_string(i));
      sum += co_await wait("a", i);
      if (i == n) fail("end");
      try {
        for (noisy j("j"); j.name.size() < 3; j.name += "j") {
          if (co_await wait("b", i) == 1) fail("one");
          if (i == 2) break;
        }
      } catch (const failure &caught) {
        say("inner(%s)", caught.what);
        if (n == 3) throw;
      }
    }
  } catch (const failure &caught) {
    say("outer(%s)", caught.what);
  }
  co_await wait("c");
  co_return sum;
}

task<int> collecting() {
  int good = 0;
  for (at place : {at::ready, at::suspend, at::resume})
    for (bool fails : {false, true}) try {
        noisy item("item");
        if (fails) co_await throwing{"x", place};
        else co_await wait("y");
        ++good;
      } catch (const failure &) {
        good += 10;
      }
  co_return good;
}

int main() {
  for (int failures = 0; failures <= 3; ++failures) run("retry", [=] { return retry(failures); });
  destroy_everywhere("retry", [] { return retry(2); });
  for (int how = 0; how <= 4; ++how) run("jumping", [=] { return jumping(how); });
  run("loops inside", [] { return loops_inside(2); });
  run("loops inside", [] { return loops_inside(3); });
  destroy_everywhere("loops inside", [] { return loops_inside(2); });
  run("collecting", [] { return collecting(); });
}
// EXPECT: retry:
// EXPECT: 1: +round0 +inside ?fetch |fetch
// EXPECT: 2: >fetch return(0) -inside -round0
// EXPECT: end:
// EXPECT: retry:
// EXPECT: 1: +round0 +inside ?fetch |fetch
// EXPECT: 2: >fetch throw(fetch) -inside +handling [fetch] -handling ?pause |pause
// EXPECT: 3: >pause -round0 +round1 +inside ?fetch |fetch
// EXPECT: 4: >fetch ?bonus |bonus
// EXPECT: 5: >bonus return(101) -inside -round1
// EXPECT: end:
// EXPECT: retry:
// EXPECT: 1: +round0 +inside ?fetch |fetch
// EXPECT: 2: >fetch throw(fetch) -inside +handling [fetch] -handling ?pause |pause
// EXPECT: 3: >pause -round0 +round1 +inside ?fetch |fetch
// EXPECT: 4: >fetch throw(fetch) -inside +handling [fetch] -handling -round1 +round2 +inside ?fetch |fetch
// EXPECT: 5: >fetch ?bonus |bonus
// EXPECT: 6: >bonus return(102) -inside -round2
// EXPECT: end:
// EXPECT: retry:
// EXPECT: 1: +round0 +inside ?fetch |fetch
// EXPECT: 2: >fetch throw(fetch) -inside +handling [fetch] -handling ?pause |pause
// EXPECT: 3: >pause -round0 +round1 +inside ?fetch |fetch
// EXPECT: 4: >fetch throw(fetch) -inside +handling [fetch] -handling -round1 +round2 +inside ?fetch |fetch
// EXPECT: 5: >fetch throw(fetch) -inside +handling [fetch] -handling ?pause |pause
// EXPECT: 6: >pause -round2 return(-1)
// EXPECT: end:
// EXPECT: retry destroyed after 0:
// EXPECT: retry destroyed after 1: -inside -round0
// EXPECT: retry destroyed after 2: -round0
// EXPECT: retry destroyed after 3: -inside -round1
// EXPECT: retry destroyed after 4: -inside -round2
// EXPECT: retry destroyed after 5: -inside -round2
// EXPECT: retry destroyed after 6, done:
// EXPECT: jumping:
// EXPECT: 1: +loop +inside ?a |a
// EXPECT: 2: >a -inside -loop +loop +inside ?a |a
// EXPECT: 3: >a -inside -loop return(2)
// EXPECT: end:
// EXPECT: jumping:
// EXPECT: 1: +loop +inside ?a |a
// EXPECT: 2: >a throw(x) -inside +handler -handler -loop +loop +inside ?a |a
// EXPECT: 3: >a -inside -loop return(2)
// EXPECT: end:
// EXPECT: jumping:
// EXPECT: 1: +loop +inside ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b return(2) -inside -loop
// EXPECT: end:
// EXPECT: jumping:
// EXPECT: 1: +loop +inside ?a |a
// EXPECT: 2: >a +inner ?c |c
// EXPECT: 3: >c -inner -inside ?d |d
// EXPECT: 4: >d -loop +loop +inside ?a |a
// EXPECT: 5: >a -inside -loop return(2)
// EXPECT: end:
// EXPECT: jumping:
// EXPECT: 1: +loop +inside ?a |a
// EXPECT: 2: >a +inner ?c |c
// EXPECT: 3: >c throw(y) -inner -inside +handler -handler -loop return(1)
// EXPECT: end:
// EXPECT: loops inside:
// EXPECT: 1: +outside +item0 ?a |a
// EXPECT: 2: >a +j ?b |b
// EXPECT: 3: >b ?b |b
// EXPECT: 4: >b -jjj -item0 +item1 ?a |a
// EXPECT: 5: >a +j ?b |b
// EXPECT: 6: >b throw(one) -j inner(one) -item1 +item2 ?a |a
// EXPECT: 7: >a throw(end) -item2 -outside outer(end) ?c |c
// EXPECT: 8: >c return(3)
// EXPECT: end:
// EXPECT: loops inside:
// EXPECT: 1: +outside +item0 ?a |a
// EXPECT: 2: >a +j ?b |b
// EXPECT: 3: >b ?b |b
// EXPECT: 4: >b -jjj -item0 +item1 ?a |a
// EXPECT: 5: >a +j ?b |b
// EXPECT: 6: >b throw(one) -j inner(one) -item1 -outside outer(one) ?c |c
// EXPECT: 7: >c return(1)
// EXPECT: end:
// EXPECT: loops inside destroyed after 0:
// EXPECT: loops inside destroyed after 1: -item0 -outside
// EXPECT: loops inside destroyed after 2: -j -item0 -outside
// EXPECT: loops inside destroyed after 3: -jj -item0 -outside
// EXPECT: loops inside destroyed after 4: -item1 -outside
// EXPECT: loops inside destroyed after 5: -j -item1 -outside
// EXPECT: loops inside destroyed after 6: -item2 -outside
// EXPECT: loops inside destroyed after 7:
// EXPECT: loops inside destroyed after 8, done:
// EXPECT: collecting:
// EXPECT: 1: +item ?y |y
// EXPECT: 2: >y -item +item ?x throw(x) -item +item ?y |y
// EXPECT: 3: >y -item +item ?x |x throw(x) -item +item ?y |y
// EXPECT: 4: >y -item +item ?x |x
// EXPECT: 5: >x throw(x) -item return(33)
// EXPECT: end:
