// RUN: %run_and_compare %s %t
// Default arguments that are temporaries, kept across an await in the same full-expression, beside others that nobody
// has written either.
#include "trace.hpp"

int number(int k = 1, const noisy &object = noisy("c")) { return say("number %s", object.text()), k; }
int two(const noisy &a = noisy("a"), const noisy &b = noisy("b")) { return say("two %s %s", a.text(), b.text()), 2; }
struct object {
  int value = 3;
  int member(bool yes = true, const char *text = "text", const noisy &last = noisy("d")) const {
    return say("member %d %s %s", yes, text, last.text()), value;
  }
};

task<int> defaults() {
  int sum = number() + co_await wait("a", 1);
  sum += number(2) + co_await wait("b", 1);
  sum += two() + co_await wait("c", 1);
  sum += two(noisy("e")) + co_await wait("d", 1);
  sum += object().member() + co_await wait("e", 1);
  co_return object().member(false) + co_await wait("f", sum);
}

int main() {
  run("defaults", defaults);
  destroy_everywhere("defaults", defaults);
}
