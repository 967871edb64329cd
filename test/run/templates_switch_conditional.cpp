// RUN: %run_and_compare %s %t
// In a template, the value that a switch selects by comes from a conditional with an await in the object of an
// awaited call: the slots of the full-expression hold states, which are declared before it.
#include "trace.hpp"

struct counter : noisy {
  using noisy::noisy;
  task<int> plus(int more) { co_return more + 1; }
};

template <class T> task<> select(bool first, T value) {
  switch ((first ? 1 : co_await counter(co_await wait("name", "c")).plus(value)) % 4) {
  case 1:
    co_await wait("one");
    break;
  case 3: {
    noisy three("three");
    co_await wait("a", value);
    break;
  }
  default:
    break;
  }
}

int main() {
  for (const bool first : {false, true}) {
    run("select", [=] { return select(first, 2); });
    destroy_everywhere("select", [=] { return select(first, 2); });
  }
}
