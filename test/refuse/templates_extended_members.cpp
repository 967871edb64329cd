// A reference in a template that names a part of a temporary, or of something that lives on, as the arguments say.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

struct item {
  int id;
};
item look(int);
item &look(char);
costate::task<int> price();

template <class T> costate::task<int> id(T key) {
  // CHECK: templates_extended_members.cpp:[[#@LINE+1]]:14: error: 'id' extends the life of a temporary of which it names a part in one instantiation, and not in another; name the object in a variable first
  const int &id = look(key).id;
  co_return id + co_await price();
}

template costate::task<int> id(int);
template costate::task<int> id(char);
