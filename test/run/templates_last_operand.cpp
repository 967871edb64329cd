// RUN: %run_and_compare %s %t
// An operand whose await must be over before the next one is evaluated, in a template: the temporaries that only the
// arguments tell of last to the end of the full-expression.
#include "trace.hpp"
struct weight {
  int value;
  explicit weight(const char *text) : value(text[0]) { say("weight of %s", text); }
};
int take(weight *made) {
  const int value = made->value;
  delete made;
  return value;
}
int looked(const noisy &object) {
  say("looked at %s", object.text());
  return object.text()[0];
}
waiter<noisy> fetch(const char *name) { return wait(name, noisy(name)); }
template <class T> struct holder {
  task<int> members() {
    const int sum = take(new weight((co_await fetch("a")).text())) - looked(noisy("y"));
    const T other = T(take(new weight((co_await fetch("b")).text())) + looked(noisy("w")));
    co_return sum + int(other);
  }
};
template <class T> task<int> function(T number) {
  co_return take(new weight((co_await fetch("c")).text())) - looked(noisy("v")) + int(number);
}
int main() {
  run("members", [] { return holder<int>().members(); });
  run("function", [] { return function<long>(3); });
}
