// What awaiting another coroutine adds: its frame, for those that the report knows, in every form in which it is
// awaited.
//
// RUN: %costate --emit=report --native-sizes=false %s -- -std=c++20 %runtime | FileCheck %s

#include <costate/task.hpp>

costate::task<int> inner(int n) { co_return n; }
costate::task<int> elsewhere(int n);

// CHECK: inner at
// CHECK: frame: [[#INNER:]] bytes

// CHECK: outer at
// CHECK: in AwaitInner, the frame of inner: [[#INNER]] bytes more
// CHECK-NEXT: in AwaitMove, the frame of inner: [[#INNER]] bytes more
// CHECK-NOT: more
// CHECK: states
costate::task<int> outer() {
  int sum = co_await inner(1);
  auto job = inner(2);
  sum += co_await std::move(job);
  co_return sum + co_await elsewhere(3);
}

// CHECK: recursive at
// CHECK: in AwaitRecursive, the frame of recursive again, at each level of the recursion: {{[0-9]+}} bytes more
costate::task<int> recursive(int n) { co_return n == 0 ? 0 : co_await recursive(n - 1); }

// CHECK: of_template<int> at
// CHECK: in AwaitInner, the frame of inner: [[#INNER]] bytes more
template <class T> costate::task<T> of_template(T value) { co_return co_await inner(1) + value; }
costate::task<int> user() { return of_template(1); }

// What a variable was made from by awaiting is over.
// CHECK: over_before at
// CHECK: in AwaitInner, the frame of inner: [[#INNER]] bytes more
// CHECK-NEXT: in AwaitInner2, the frame of inner: [[#INNER]] bytes more
// CHECK-NEXT: in AwaitInner3, the frame of inner: [[#INNER]] bytes more
// CHECK-NOT: more
// CHECK: states
costate::task<int> over_before() {
  int first = co_await inner(1);
  co_return co_await inner(co_await inner(first));
}
