// A coroutine may be an operator function, which has no name to call its machine by.
//
// RUN: %run_and_compare %s %t

#include <costate/block_on.hpp>
#include <costate/task.hpp>

#include <cstdio>

struct pair {
  int left, right;
};

costate::task<int> operator+(pair a, pair b) { co_return a.left + b.right; }
costate::task<int> operator-(pair a, pair b) { co_return a.left - b.right + co_await(a + b); }

int main() { std::printf("%d\n", costate::block_on(pair{1, 2} - pair{3, 4})); }
