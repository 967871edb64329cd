// What is made of a closure, which has no name in its own body: a promise, its memory, its traits.
//
// RUN: rm -f %t.cpp
// RUN: not %costate %s -o %t.cpp -- -std=c++20 %runtime 2>&1 | FileCheck %s --implicit-check-not=error:
// RUN: not ls %t.cpp

#include <coroutine>
#include <cstddef>

template <class Promise> struct coroutine {
  struct promise_type : Promise {
    using Promise::Promise;
    coroutine get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
struct taking {
  template <class... Arguments> taking(Arguments &...) {}
};
struct allocating {
  template <class... Arguments> static void *operator new(std::size_t size, Arguments &...) { return ::operator new(size); }
  static void operator delete(void *memory) { ::operator delete(memory); }
};
struct traited {};
template <class Closure> struct std::coroutine_traits<traited, Closure, int> {
  struct promise_type {
    traited get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

void lambdas() {
  // CHECK: lambda_closure.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: the promise of this lambda is constructed from the closure
  auto constructed = [](int) -> coroutine<taking> { co_return; };
  // CHECK: lambda_closure.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: the operator new of this lambda's promise takes the closure
  auto allocated = [](int) -> coroutine<allocating> { co_return; };
  // CHECK: lambda_closure.cpp:[[#@LINE+1]]:{{[0-9]+}}: error: std::coroutine_traits makes the promise of this lambda
  auto special = [](int) -> traited { co_return; };
}
