// Instantiations in which a structured binding decomposes in different ways do not tell what its names are made into.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>
#include <utility>

struct point {
  int x, y;
};
costate::task<void> wait();

template <class T> costate::task<int> sum(T both) {
  auto [a, b] = both;
  // CHECK: templates_bindings.cpp:[[#@LINE+1]]:14: error: a structured binding of a dependent type makes something whose type has to be known, and the template's instantiations do not tell how it decomposes, or disagree; name the member in a variable of its own
  auto sum = a;
  co_await wait();
  co_return sum + b;
}

void instantiated() {
  sum(point{1, 2});
  sum(std::pair<int, int>(1, 2));
}
