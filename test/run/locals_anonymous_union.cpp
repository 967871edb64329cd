// RUN: %run_and_compare %s %t
// The members of an anonymous union are names of the enclosing scope and share one object, across awaits
// ([class.union.anon]).
// GCC-DIFFERS: g++ 12 does not compile it (internal error).
#include "trace.hpp"

task<> anonymous(int n) {
  union {
    int number;
    float real;
    char bytes[8];
  };
  number = n;
  co_await wait("a");
  say("%d %d", number, static_cast<void *>(&number) == static_cast<void *>(&real));
  real = 2.5f;
  {
    union {
      int number = 7;
      double wide;
    };
    co_await wait("b");
    say("%d %.1f", number, real);
    wide = 1.5;
    co_await wait("c");
    say("%.1f", wide);
  }
  bytes[7] = 'x';
  co_await wait("d");
  say("%c", bytes[7]);
}

task<> in_loop() {
  for (int i = 0; i < 2; ++i) {
    static union {
      int kept;
      unsigned same;
    };
    union {
      int fresh;
      unsigned other;
    };
    fresh = i;
    kept += 10;
    co_await wait("a");
    say("%u %u", other, same);
  }
}

int main() {
  run("anonymous", [] { return anonymous(5); });
  run("in loop", [] { return in_loop(); });
}
// EXPECT: anonymous:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 5 1 ?b |b
// EXPECT: 3: >b 7 2.5 ?c |c
// EXPECT: 4: >c 1.5 ?d |d
// EXPECT: 5: >d x return()
// EXPECT: end:
// EXPECT: in loop:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 0 10 ?a |a
// EXPECT: 3: >a 1 20 return()
// EXPECT: end:
