// RUN: %run_and_compare %s %t
// A conditional in an arm of another, with awaits: the object is made in one place, in the arm that is taken, and ends
// with the full-expression ([expr.cond]/6, [class.temporary]/4); in templates there are several results side by side.
#include "trace.hpp"

int use(const noisy &n) { return say("use(%s)", n.text()), 1; }
task<> plain(int way) {
  use(way < 2 ? way == 0 ? co_await wait("a", noisy("x")) : noisy("y") : noisy("z"));
  noisy kept = way < 2 ? way == 0 ? noisy("k") : co_await wait("b", noisy("l")) : noisy("m");
  use(way == 0 ? noisy("o") : way == 1 ? noisy("p") : co_await wait("c", noisy("q")));
}
template <class T> task<T> generic(int way, T one) {
  co_return way < 2 ? way == 0 ? one : co_await wait("d", one) : T(3);
}

int main() {
  for (int way = 0; way != 3; ++way) {
    run("plain", [=] { return plain(way); });
    destroy_everywhere("plain", [=] { return plain(way); });
    run("generic", [=] { return generic(way, 1); });
  }
}
