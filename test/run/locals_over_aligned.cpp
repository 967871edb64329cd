// RUN: %run_and_compare %s %t
// Locals and parameters with a stricter alignment than operator new gives ([basic.align]/3, [dcl.align]), across
// awaits, in several frames, so that no lucky address hides a mistake.
// NATIVE-DIFFERS: Clang 22 does not align its frames either, and at -O2 folds checks as if it did; UBSan reports it.
// GCC-DIFFERS: g++ 12 does not align its frames.
#include "trace.hpp"
#include <cstdint>
#include <vector>

struct alignas(64) wide {
  int value;
};
struct alignas(128) wide_noisy : noisy {
  using noisy::noisy;
};
bool aligned(const void *p, std::uintptr_t to) {
  volatile std::uintptr_t address = reinterpret_cast<std::uintptr_t>(p);
  return address % to == 0;
}

task<> over_aligned() {
  alignas(64) char a = 'a';
  wide b{7};
  alignas(32) noisy c("aligned");
  char d = 'd';
  alignas(128) int e[3] = {1, 2, 3};
  co_await wait("a");
  say("%d%d%d%d", aligned(&a, 64), aligned(&b, 64), aligned(&c, 32), aligned(e, 128));
  {
    alignas(256) double f = 1.5;
    co_await wait("b");
    say("%d %c %d %c %.1f", aligned(&f, 256), a, b.value, d, f);
  }
}

task<> parameter(wide a, const wide_noisy b, wide) {
  co_await wait("a");
  wide c = a;
  co_await wait("b");
  say("%d%d%d %d %s", aligned(&a, 64), aligned(&b, 128), aligned(&c, 64), c.value, b.text());
}

struct wide_waiter : wide {
  bool await_ready() const { return say("?%d", aligned(this, 64)), false; }
  void await_suspend(std::coroutine_handle<> handle) const {
    say("|%d", aligned(this, 64));
    pending = handle;
  }
  wide await_resume() const { return say(">%d", aligned(this, 64)), *this; }
};

task<> awaiters() {
  co_await wide_waiter{{1}};
  const wide &a = co_await wide_waiter{{2}};
  say("%d", (co_await wide_waiter{{3}}).value);
  say("%d %d", aligned(&a, 64), a.value);
}

int main() {
  run("over-aligned", [] { return over_aligned(); });
  run("parameter", [] { return parameter({1}, {"b"}, {2}); });
  run("awaiters", [] { return awaiters(); });
  line("several:");
  std::vector<task<>> several;
  several.reserve(3);
  for (int i = 0; i < 3; ++i) several.push_back(parameter({i}, {"b"}, {2}));
  for (const char *round : {"first", "second", "third"}) {
    line("%s:", round);
    for (auto &each : several) each.resume();
  }
}
// EXPECT: over-aligned:
// EXPECT: 1: +aligned ?a |a
// EXPECT: 2: >a 1111 ?b |b
// EXPECT: 3: >b 1 a 7 d 1.5 -aligned return()
// EXPECT: end:
// EXPECT: parameter: +b copy(b) -b
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 111 1 b' return()
// EXPECT: end: -b'
// EXPECT: awaiters:
// EXPECT: 1: ?1 |1
// EXPECT: 2: >1 ?1 |1
// EXPECT: 3: >1 ?1 |1
// EXPECT: 4: >1 3 1 2 return()
// EXPECT: end:
// EXPECT: several: +b copy(b) -b +b copy(b) -b +b copy(b) -b
// EXPECT: first: ?a |a ?a |a ?a |a
// EXPECT: second: >a ?b |b >a ?b |b >a ?b |b
// EXPECT: third: >b 111 0 b' return() >b 111 1 b' return() >b 111 2 b' return() -b' -b' -b'
