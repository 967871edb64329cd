// What checks find stands in the report of the coroutine that it lies in, innermost first.
//
// RUN: %costate --emit=report --native-sizes=false %s -- -std=c++20 %runtime | FileCheck %s --check-prefix=TEXT
// RUN: %costate --emit=report --native-sizes=false --format=json %s -o %t.json -- -std=c++20 %runtime
// RUN: %check_schema %t.json
// RUN: FileCheck %s --check-prefix=JSON --input-file=%t.json
// RUN: %costate --emit=report --native-sizes=false --format=html %s -- -std=c++20 %runtime | FileCheck %s --check-prefix=HTML

#include <costate/task.hpp>

struct big {
  char bytes[5000];
};
costate::task<> wait();
void use(const big &);

// TEXT: {{^}}outer at
// TEXT-NOT: warning:
// TEXT: {{^}}inner at
// TEXT: warning: {{.*}}'kept'{{.*}} [large-across-suspend] at {{.*}}findings.cpp:[[#@LINE+9]]:9
// JSON: "warnings": []
// JSON: "check": "large-across-suspend"
// JSON: "line": [[#@LINE+6]]
// HTML: <ul class="warnings" aria-label="Warnings">
// HTML-NEXT: 'kept'
// HTML-SAME: <code>[large-across-suspend]</code>
costate::task<> outer() {
  auto inner = []() -> costate::task<> {
    big kept{};
    co_await wait();
    use(kept);
  };
  co_await inner();
}
