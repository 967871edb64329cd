// The frame of a coroutine that lies in the state that awaits it is a value of that state, and no addition to it; of
// one that is allocated, though the same function lies in another state, it is an addition.
//
// RUN: %costate --emit=report --native-sizes=false %s -- -std=c++20 | FileCheck %s
// RUN: %costate --emit=report --native-sizes=false --format=json %s -o %t.json -- -std=c++20
// RUN: %check_schema %t.json
// RUN: FileCheck --check-prefix=JSON %s < %t.json
// RUN: %costate --emit=report --native-sizes=false --format=html %s -- -std=c++20 | FileCheck --check-prefix=HTML %s

#include "Inputs/elidable.hpp"

// CHECK: child at
// CHECK: frame: [[#CHILD:]] bytes
task<int> child(int n) {
  char buffer[100] = {};
  int more = co_await tick{};
  co_return n + more + buffer[0];
}

// CHECK: parent at
// CHECK: biggest state: {{.*}}: frame of child [[#CHILD]],
// CHECK-NEXT: in AwaitChild, the frame of child, in this one: [[#CHILD]] bytes
// CHECK-NEXT: in AwaitNamed, the frame of child: [[#CHILD]] bytes more
// CHECK-EMPTY:
// CHECK: [[#CHILD]]  {{ *}}frame of child{{$}}
// CHECK: AwaitChild at
// CHECK: frame of child: costate::in_place<child_machine>, [[#CHILD]] bytes at {{[0-9]+}} in AwaitChild, made at [[#@LINE+2]]:11; awaited{{$}}
task<int> parent(int n) {
  int a = co_await child(n);
  auto named = child(a);
  co_return a + co_await named;
}

// CHECK: grandparent at
// CHECK: in AwaitParent, the frame of parent, in this one:
// CHECK-EMPTY:
task<int> grandparent(int n) { co_return co_await parent(n); }

// CHECK: both at
// CHECK: in AwaitWhenBoth, the frame of when_both, in this one:
// CHECK-NEXT: in AwaitWhenBoth, the frame of child, in this one: [[#CHILD]] bytes
// CHECK-NEXT: in AwaitWhenBoth, the frame of child, in this one: [[#CHILD]] bytes
task<int> when_both([[clang::coro_await_elidable_argument]] task<int> a,
                    [[clang::coro_await_elidable_argument]] task<int> b) {
  co_return co_await a + co_await b;
}
task<int> both() { co_return co_await when_both(child(1), child(2)); }

// CHECK: of_template<int> at
// CHECK: in AwaitChild, the frame of child, in this one: [[#CHILD]] bytes
template <class T> task<T> of_template(T value) { co_return co_await child(1) + value; }
task<int> user() { return of_template(1); }

// JSON: "name": "parent",
// JSON: "name": "frame of child",
// JSON-NEXT: "type": "costate::in_place<child_machine>",
// JSON-NEXT: "role": "frame",
// JSON-NEXT: "member": "child_place",
// JSON: "awaited_coroutines": [{{$}}
// JSON-NEXT: {
// JSON-NEXT: "name": "child",
// JSON-NEXT: "coroutine": 0,
// JSON-NEXT: "adds": 0,
// JSON-NEXT: "value": [[#]]
// JSON: "awaited_coroutines": [{{$}}
// JSON-NEXT: {
// JSON-NEXT: "name": "child",
// JSON-NEXT: "coroutine": 0,
// JSON-NEXT: "adds": [[#]],
// JSON-NEXT: "value": null

// HTML: <p>In <code>AwaitChild</code> the frame of <a href="#c0">child</a> lies in this one: [[#]] bytes of it.</p>
// HTML-NEXT: <p>In <code>AwaitNamed</code> the frame of <a href="#c0">child</a> comes to it: [[#]] bytes more.</p>
// HTML: <span class="frame" style="{{[^"]*}}" title="frame of child, {{[^"]*}}" data-value="{{[0-9]+}}">frame of child</span>
// HTML: frames of what is awaited
