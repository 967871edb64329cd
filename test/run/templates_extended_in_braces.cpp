// RUN: %run_and_compare %s %t
// Braces in a template, of which an element depends on its arguments, so that no temporary is known yet: an aggregate with
// references extends the lives of what they are bound to, and keeps them across awaits.
#include "trace.hpp"
struct bound {
  const noisy &object;
  int number;
};
template <class T> T copy_of(const T &object) { return object; }
template <class T> const T &same(const T &object) { return object; }
template <class T> task<int> numbers(T given) {
  const auto n = given + 1;
  [[maybe_unused]] bound unused{noisy("a"), n};
  given += co_await wait("unused", 1);
  bound used{noisy("b"), given + n};
  given += co_await wait("used", used.number);
  say("%s", used.object.text());
  bound not_kept{noisy("c"), n};
  co_return int(given) + not_kept.number;
}
template <class T> task<int> objects(T given) {
  const noisy kept("kept");
  bound copied{copy_of(given), 1};
  bound referred{same(kept), 2};
  int sum = co_await wait("second", copied.number);
  say("%s %s", copied.object.text(), referred.object.text());
  co_return sum;
}
int main() {
  run("numbers", [] { return numbers(1); });
  destroy_everywhere("numbers", [] { return numbers(1); });
  run("objects", [] { return objects(noisy("given")); });
  destroy_everywhere("objects", [] { return objects(noisy("given")); });
}
