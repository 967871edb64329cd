// RUN: %run_and_compare %s %t
// Values that are dead when others of the same scope are made share space with those; what may be used again does not.
#include "trace.hpp"
struct pair {
  long first, second;
};
struct large {
  int numbers[8];
};
long sum(const pair &p) { return p.first + p.second; }
int *kept = nullptr;
void keep(int &value) { kept = &value; }

task<long> one_after_the_other(long start) {
  long total = start;
  long a = total + 1, b = total + 2, c = total + 3;
  co_await wait("a");
  total = total * 10 + a + b + c;
  double d = static_cast<double>(total) / 2;
  co_await wait("b");
  total = total * 10 + static_cast<long>(d * 4);
  long e = total + 1, f = total + 2, g = total + 3;
  co_await wait("c");
  total += e * f + g;
  co_return total;
}
task<long> objects() {
  pair one{1, 2};
  const int before = co_await wait("a", 3);
  say("%ld", one.first + one.second);
  pair two{before, 4};
  co_await wait("b");
  say("%ld", two.first + two.second);
  large three{{5, 6, 7}};
  co_await wait("c");
  co_return three.numbers[1] + three.numbers[7];
}
task<long> overlapping() {
  long a = co_await wait("a", 1);
  long b = 2;
  co_await wait("b");
  say("%ld", a);
  long c = 3;
  co_await wait("c");
  say("%ld", b);
  long d = a + 4;
  co_await wait("d");
  say("%ld", c);
  long e = 5;
  co_await wait("e");
  co_return d * 10 + e;
}
task<long> used_again() {
  int a = 1;
  int b = 0;
  for (int round = 0; round != 3; ++round) {
    long in = a + b;
    co_await wait("round");
    b += static_cast<int>(in);
    long behind = b * 2;
    co_await wait("end");
    a = static_cast<int>(behind);
  }
  long c = 7;
  co_await wait("behind");
  co_return a * 100 + c;
}
task<long> pointed_to() {
  int a = 5;
  keep(a);
  pair p{1, 2};
  const pair &q = p;
  co_await wait("a");
  say("%ld", q.first);
  long b = 6, c = 7, d = 8;
  co_await wait("b");
  *kept += 1;
  co_return a * 1000 + b + c + d + sum(p);
}
task<long> between_objects() {
  long a = 1, b = 2;
  co_await wait("a");
  say("%ld", a + b);
  noisy guard("guard");
  long c = 3, d = 4;
  co_await wait("b");
  say("%ld", c + d);
  noisy other("other");
  long e = 5, f = 6;
  co_await wait("c");
  try {
    long g = e + f;
    co_await wait("d");
    say("%ld", g);
    pair h{7, g};
    co_await wait("e");
    say("%ld", sum(h));
    long i = 9;
    co_await wait("f");
    fail("thrown");
    say("%ld", i);
  } catch (const failure &) {
    say("caught");
  }
  long j = 10;
  co_await wait("g");
  co_return j;
}
task<long> jumps(int way) {
  long total = 0;
  switch (way) {
  case 0:
    long a;
    a = 1;
    co_await wait("zero");
    total += a;
    [[fallthrough]];
  case 1:
    a = 2;
    long b;
    co_await wait("one");
    total += a;
    b = 3;
    co_await wait("two");
    total += b;
  }
  long c = 4;
  co_await wait("three");
  total += c;
again:
  long d = 5;
  co_await wait("four");
  total += d;
  if (total < 12)
    goto again;
  co_return total;
}
task<long> captured() {
  long a = 1, b = 2;
  auto add = [&a](long n) { return a += n; };
  co_await wait("a");
  say("%ld", add(b));
  long c = 3, d = 4;
  co_await wait("b");
  say("%ld", c + d);
  long e = 5;
  co_await wait("c");
  co_return add(e);
}
task<long> bindings() {
  auto [a, b] = pair{1, 2};
  co_await wait("a");
  say("%ld %ld", a, b);
  auto [c, d] = large{{3, 4}}.numbers[0] ? pair{5, 6} : pair{7, 8};
  co_await wait("b");
  say("%ld %ld", c, d);
  long e = 9;
  co_await wait("c");
  co_return e;
}
template <class T> task<T> dependent(T start) {
  T a = start;
  long b = 2;
  co_await wait("a");
  say("%ld", b);
  long c = 3;
  co_await wait("b");
  say("%ld", c);
  pair d{4, 5};
  co_await wait("c");
  co_return a + static_cast<T>(sum(d));
}
int main() {
  run("one after the other", [] { return one_after_the_other(1); });
  run("objects", objects);
  run("overlapping", overlapping);
  run("used again", used_again);
  run("pointed to", pointed_to);
  run("between objects", between_objects);
  run("jumps from 0", [] { return jumps(0); });
  run("jumps from 1", [] { return jumps(1); });
  run("captured", captured);
  run("bindings", bindings);
  run("dependent", [] { return dependent(1.5); });
}
