// RUN: %run_and_compare %s %t
// Names: inner scopes hide outer ones, siblings share a name, a local hides a global or a function it is initialised
// from or used before, and names that a state machine could want for itself are the user's ([basic.scope]).
#include "trace.hpp"

int value = 1000;
int twice(int n) { return n * 2; }
struct thing {
  int n;
};
namespace other {
int value = 2000;
}

task<int> hiding(int n) {
  int a = n;
  {
    int a = 10;
    co_await wait("a");
    {
      int a = 100;
      co_await wait("b");
      say("%d", a);
    }
    say("%d", a);
    a = 11;
  }
  for (int a = 0; a < 1; ++a) {
    co_await wait("c");
    int n = a + 50;
    co_await wait("d");
    say("%d %d", a, n);
  }
  say("%d %d", a, n);
  co_return a;
}

task<> globals() {
  say("%d", value);
  co_await wait("a");
  value += 1;
  int value = ::value + 1;
  co_await wait("b");
  say("%d %d %d", value, ::value, other::value);
  {
    using other::value;
    value += 5;
    co_await wait("c");
    say("%d", value);
  }
  int twice = ::twice(value);
  co_await wait("d");
  say("%d %d", twice, ::twice(twice));
  struct thing thing {
    5
  };
  co_await wait("e");
  struct thing another = thing;
  say("%d", another.n);
}

task<> siblings() {
  for (int i = 0; i < 2; ++i) {
    noisy item("first");
    co_await wait("a");
  }
  for (char i = 'x'; i < 'z'; ++i) {
    noisy item("second");
    co_await wait("b");
    say("%c", i);
  }
  {
    const char *item = "text";
    co_await wait("c");
    say("%s", item);
  }
  if (int item = co_await wait("d", 5)) {
    co_await wait("e");
    say("%d", item);
  } else if (int i = item + 1) say("%d", i);
  double item = 2.5, i = 1.5;
  co_await wait("f");
  say("%.1f %.1f", item, i);
}

task<int> taken(int promise, int parameter) {
  int state = 1, next = 2, machine = 3, suspend = 4, resume = 5, frame = 6;
  int run = 7, awaiter = 8, handle = 9, destroy = 10, finish = 11, start = 12, body = 13, unwinding = 14;
  int Start = 15, Done = 16, Body = 17, States = 18, AwaitA = 19, AwaitB = 20, For = 21, While = 22, Try = 23;
  co_await wait("a");
  int current = state + next + machine + suspend + resume + frame, number = 24, get = 25, enter = 26, leave = 27;
  {
    int task = run + awaiter + handle + destroy + finish + start + body + unwinding, costate = 28, std_ = 29;
    co_await wait("b");
    current += task + costate + std_;
  }
  int result = Start + Done + Body + States + AwaitA + AwaitB + For + While + Try;
  int temporary = 30, value = 31, operand = 32, condition = 33, range = 34, begin = 35, end = 36, error = 37;
  co_await wait("c");
  int spilled = temporary + value + operand + condition + range + begin + end + error, pending = 40;
  int self = number + get + enter + leave + pending, arguments = 41, traits = 42, allocation = 43;
  int return_value = 38, return_void = 39;
  co_await wait("d");
  self += return_value + return_void + arguments + traits + allocation;
  promise += parameter;
  co_await wait("e", promise);
  co_return promise + current + result + spilled + self;
}

task<int> taken_types() {
  struct Start {
    int machine = 1;
  };
  struct States {
    Start state;
  };
  enum AwaitA { Done = 5 };
  using Frame = States;
  Frame frame;
  co_await wait("a");
  AwaitA done = Done;
  co_await wait("b");
  goto finish;
finish:
  co_await wait("c");
  for (Start start; start.machine < 3; ++start.machine) {
    if (start.machine == 1) goto resume_a;
    co_await wait("d");
  resume_a:
    frame.state.machine += start.machine;
  }
  co_return frame.state.machine * 10 + done;
}

int main() {
  run("hiding", [] { return hiding(1); });
  run("globals", [] { return globals(); });
  run("siblings", [] { return siblings(); });
  run("taken", [] { return taken(100, 200); });
  run("taken types", [] { return taken_types(); });
}
// EXPECT: hiding:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 100 10 ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d 0 50 1 1 return(1)
// EXPECT: end:
// EXPECT: globals:
// EXPECT: 1: 1000 ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 1002 1001 2000 ?c |c
// EXPECT: 4: >c 2005 ?d |d
// EXPECT: 5: >d 2004 4008 ?e |e
// EXPECT: 6: >e 5 return()
// EXPECT: end:
// EXPECT: siblings:
// EXPECT: 1: +first ?a |a
// EXPECT: 2: >a -first +first ?a |a
// EXPECT: 3: >a -first +second ?b |b
// EXPECT: 4: >b x -second +second ?b |b
// EXPECT: 5: >b y -second ?c |c
// EXPECT: 6: >c text ?d |d
// EXPECT: 7: >d ?e |e
// EXPECT: 8: >e 5 ?f |f
// EXPECT: 9: >f 2.5 1.5 return()
// EXPECT: end:
// EXPECT: taken:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d ?e |e
// EXPECT: 6: >e return(1246)
// EXPECT: end:
// EXPECT: taken types:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d return(45)
// EXPECT: end:
