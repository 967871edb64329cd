// RUN: %run_and_compare %s %t
// Static variables that are declared between another variable and its last use, and needed behind a
// suspension.
#include "trace.hpp"

task<int> between(int n) {
  int first = n + co_await wait("first", 1);
  static int once = first;
  int second = once + first;
  static int calls;
  ++calls;
  {
    static int inner = second;
    ++inner;
    co_await wait("inner");
    second += inner;
  }
  co_await wait("last");
  co_return once * 100 + second + calls;
}
task<int> at_the_end(int n) {
  co_await wait("begin");
  int first = n;
  static const char *const names[] = {"x", "yy"};
  static int once = first;
  first += once;
  say("%d", first);
  co_return names[1][1] + once;
}

int main() {
  run("between", [] { return between(3); });
  run("between", [] { return between(4); });
  run("at the end", [] { return at_the_end(5); });
  run("at the end", [] { return at_the_end(6); });
}
