// RUN: %run_and_compare %s %t
// What the initialiser of a variable makes besides it ends before the next variable's initialiser begins, also where
// both variables are kept in one state.
#include "trace.hpp"

struct both {
  noisy first;
  noisy second;
};
std::string named(const noisy &object) { return object.name + "."; }

task<> declare() {
  noisy a{named(noisy("a"))};
  both b{std::move(a), noisy(named(noisy("b")))};
  noisy c(named(noisy("c"))), d("d");
  const noisy &e = noisy(named(noisy("e")));
  noisy f = a.name.empty() ? noisy("f") : noisy(named(noisy("g")));
  noisy h("h");
  co_await wait("await");
  say("%s %s %s %s %s", b.second.text(), c.text(), d.text(), e.text(), f.text());
}
template <class T> int weight(const T &) { return 1; }
template <class T> task<> generic(T given) {
  noisy a{named(noisy("a"))};
  T b(named(T(given)));
  noisy c("c");
  co_await wait("await");
  say("%s %s", a.text(), b.text());
  const int number = weight(given); // its value depends, not its type
  auto &&[d, e] = both{noisy("d"), noisy(named(noisy(number ? "e" : "?")))};
  noisy f("f");
  co_await wait("another");
  say("%s %s", d.text(), e.text());
}

int main() {
  run("declare", [] { return declare(); });
  destroy_everywhere("declare", [] { return declare(); });
  noisy given("given");
  run("generic", [&] { return generic(given); });
  destroy_everywhere("generic", [&] { return generic(given); });
}
