// An object that a conditional makes in one of two arms, one of them after an await, would have to be
// moved to where it belongs.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

struct noisy {
  noisy(int);
  noisy(noisy &&);
  ~noisy();
  int n;
};

costate::task<noisy> make();

struct both {
  both(noisy, int);
};
costate::task<int> argument(bool awaits) {
  // CHECK: conditional_moved.cpp:[[#@LINE+1]]:10: error: a conditional with an await gives an object of type 'noisy', which would have to be moved; await into a variable in each branch
  both b(awaits ? co_await make() : noisy(1), 2);
  co_return 1;
}
