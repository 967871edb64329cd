// Awaits in expansions and folds that do not fit in one loop over the elements.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

void use(...);
template <class T> costate::task<T> make(T value);
template <class F> costate::task<int> call(F f);

template <class... T> costate::task<> two(T... values) {
  // CHECK-DAG: expansions.cpp:[[#@LINE+1]]:31: error: more than one await in the pattern of an expansion is not supported; await in a function of its own
  use(co_await make(values) + co_await make(values)...);
}

template <class... T> costate::task<> conditional(bool all, T... values) {
  // CHECK-DAG: expansions.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: an expansion with an await in one arm of a conditional expression is not supported; use an if statement
  int sum = all ? (co_await make(values) + ... + 0) : 0;
  use(sum);
}

template <class... T> costate::task<> condition(T... values) {
  // CHECK-DAG: expansions.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: a conditional in an expansion with an await is not supported; await in a function of its own
  use((values ? co_await make(values) : values)...);
}

template <class... T> costate::task<> nested(T... values) {
  // CHECK-DAG: expansions.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: an expansion with an await inside of another is not supported; await in a function of its own
  (use(values, (co_await make(values) + ...)), ...);
}

template <class... T> costate::task<> lambda(T... values) {
  // CHECK-DAG: expansions.cpp:[[#@LINE+1]]:22: error: a lambda in an expansion with an await is not supported; give it a variable of its own before
  (use(co_await call([&] { return values; })), ...);
}

template <class... T> costate::task<> assignment(int sum, T... values) {
  // CHECK-DAG: expansions.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: an await in a fold over an assignment is not supported: what is assigned is evaluated from the last to the first; await into variables
  (sum += ... += co_await make(values));
}

template <class... T> costate::task<> bound(T... values) {
  // CHECK-DAG: expansions.cpp:[[#@LINE+1]]:16: error: a reference is bound to the value of a fold with an await, which may be a temporary of its only element; initialise an object
  auto &&sum = (co_await make(values) + ...);
  use(sum);
}

template <class... T> costate::task<> initial(T... values) {
  // CHECK-DAG: expansions.cpp:[[#@LINE+1]]:25: error: an await in the initial value of a fold over '&&' or '||' is not supported; use an if statement
  use((values && ... && co_await make(true)));
  use((co_await make(true) && ... && values)); // comes first
}
