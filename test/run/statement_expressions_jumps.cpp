// RUN: %run_and_compare %s %t
// Jumps out of GNU statement expressions, with and without an await in them: what the full-expression around has
// evaluated already is destroyed, after the locals of the statement expression. Macros as error-handling libraries have
// them are made of that.
// FLAGS: -Wno-gnu-statement-expression
#include "trace.hpp"

struct guard {
  const char *name;
  explicit guard(const char *name) : name(name) { say("+%s", name); }
  ~guard() { say("-%s", name); }
};
struct pair {
  noisy first;
  int second;
};
int use(const noisy &object, int value) {
  say("use(%s,%d)", object.text(), value);
  return value;
}
noisy make(const char *name) { return noisy(name); }

struct result { // a value or an error
  int code;
  int stored;
  explicit operator bool() const { return code == 0; }
  int error() const { return code; }
  int value() const { return stored; }
};
struct named_result {
  noisy stored;
  bool good;
  explicit operator bool() const { return good; }
  noisy &value() { return stored; }
};

#define CO_TRY(...)                                                                                                    \
  ({                                                                                                                   \
    auto got = (__VA_ARGS__);                                                                                          \
    if (!got) co_return got.error();                                                                                   \
    got.value();                                                                                                       \
  })
#define CO_TRY_NAMED(...)                                                                                              \
  ({                                                                                                                   \
    auto &&got = (__VA_ARGS__);                                                                                        \
    if (!got) co_return -1;                                                                                            \
    std::move(got.value());                                                                                            \
  })
#define CO_CHECK(...)                                                                                                  \
  ({                                                                                                                   \
    if (!(__VA_ARGS__)) co_return -2;                                                                                  \
  })

auto read(const char *name, int code, int value) { return wait(name, result{code, value}); }

task<int> tried(int fails) {
  noisy local("local");
  int a = CO_TRY(co_await read("a", fails == 1, 10));
  int b = use(noisy("t"), CO_TRY(co_await read("b", fails == 2, a + 1)));
  int c = CO_TRY(co_await read("c", fails == 3, CO_TRY(co_await read("d", fails == 4 ? 44 : 0, b))));
  int d = CO_TRY(result{fails == 5, c}); // no await in it
  CO_CHECK(co_await wait("e", fails != 6));
  CO_CHECK(fails != 7);
  noisy text = CO_TRY_NAMED(named_result{make("named"), fails != 8});
  noisy more = CO_TRY_NAMED(named_result{co_await wait("f", std::string("more")), fails != 9});
  say("%s %s", text.text(), more.text());
  co_return d;
}

task<int> without_await(bool leave) {
  noisy local("local");
  int a = use(noisy("t"), ({ guard g("g"); if (leave) co_return 1; 2; }));
  pair p{noisy("p"), ({ guard g("h"); if (a == 3) co_return 2; 3; })};
  noisy moved = ({ if (a == 4) co_return 4; noisy("moved"); });
  int b = use(noisy("u"), co_await wait("a", 1)) + ({ if (!leave) co_return p.second; 5; });
  co_return a + b;
}

task<int> loops() {
  int sum = 0;
  for (int i = 0; i < 5; ++i) {
    noisy round("round" + std::to_string(i));
    sum += use(noisy("t"), ({
                 guard g("g");
                 if (i == 1) continue;
                 if (i == 3) break;
                 co_await wait("a", i);
               }));
    pair p{make("p"), ({ guard h("h"); if (i == 2) continue; i; })};
    say("%d", p.second);
  }
  int n = 0;
again:
  noisy after("after");
  sum += use(make("u"), ({ guard g("j"); if (co_await wait("b", n++) < 1) goto again; 7; }));
  while (true) {
    bool more = use(make("v"), ({ if (n > 1) break; 1; }));
    say("%d", more);
  }
  switch (sum) {
  default:
    say("%d", use(make("w"), ({ guard k("k"); if (n) break; 1; })));
    say("never");
  }
  co_return sum;
}

task<int> in_try(int way) {
  try {
    guard t("try");
    int a = use(make("a"), ({
                  guard g("g");
                  if (way == 1) co_return 10;
                  if (way == 2) throw failure{"two"};
                  co_await wait("b", 3);
                }));
    say("%d", a);
  } catch (const failure &caught) {
    int b = ({ if (way == 2) co_return 20; 5; });
    say("%d %s", b, caught.what);
  }
  co_return 30;
}

task<> no_value(bool leave) {
  noisy local("local");
  ({ if (leave) co_return; });
  bool b = leave || ({ if (co_await wait("a", true)) co_return; true; });
  say("%d", b);
}

int main() {
  for (int fails = 0; fails != 10; ++fails)
    run(("tried " + std::to_string(fails)).c_str(), [&] { return tried(fails); });
  run("without await", [] { return without_await(true); });
  run("without await", [] { return without_await(false); });
  run("loops", loops);
  for (int way = 0; way != 3; ++way)
    run("in try", [&] { return in_try(way); });
  run("no value", [] { return no_value(true); });
  run("no value", [] { return no_value(false); });
  destroy_everywhere("tried", [] { return tried(0); });
  destroy_everywhere("loops", loops);
  destroy_everywhere("in try", [] { return in_try(0); });
}
// EXPECT: tried 0:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a +t ?b |b
// EXPECT: 3: >b use(t,11) -t ?d |d
// EXPECT: 4: >d ?c |c
// EXPECT: 5: >c ?e |e
// EXPECT: 6: >e +named move(named) -(named) ?f |f
// EXPECT: 7: >f +more move(more) -(more) named more return(11) -more -named -local
// EXPECT: end:
// EXPECT: tried 1:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a return(1) -local
// EXPECT: end:
// EXPECT: tried 2:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a +t ?b |b
// EXPECT: 3: >b return(1) -t -local
// EXPECT: end:
// EXPECT: tried 3:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a +t ?b |b
// EXPECT: 3: >b use(t,11) -t ?d |d
// EXPECT: 4: >d ?c |c
// EXPECT: 5: >c return(1) -local
// EXPECT: end:
// EXPECT: tried 4:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a +t ?b |b
// EXPECT: 3: >b use(t,11) -t ?d |d
// EXPECT: 4: >d return(44) -local
// EXPECT: end:
// EXPECT: tried 5:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a +t ?b |b
// EXPECT: 3: >b use(t,11) -t ?d |d
// EXPECT: 4: >d ?c |c
// EXPECT: 5: >c return(1) -local
// EXPECT: end:
// EXPECT: tried 6:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a +t ?b |b
// EXPECT: 3: >b use(t,11) -t ?d |d
// EXPECT: 4: >d ?c |c
// EXPECT: 5: >c ?e |e
// EXPECT: 6: >e return(-2) -local
// EXPECT: end:
// EXPECT: tried 7:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a +t ?b |b
// EXPECT: 3: >b use(t,11) -t ?d |d
// EXPECT: 4: >d ?c |c
// EXPECT: 5: >c ?e |e
// EXPECT: 6: >e return(-2) -local
// EXPECT: end:
// EXPECT: tried 8:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a +t ?b |b
// EXPECT: 3: >b use(t,11) -t ?d |d
// EXPECT: 4: >d ?c |c
// EXPECT: 5: >c ?e |e
// EXPECT: 6: >e +named return(-1) -named -local
// EXPECT: end:
// EXPECT: tried 9:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a +t ?b |b
// EXPECT: 3: >b use(t,11) -t ?d |d
// EXPECT: 4: >d ?c |c
// EXPECT: 5: >c ?e |e
// EXPECT: 6: >e +named move(named) -(named) ?f |f
// EXPECT: 7: >f +more return(-1) -more -named -local
// EXPECT: end:
// EXPECT: without await:
// EXPECT: 1: +local +t +g return(1) -g -t -local
// EXPECT: end:
// EXPECT: without await:
// EXPECT: 1: +local +t +g -g use(t,2) -t +p +h -h +moved +u ?a |a
// EXPECT: 2: >a use(u,1) return(3) -u -moved -p -local
// EXPECT: end:
// EXPECT: loops:
// EXPECT: 1: +round0 +t +g ?a |a
// EXPECT: 2: >a -g use(t,0) -t +p +h -h 0 -p -round0 +round1 +t +g -g -t -round1 +round2 +t +g ?a |a
// EXPECT: 3: >a -g use(t,2) -t +p +h -h -p -round2 +round3 +t +g -g -t -round3 +after +u +j ?b |b
// EXPECT: 4: >b -j -u -after +after +u +j ?b |b
// EXPECT: 5: >b -j use(u,7) -u +v -v +w +k -k -w return(9) -after
// EXPECT: end:
// EXPECT: in try:
// EXPECT: 1: +try +a +g ?b |b
// EXPECT: 2: >b -g use(a,3) -a 3 -try return(30)
// EXPECT: end:
// EXPECT: in try:
// EXPECT: 1: +try +a +g return(10) -g -a -try
// EXPECT: end:
// EXPECT: in try:
// EXPECT: 1: +try +a +g -g -a -try return(20)
// EXPECT: end:
// EXPECT: no value:
// EXPECT: 1: +local return() -local
// EXPECT: end:
// EXPECT: no value:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a return() -local
// EXPECT: end:
// EXPECT: tried destroyed after 0:
// EXPECT: tried destroyed after 1: -local
// EXPECT: tried destroyed after 2: -t -local
// EXPECT: tried destroyed after 3: -local
// EXPECT: tried destroyed after 4: -local
// EXPECT: tried destroyed after 5: -local
// EXPECT: tried destroyed after 6: -named -local
// EXPECT: tried destroyed after 7, done:
// EXPECT: loops destroyed after 0:
// EXPECT: loops destroyed after 1: -g -t -round0
// EXPECT: loops destroyed after 2: -g -t -round2
// EXPECT: loops destroyed after 3: -j -u -after
// EXPECT: loops destroyed after 4: -j -u -after
// EXPECT: loops destroyed after 5, done:
// EXPECT: in try destroyed after 0:
// EXPECT: in try destroyed after 1: -g -a -try
// EXPECT: in try destroyed after 2, done:
