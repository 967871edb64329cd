// References of a template that extend the life of what a conditional, a statement expression or a cast gives: only
// the arguments tell whether that is an object.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> price();

template <class T> costate::task<int> total(T first, bool cheap) {
  // CHECK: templates_extended_through.cpp:[[#@LINE+1]]:12: error: 'either' extends the life of what a conditional, a statement expression or a cast gives, of which only the template's arguments tell; make it a variable that is no reference
  const T &either = cheap ? T(co_await price()) : T(2);
  // CHECK: templates_extended_through.cpp:[[#@LINE+1]]:12: error: 'made' extends the life of what a conditional, a statement expression or a cast gives, of which only the template's arguments tell; make it a variable that is no reference
  const T &made = ({ T(co_await price()); });
  // CHECK: templates_extended_through.cpp:[[#@LINE+1]]:7: error: 'cast' extends the life of what a conditional, a statement expression or a cast gives, of which only the template's arguments tell; make it a variable that is no reference
  T &&cast = static_cast<T &&>(T(4));
  auto &&none = cheap ? first : first;
  co_await price();
  co_return static_cast<int>(either + made + cast + none);
}
template costate::task<int> total(int, bool);
