// What extends the life of a temporary awaits in a later element, so that the temporary becomes a variable; what made it has
// left another one, which lives until the last element is made.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

struct noisy {
  noisy(int);
  noisy(const noisy &);
  ~noisy();
  int n;
};
noisy copy_of(const noisy &);
int use(const noisy &);

struct holder {
  const noisy &held;
  int number;
};
costate::task<int> price();

costate::task<int> total() {
  holder kept{copy_of(noisy(1)), use(noisy(2))};
  // CHECK: extended_leaves_temporaries.cpp:[[#@LINE+1]]:17: error: the temporaries that make this object, whose life 'awaits' extends, live across an await or beside other variables of the declaration; name the object
  holder awaits{copy_of(noisy(1)), co_await price()};
  // CHECK: extended_leaves_temporaries.cpp:[[#@LINE+1]]:15: error: the temporaries that make this object, whose life 'two' extends
  holder two{{copy_of(noisy(1))}, use(noisy(2))}, three{noisy(2), 1};
  co_return kept.number;
}
