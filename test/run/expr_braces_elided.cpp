// RUN: %run_and_compare %s %t
// Braces that are left out around the elements of an aggregate in an aggregate ([dcl.init.aggr]/15), with awaits.
#include "trace.hpp"
struct element {
  noisy object;
  int number;
};
struct plain {
  int number;
  std::string text;
};
struct two {
  element first;
  element second;
};
struct mixed {
  plain first;
  int numbers[2];
  plain second;
};
void use(const two &both) { say("use(%s %d)", both.second.object.text(), both.second.number); }
task<int> all() {
  two a{noisy("a"), 2, noisy("b"), co_await wait("c", 3)};
  say("%s %d", a.second.object.text(), a.second.number);
  two b = {noisy("d"), co_await wait("e", 4), {noisy("f"), 5}};
  two c{noisy("g"), co_await wait("h", 5), noisy("i"), co_await wait("j", 6)};
  say("%s %d", c.second.object.text(), c.second.number);
  element array[2] = {noisy("k"), 1, noisy("l"), co_await wait("m", 2)};
  say("%s %d", array[1].object.text(), array[1].number);
  mixed d{1, "one", 2, 3, co_await wait("four", 4), "five"};
  co_await wait("x");
  say("%d %s %d %d %s", d.first.number, d.first.text.c_str(), d.numbers[1], d.second.number, d.second.text.c_str());
  use({noisy("n"), 2, noisy("o"), co_await wait("p", 3)});
  say("%s", b.first.object.text());
  co_return mixed{1, "one", 2, 3, 4, co_await wait("five", std::string("five"))}.second.number;
}
int main() {
  run("all", [] { return all(); });
  destroy_everywhere("all", [] { return all(); });
}
