// `--line-directives` maps the output back to the source: what is asked for its line says the same
// there and here, before, in and behind a coroutine.
//
// RUN: %run_and_compare %s %t -- --line-directives
// RUN: %costate --line-directives %s -- -std=c++20 %runtime > %t.cpp
// RUN: FileCheck %s < %t.cpp
// RUN: %costate %S/../../examples/fibonacci.cpp -- -std=c++20 %runtime | FileCheck %s --check-prefix=NONE
//
// Debug information names the source.
// RUN: %clangxx -std=c++17 -g -c -pthread %runtime17 %t.cpp -o %t.o
// RUN: llvm-dwarfdump --debug-line %t.o | FileCheck %s --check-prefix=DWARF

#include <costate/block_on.hpp>
#include <costate/task.hpp>

#include <cstdio>

costate::task<int> half(int n) { co_return n / 2; }

costate::task<int> quarter(int n) {
  std::printf("quarter begins at line %d\n", __LINE__);

  int once = co_await half(n);
  std::printf("halved at line %d\n", __LINE__);

  for (int i = 0; i < 2; ++i) {
    // a comment
    std::printf("round at line %d\n", __LINE__);
    if (co_await half(i)) {
      std::printf("branch at line %d\n", __LINE__);
    }
    std::printf("round ends at line %d\n", __LINE__);
  }

  int twice =
      co_await half(once);

  co_return std::printf("returns at line %d\n", __LINE__) * 0 + twice;
}

// behind the coroutine
int main() {
  std::printf("main begins at line %d\n", __LINE__);
  std::printf("%d\n", costate::block_on(quarter(40)));
}

// CHECK: #line {{[0-9]+}} "{{.*}}line_directives.cpp"
// NONE-NOT: {{^}}#line
// DWARF: name: "{{.*}}line_directives.cpp"
