// RUN: %run_and_compare %s %t
// decltype(name) in a lambda, where the name means a variable that the machine keeps.
#include "trace.hpp"

template <class T> const char *kind() { return std::is_lvalue_reference_v<T> ? "lvalue" : "object"; }

task<> lambdas(int given) {
  auto first = given + 1;
  noisy local("local");
  co_await wait("a");
  auto change = [&] {
    decltype(first) copy = first;
    decltype(local) other = local;
    ++copy;
    say("%s %s %d", kind<decltype(first)>(), other.text(), copy);
  };
  change();
  co_await wait("b");
  say("%d %s", first, local.text());
}

int main() {
  run("lambdas", [] { return lambdas(5); });
}
