// RUN: %run_and_compare %s %t
// The parameter objects of functions that are called through pointers, and of closures that have a name, live to the
// end of the full-expression, as those of functions do; what is called is evaluated before the arguments ([expr.call]/8).
#include "trace.hpp"

static int price(noisy item) { return say("price(%s)", item.text()), 1; }
static int taxed(noisy item, int tax) { return say("taxed(%s)", item.text()), tax; }
static task<int> offer(noisy item) {
  co_await wait(item.text());
  co_return 2;
}

static task<int> pointers() {
  int (*called)(noisy) = price;
  int sum = called(noisy("a")) + co_await wait("b", 1);
  say("; next");
  int (*table[])(noisy, int) = {taxed, nullptr};
  int i = 0;
  sum += table[i++](noisy("c"), co_await wait("d", i));
  say("; next");
  task<int> (*const made)(noisy) = &offer;
  co_return sum + co_await made(noisy("e"));
}
static task<int> closures() {
  int calls = 0;
  auto counts = [&calls](noisy item, int by) mutable { return say("counts(%s)", item.text()), calls += by; };
  int sum = counts(noisy("a"), co_await wait("b", 2)) + counts(noisy("c"), 1);
  say("; next");
  const auto &same = counts;
  auto constant = [](noisy item) noexcept { return say("constant(%s)", item.text()), 3; };
  sum += constant(noisy("d")) + co_await wait("e", 1) + static_cast<int>(sizeof(same)) * 0;
  say("; next");
  auto coroutine = [](noisy item) -> task<int> {
    co_await wait(item.text());
    co_return 4;
  };
  co_return sum + co_await coroutine(noisy("f"));
}

int main() {
  run("pointers", [] { return pointers(); });
  destroy_everywhere("pointers", [] { return pointers(); });
  run("closures", [] { return closures(); });
  destroy_everywhere("closures", [] { return closures(); });
}
