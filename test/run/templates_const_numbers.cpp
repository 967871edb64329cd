// RUN: %run_and_compare %s %t
// A const number that a template keeps is const for what it is passed to, though its member is assigned.
#include "trace.hpp"
template <class T> waiter<T &> same(const char *name, T &value) {
  say("%s", std::is_const_v<T> ? "const" : "not const");
  return {name, false, value};
}
template <class T> task<int> numbers(T given) {
  const int first = co_await wait("first", 1);
  int second = co_await wait("second", 2);
  T third = given;
  int sum = 0;
  for (int round = 0; round < 2; ++round) {
    sum += co_await same("either", round > 0 ? first : second);
    sum += co_await same("second", second);
    sum += co_await same("first", first);
    sum += int(co_await same("third", third));
  }
  co_return sum;
}
int main() {
  run("numbers", [] { return numbers(1L); });
  destroy_everywhere("numbers", [] { return numbers(1L); });
}
