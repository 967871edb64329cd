// RUN: %run_and_compare %s %t
// decltype(name) in the type of a variable that is kept, where the name is that of an `auto` parameter.
// SKIP: *c++17*: auto parameters are C++20
#include "trace.hpp"

template <class T> struct cell {
  T value;
  cell(T value) : value(value) { say("cell(%s)", std::is_reference<T>::value ? "reference" : "object"); }
};

task<> copies(auto in, auto &other) {
  cell<decltype(in)> saved{in};
  std::decay_t<decltype(other)> copy(other);
  in += 100;
  other += 100;
  co_await wait("a");
  say("%d %d %d %d", in, saved.value, other, copy);
}

int main() {
  int n = 2;
  run("copies", [&] { return copies(1, n); });
}
