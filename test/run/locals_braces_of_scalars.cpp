// RUN: %run_and_compare %s %t
// Braces around a number whose type is more than one word, beside an object in one state.
#include "trace.hpp"

task<> declare(unsigned given) {
  noisy before("before");
  const unsigned number{given};
  unsigned long zero{};
  noisy after("after");
  co_await wait("await");
  say("%u %lu", number, zero);
}

int main() {
  run("declare", [] { return declare(5); });
  destroy_everywhere("declare", [] { return declare(5); });
}
