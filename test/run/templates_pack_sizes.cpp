// RUN: %run_and_compare %s %t
// How many elements a pack of parameters has, where the types of a state ask for it: there the pack has no name.
#include "trace.hpp"

template <class T> auto sized(T first, std::size_t count) {
  say("sized(%d)", static_cast<int>(count));
  return wait("sized", static_cast<int>(first) + static_cast<int>(count));
}
template <std::size_t N> struct of_size {
  noisy tag{"of_size"};
  int value = N;
};
template <class T> auto keep(T &&object) { return wait("keep", object.value); }

template <class First, class... T> task<int> count(First first, T... all) {
  int n = co_await sized(first, sizeof...(all));
  n += co_await keep(of_size<sizeof...(all) + 1>());
  n += co_await sized(first, sizeof...(T) + sizeof...(all));
  co_return n + static_cast<int>(sizeof...(all));
}

int main() {
  run("none", [] { return count(1); });
  run("three", [] { return count(1, 2.5, 'c', noisy("object")); });
}
