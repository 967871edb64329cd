// Functions of a promise that ask where they are called, for some of a template's arguments only.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <coroutine>

struct plain {
  struct promise_type {
    plain get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
struct asking {
  struct promise_type : plain::promise_type {
    asking get_return_object() { return {}; }
    std::suspend_never await_transform(std::suspend_always, int line = __builtin_LINE());
    std::suspend_never yield_value(int, int line = __builtin_LINE());
    std::suspend_never yield_value(char);
  };
};

template <class Task> Task awaits() {
  // CHECK: templates_positions.cpp:[[#@LINE+1]]:12: error: this await_transform asks where it is called, and only the template's arguments tell whether there is one
  co_await std::suspend_always();
}
template <class T> asking yields(T t) {
  // CHECK: templates_positions.cpp:[[#@LINE+1]]:12: error: instantiations call different functions of the promise, of which one asks where it is called
  co_yield t;
}

template plain awaits();
template asking awaits();
template asking yields(int);
template asking yields(char);
