// Elements of a std::initializer_list that extend the lives of temporaries ([class.temporary]/6).
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>
#include <initializer_list>

struct noisy {
  int n;
  ~noisy() {}
};
struct view {
  const noisy &of;
  int n;
};
costate::task<int> price();

costate::task<int> total() {
  // CHECK: extended_in_lists.cpp:[[#@LINE+1]]:38: error: the elements of this list refer to temporaries, which live as long as it; name the objects
  std::initializer_list<view> kept = {{noisy{1}, 2}, {noisy{3}, 4}};
  int sum = co_await price();
  noisy one{5};
  for (const view &each : {view{one, 6}}) sum += each.n + co_await price();
  co_return sum + kept.begin()->n;
}
