// [expr.new]: memory is allocated before the initialiser is evaluated, and an allocation function of the
// program can tell.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>
#include <cstddef>

struct pool {};
void *operator new(std::size_t, pool &);

struct item {
  explicit item(int);
};
costate::task<int> price();

costate::task<item *> make(pool &memory) {
  // CHECK: new_own_allocation.cpp:[[#@LINE+1]]:13: error: an await in the initialiser of a new-expression whose allocation function is not the global one is not supported: the allocation comes first; await into a variable
  co_return new (memory) item(co_await price());
}
