// RUN: %run_and_compare %s %t
// The parameter objects of static member functions live to the end of the full-expression, as those of functions do.
#include "trace.hpp"

struct shop {
  static int price(noisy item, int tax) { return say("price(%s)", item.text()), tax; }
  static task<int> offer(noisy item) {
    co_await wait(item.text());
    co_return 2;
  }
  template <class T> static T discount(noisy item, T part) { return say("discount(%s)", item.text()), part; }
};
template <class T> struct market {
  static T price(noisy item, T tax) { return say("market(%s)", item.text()), tax; }
};

task<int> buy() {
  int sum = shop::price(noisy("a"), co_await wait("b", 1));
  say("; next");
  sum += co_await shop::offer(noisy("c"));
  say("; next");
  sum += shop().price(noisy("d"), co_await wait("e", 1));
  say("; next");
  sum += shop::discount<int>(noisy("f"), co_await wait("g", 1));
  say("; next");
  co_return sum + market<int>::price(noisy("h"), co_await wait("i", 1));
}

int main() {
  run("buy", [] { return buy(); });
  destroy_everywhere("buy", [] { return buy(); });
}
