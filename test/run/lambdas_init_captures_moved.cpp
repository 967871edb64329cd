// RUN: %run_and_compare %s %t
// A kept closure whose init-capture takes an operand by reference from before an await; statements that would declare
// what they convert.
#include "trace.hpp"
struct shifted : noisy {
  using noisy::noisy;
  shifted(shifted &&) = default;
  shifted &&operator<<(int number) && {
    say("%s << %d", text(), number);
    return static_cast<shifted &&>(*this);
  }
};
task<int> captures(int number) {
  auto kept = [size = (shifted("a") << 1 << co_await wait("b", number)).name.size()](int n) { return int(size) + n; };
  int sum = co_await wait("c", kept(1));
  co_return sum + kept(2);
}
task<int> statements(int number) {
  static_cast<void>(0);
  unsigned((number > 1 || co_await wait("d", 1)));
  long(number ? co_await wait("e", 2) : 3);
  co_return number;
}
int main() {
  run("captures", [] { return captures(3); });
  destroy_everywhere("captures", [] { return captures(3); });
  for (int number : {0, 1, 2}) run("statements", [=] { return statements(number); });
}
