// Only the file that is given is rewritten.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <costate/task.hpp>

costate::task<int> price();

// CHECK: other_file.cpp:[[#@LINE+1]]:20: error: a part of this coroutine lies in another file, where it cannot be rewritten
costate::task<int> total()
#include "Inputs/body.inc"
