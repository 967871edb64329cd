// What a constructor has told others of is kept to the end of its scope, and the report says why.
//
// RUN: %costate --emit=report %s -o - -- -std=c++20 %runtime | FileCheck %s

#include <costate/task.hpp>

struct entry {
  int value;
  entry *next;
  static inline entry *first = nullptr;
  explicit entry(int value) : value(value), next(first) { first = this; }
};
costate::task<int> pack();

costate::task<void> list() {
  entry one(1);
  // CHECK: co_await pack()
  // CHECK: one: entry, 16 bytes at {{[0-9]+}} in Body, made at [[#@LINE-2]]:9; address escapes at [[#@LINE-2]]:9
  co_await pack();
}
