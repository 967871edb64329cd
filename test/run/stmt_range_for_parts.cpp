// RUN: %run_and_compare %s %t
// A range that is a part of a temporary, a cast of one, or an object that refers to one: it lives as long as the loop
// ([class.temporary]/6).
// GCC-DIFFERS: g++ 12 ends what the braces of the range extend the life of with the range's full-expression.
#include "trace.hpp"
#include <vector>
struct items {
  noisy owner;
  std::vector<int> numbers{1, 2};
  int array[2] = {3, 4};
};
struct view {
  const noisy &object;
  int number;
  const int *begin() const { return &number; }
  const int *end() const { return &number + 1; }
};
items load(const char *name) { return {noisy(name)}; }
task<int> parts() {
  int sum = 0;
  for (const int &each : load("a").numbers) sum += each + co_await wait("x", each);
  for (const int each : load("b").array) sum += each * co_await wait("y", each);
  for (auto &each : items{co_await wait("c", noisy("c"))}.numbers) sum += ++each + co_await wait("z", each);
  for (const int each : load("not kept").numbers) sum += each;
  co_return sum;
}
task<int> objects() {
  int sum = 0;
  for (const int each : view{noisy("a"), 5}) sum += each + co_await wait("x", each);
  for (const int each : view{noisy(co_await wait("b", "b")), 6}) sum += each + co_await wait("y", each);
  for (const int each : static_cast<const view &>(view{noisy("c"), 7})) sum += each + co_await wait("z", each);
  for (noisy local("local"); const int each : load("d").numbers) sum += each + co_await wait("w", each);
  co_return sum;
}
int main() {
  run("parts", [] { return parts(); });
  destroy_everywhere("parts", [] { return parts(); });
  run("objects", [] { return objects(); });
  destroy_everywhere("objects", [] { return objects(); });
}
