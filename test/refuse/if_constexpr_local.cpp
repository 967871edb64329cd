// RUN: not %costate %s -- -std=c++20 %runtime 2>&1 | FileCheck %s
// The condition of a constexpr if with an await is asked before there is any variable of the body: it may name
// their types, constants and the parameters.
#include <costate/task.hpp>

#include <array>

costate::task<int> one();

template <class T> costate::task<int> sized(T t) {
  std::array<T, 3> list{t};
  const int n = 2;
  // CHECK: :[[#@LINE+1]]:17: error: the condition of a constexpr if with an await in it asks for 'list' itself, a variable of the template's body, of which only the type is known where the machine is chosen; ask for its type
  if constexpr (list.size() > n)
    co_return co_await one();
  else if constexpr (sizeof(list) > n && std::tuple_size<decltype(list)>::value > n)
    co_return 2 * co_await one();
  co_return 0;
}
// CHECK: 1 error generated
