// RUN: %run_and_compare %s %t
// In a template, a co_return of what may be void; an aggregate in a state, behind which something throws.
#include "trace.hpp"
struct box {
  noisy first;
  int number;
  noisy second;
};
int throws(int number) {
  if (number > 0) fail("number");
  return number;
}
task<int> boxes(int number) {
  box one = {noisy("a"), number, noisy("b")};
  int two = throws(number);
  noisy three("c");
  co_return two + co_await wait("x", one.number) + int(three.name.size());
}
template <class T> struct in_template {
  task<void> nothing(T number) { co_return (co_await wait("nothing", number), static_cast<void>(say("after"))); }
  task<void> waits() { co_return co_await wait("void"); }
};
int main() {
  for (int number : {0, 1}) run("boxes", [=] { return boxes(number); });
  run("nothing", [] { return in_template<int>{}.nothing(1); });
  run("waits", [] { return in_template<int>{}.waits(); });
}
