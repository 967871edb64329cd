// RUN: %run_and_compare %s %t
// In a template: operands of overloaded operators that are references, and conditionals beside others in what only some
// paths evaluate, whose types follow from each other.
#include "trace.hpp"
struct shifted : noisy {
  using noisy::noisy;
  shifted(shifted &&) = default;
};
shifted &&operator<<(shifted &&left, int right) {
  say("%s << %d", left.text(), right);
  return std::move(left);
}
template <class T> task<int> chains(T given) {
  int n = int((shifted("a") << 1 << [&] { return 2; }() << co_await wait("b", 3)).name.size());
  bool more = true;
  while (more && (given > 0 ? co_await wait("c", given) : throw failure{"d"}) % 3 != 1) {
    more = (given > 1 && co_await wait("e", given) > 1) || co_await wait("f", false);
    given = given - 1;
  }
  while (more && (co_await wait("h", (given == 1 ? co_await wait("g", 1L) : given))) > 2) {
  }
  co_return n + int(given);
}
int main() {
  run("chains", [] { return chains(3L); });
  run("chains", [] { return chains(0L); });
  destroy_everywhere("chains", [] { return chains(3L); });
}
