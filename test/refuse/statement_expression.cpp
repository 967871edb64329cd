// Compilers bind a jump in the head of a loop to different loops; and an object that a statement expression gives is
// not moved.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 -w %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

struct noisy {
  explicit noisy(int);
  noisy(noisy &&) noexcept;
  ~noisy();
};
struct both {
  noisy first;
  int second;
};

costate::task<int> price();

costate::task<int> heads() {
  for (;;) {
    // CHECK: statement_expression.cpp:[[#@LINE+1]]:15: error: a `break` or `continue` out of a statement expression in the head of a loop or switch, which compilers bind to different ones; move it into the body
    while (({ break; true; }))
      co_await price();
  }
}

costate::task<int> moved() {
  // CHECK: statement_expression.cpp:[[#@LINE+1]]:10: error: a statement expression with an await gives an object of type 'noisy', which would have to be moved; initialise a variable with it first
  both b{({ noisy(co_await price()); }), 1};
  co_return b.second;
}
