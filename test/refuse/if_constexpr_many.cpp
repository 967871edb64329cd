// RUN: not %costate %s -- -std=c++20 %runtime 2>&1 | FileCheck %s
// Each `if constexpr` with an await makes two texts of its template: nine in a row would be 512, and twenty a million.
#include <costate/task.hpp>

costate::task<int> one();

template <class T> costate::task<int> many(T t) {
  int n = 0;
  if constexpr (sizeof(T) > 1) n += co_await one();
  if constexpr (sizeof(T) > 2) n += co_await one();
  if constexpr (sizeof(T) > 3) n += co_await one();
  if constexpr (sizeof(T) > 4) n += co_await one();
  if constexpr (sizeof(T) > 5) n += co_await one();
  if constexpr (sizeof(T) > 6) n += co_await one();
  if constexpr (sizeof(T) > 7) n += co_await one();
  if constexpr (sizeof(T) > 8) n += co_await one();
  // CHECK: :[[#@LINE+1]]:3: error: more than eight `if constexpr` with an await in one template, each of which doubles its text; move some into coroutines of their own
  if constexpr (sizeof(T) > 9) n += co_await one();
  if constexpr (sizeof(T) > 10) n += co_await one();
  if constexpr (sizeof(T) > 11) n += co_await one();
  if constexpr (sizeof(T) > 12) n += co_await one();
  if constexpr (sizeof(T) > 13) n += co_await one();
  if constexpr (sizeof(T) > 14) n += co_await one();
  if constexpr (sizeof(T) > 15) n += co_await one();
  if constexpr (sizeof(T) > 16) n += co_await one();
  if constexpr (sizeof(T) > 17) n += co_await one();
  if constexpr (sizeof(T) > 18) n += co_await one();
  if constexpr (sizeof(T) > 19) n += co_await one();
  if constexpr (sizeof(T) > 20) n += co_await one();
  co_return n;
}
// CHECK: 1 error generated
