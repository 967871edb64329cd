// Arguments in templates that have to live across a suspension, and of which no text says what they are for all of the
// instantiations.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>
#include <initializer_list>
#include <string>

struct noisy {
  noisy(const char *);
  noisy(noisy &&);
  ~noisy();
};
struct other : noisy {
  using noisy::noisy;
};
template <class T> T make(const char *name) { return T(name); }

template <class T> struct queue {
  costate::task<int> push(const T &);
  costate::task<int> push(const T &, int);
  costate::task<int> list(std::initializer_list<T>);
};
costate::task<int> mixed(noisy);
costate::task<int> mixed(const other &);
template <class T> costate::task<int> use(T, int);
template <class... T> costate::task<int> all(const T &...);
costate::task<int> price();

template <class Queue> costate::task<int> overloaded(Queue &to) { co_return co_await to.push("text"); }
template <class T> costate::task<int> list(queue<T> &to) { co_return co_await to.list({"a", "b"}); }
template <class T> costate::task<int> either() { co_return co_await mixed(make<T>("a")); }
template <class... T> costate::task<int> expansion() { co_return co_await all(make<T>("a")...); }
template <class T> costate::task<int> behind(costate::task<T> name) {
  co_return co_await use<T>(co_await name, co_await price());
}
// CHECK: templates_arguments.cpp:[[#@LINE-7]]:94: error: this argument is converted to a temporary that lives across a suspension, and only the template's arguments tell its type; name the converted value in a variable first
// CHECK: templates_arguments.cpp:[[#@LINE-7]]:87: error: this argument is converted to a temporary that lives across a suspension, and only the template's arguments tell its type; name the converted value in a variable first
// CHECK: templates_arguments.cpp:[[#@LINE-7]]:75: error: this argument is a parameter object in one instantiation and bound to a reference in another, and cannot be kept across the suspension for both; name it in a variable first
// CHECK: templates_arguments.cpp:[[#@LINE-7]]:79: error: the arguments of this expansion are temporaries that live across a suspension, which is not supported; name them in a tuple first
// CHECK: templates_arguments.cpp:[[#@LINE-6]]:29: error: the result of an await initialises a parameter, which cannot be made before the other operands of the same call without a move that would show; await into a variable first

void instantiated() {
  queue<std::string> strings;
  overloaded(strings);
  list(strings);
  either<noisy>();
  either<other>();
  expansion<noisy, std::string>();
}
template costate::task<int> behind(costate::task<noisy>);
