// RUN: %run_and_compare %s %t
// In a template the value that a switch selects by may be kept, and its type follows from awaits in its head: their
// states are declared before it.
#include "trace.hpp"

template <class T> task<> select(T first) {
  switch (co_await wait("a", co_await wait("b", first)) % 3) {
  case 0: {
    noisy local("zero");
    co_await wait("c");
    break;
  }
  case 1:
    switch (co_await wait("d", first) + co_await wait("e", T(1))) {
    default:
      noisy local("one");
      co_await wait("f");
    }
    [[fallthrough]];
  default:
    co_await wait("g");
  }
}

int main() {
  for (int first = 0; first < 3; ++first) {
    run("select", [=] { return select(first); });
    destroy_everywhere("select", [=] { return select(first); });
  }
}
