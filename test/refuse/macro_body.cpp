// A body that a macro makes or cuts through has no place of its own to be rewritten.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

#define COROUTINE(name) costate::task<int> name() { co_return 1; }
#define END_AND_MORE co_return 1; } int more;
#define BEGIN(name) costate::task<int> name() {

// CHECK: macro_body.cpp:[[#@LINE+1]]:11: error: the body of this coroutine comes from a macro's expansion and cannot be rewritten there
COROUTINE(whole)

// CHECK: macro_body.cpp:[[#@LINE+1]]:20: error: the body of this coroutine comes from a macro's expansion and cannot be rewritten there
costate::task<int> ends() { END_AND_MORE

// CHECK: macro_body.cpp:[[#@LINE+1]]:7: error: the body of this coroutine comes from a macro's expansion and cannot be rewritten there
BEGIN(begins) co_return 1; }
