// RUN: %run_and_compare %s %t
// The temporaries of the condition of `?:`, and of the first operand beside a call, live to the end of the full-expression.
#include "trace.hpp"
int use(const noisy &object, int number) {
  say("use(%s, %d)", object.text(), number);
  return number;
}
int effect(int number) {
  say("effect(%d)", number);
  return number;
}
waiter<noisy> object(const char *name) { return {name, false, noisy(name)}; }
task<int> conditions(int number) {
  noisy chosen = (co_await object("a")).name == "a" ? noisy("b") : noisy("c");
  int sum = int((co_await object("d")).name.size()) > number ? use(noisy("e"), 1) : effect(2);
  sum += use(noisy("f"), (co_await object("g")).name == "g" ? effect(3) : effect(4));
  say("%s", chosen.text());
  co_return sum;
}
task<int> operands(int number) {
  int sum = (int((co_await object("a")).name.size()) + effect(1)) * number;
  sum += int((co_await object("b")).name.size()) + use(noisy("c"), 2);
  co_return sum;
}
int main() {
  run("conditions", [] { return conditions(0); });
  run("conditions", [] { return conditions(9); });
  destroy_everywhere("conditions", [] { return conditions(0); });
  run("operands", [] { return operands(2); });
  destroy_everywhere("operands", [] { return operands(2); });
}
