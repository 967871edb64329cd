// The type of a machine's states is broken into lines as they lie in each other.
//
// RUN: %costate --quiet %s -o - --format-style='{BasedOnStyle: LLVM, ColumnLimit: 60}' -- -std=c++20 %runtime | FileCheck %s --match-full-lines --strict-whitespace
// RUN: %costate --quiet %s -o - --format-style='{BasedOnStyle: LLVM, ColumnLimit: 0}' -- -std=c++20 %runtime | FileCheck %s --check-prefix=LONG
// RUN: %costate --quiet %s -o - --format-style=none -- -std=c++20 %runtime | FileCheck %s --check-prefix=LONG

#include <costate/task.hpp>
#include <string>

costate::task<> stop();

// LONG: using States = costate::states<Start, costate::within<Body, AwaitStop, costate::within<{{.*}}>>, Done>;

costate::task<> nested(std::string given) {
  std::string first = given;
  co_await stop();
  for (const char each : first) {
    std::string second(1, each);
    co_await stop();
    for (const char other : second) {
      std::string third(1, other);
      co_await stop();
    }
  }
}
// CHECK:  using States = costate::states<
// CHECK-NEXT:      Start,
// CHECK-NEXT:      costate::within<Body, AwaitStop,
// CHECK-NEXT:        costate::within<For,
// CHECK-NEXT:          costate::within<Loop, AwaitStop2,
// CHECK-NEXT:            costate::within<For_2,
// CHECK-NEXT:              costate::within<Loop_2, AwaitStop3>>>>>,
// CHECK-NEXT:      Done>;

costate::task<> flat() { co_await stop(); }
// CHECK:  using States = costate::states<Start, AwaitStop, Done>;
