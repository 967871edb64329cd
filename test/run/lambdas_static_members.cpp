// RUN: %run_and_compare %s %t
// Lambdas that capture, in the initialisers of static members of class templates.
#include "trace.hpp"
template <int N> struct fixed {
  static inline auto make = [n = N]() -> task<int> { co_return n + co_await wait("a", 1); };
};
int main() {
  run("three", [] { return fixed<3>::make(); });
  run("four", [] { return fixed<4>::make(); });
}
