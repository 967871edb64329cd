// RUN: %run_and_compare %s %t
// Kept closures whose init-captures await: a void result, one that initialises a parameter, several in a row, in a
// template.
#include "trace.hpp"
#include <utility>
struct made : void_waiter {
  noisy value;
  explicit made(const char *name) : void_waiter{name, false}, value(name) {}
  noisy await_resume() const { return noisy("made"); }
};
int take(noisy given, int number) {
  say("%s and %d", given.text(), number);
  return number;
}
task<int> by_value(int number) {
  auto kept = [given = take(co_await made("a"), number), number](int more) -> task<int> { co_return given + number + more; };
  int sum = co_await kept(1);
  co_return sum + co_await kept(2);
}
task<int> none(int number) {
  auto kept = [given = (co_await void_waiter{"n", number > 3}, number), &number](int more) { return given + number + more; };
  number = co_await wait("b", kept(1));
  co_return kept(2);
}
task<int> several(int number) {
  auto kept = [first = co_await wait("c", number), second = (co_await wait("one"), co_await wait("d", 1)),
               third = take(co_await made("e"), 3)](int more) { return first + second + third + more; };
  number = co_await wait("f", kept(1));
  co_return kept(number);
}
template <class T> task<T> in_template(T number) {
  auto kept = [given = take(co_await made("g"), number)](T more) { return given + more; };
  auto other = [given = (co_await wait("two"), number)](T more) { return given + more; };
  number = co_await wait("h", kept(1));
  auto last = [text = co_await made("i")] { return text.name.size(); };
  co_return kept(number) + other(1) + T(co_await wait("j", int(last())));
}
template <class T> task<T> by_reference(T number) {
  auto add = [&number, given = co_await wait("k", number)](T more) { return number + given + more; };
  number += add(1);
  co_return co_await wait("l", number);
}
int main() {
  run("by_reference", [] { return by_reference(6); });
  run("by_value", [] { return by_value(3); });
  destroy_everywhere("by_value", [] { return by_value(3); });
  for (int number : {3, 4}) run("none", [=] { return none(number); });
  run("several", [] { return several(5); });
  destroy_everywhere("several", [] { return several(5); });
  run("in_template", [] { return in_template<int>(6); });
  destroy_everywhere("in_template", [] { return in_template<int>(6); });
}
