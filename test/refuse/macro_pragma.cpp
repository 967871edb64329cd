// A pragma that a macro makes is no token that could be written out.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

#define PACKED(name) _Pragma("pack(push, 1)") struct name { char a; int b; } _Pragma("pack(pop)")
#define QUIET(...) _Pragma("GCC diagnostic push") __VA_ARGS__ _Pragma("GCC diagnostic pop")

costate::task<int> price();

// CHECK: macro_pragma.cpp:[[#@LINE+1]]:20: error: a macro makes a pragma in this coroutine, which would be lost where the macro is written out; write the pragma outside of the macro
costate::task<int> total() {
  PACKED(packed);
  co_return co_await price() + sizeof(packed);
}

costate::task<int> diagnostics() {
  QUIET(co_return co_await price();)
}
