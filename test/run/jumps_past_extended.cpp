// RUN: %run_and_compare %s %t
// Jumps out of a block with a variable that has no destructor, but extends the life of objects that have one: those
// end before what the machine keeps further out.
#include "trace.hpp"
struct both {
  const noisy &first;
  int second;
};
struct holder {
  noisy part;
  explicit holder(const char *name) : part(name) {}
};
task<int> jumps(int number) {
  for (int round = 0; round != 3; ++round) {
    noisy kept("kept");
    number += co_await wait("a", round);
    if (round == number) {
      [[maybe_unused]] const both aggregate{noisy("in braces"), 1};
      continue;
    }
    const noisy &part = holder("whole").part;
    if (number > 3) {
      [[maybe_unused]] const auto &other = holder("other whole").part;
      break;
    }
    say("%s", part.text());
  }
  co_return number;
}
template <class T> task<T> in_template(T number) {
  while (number < 5) {
    noisy kept("kept");
    number += co_await wait("b", number);
    [[maybe_unused]] const both aggregate{noisy("in braces"), int(number)};
    if (number > 3) {
      [[maybe_unused]] const auto &part = holder(number ? "whole" : "").part;
      break;
    }
    const T &copy = number + 1;
    if (copy == 3)
      continue;
  }
  co_return number;
}
int main() {
  for (int number : {0, 1, 2, 4}) run("jumps", [=] { return jumps(number); });
  destroy_everywhere("jumps", [] { return jumps(0); });
  for (int number : {1, 2, 3, 4}) run("in_template", [=] { return in_template<int>(number); });
}
