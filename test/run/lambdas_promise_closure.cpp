// RUN: %run_and_compare %s %t
// The closure is the first of what a lambda's promise may be constructed from, and what its operator new may take:
// a constructor from the parameters alone, or an aggregate's first member, takes nothing of a lambda's
// ([dcl.fct.def.coroutine]/4, /9).
// NATIVE-DIFFERS: Clang leaves the closure out, and takes the constructor and the operator new for the parameters
#include "trace.hpp"
#include <cstddef>
#include <new>

template <class Base> struct coroutine {
  struct promise_type : Base {
    using Base::Base;
    coroutine get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
struct takes_int {
  takes_int() { say("promise()"); }
  takes_int(int n) { say("promise(%d)", n); }
};
struct places {
  static void *operator new(std::size_t size) { return say("new()"), ::operator new(size); }
  static void *operator new(std::size_t size, int n) { return say("new(%d)", n), ::operator new(size); }
  static void operator delete(void *memory) { ::operator delete(memory); }
};
struct aggregate {
  struct promise_type {
    int first = 7;
    aggregate get_return_object() { return say("first %d", first), aggregate(); }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

int main() {
  line("constructed:");
  [](int) -> coroutine<takes_int> { co_return; }(1);
  line("allocated:");
  [](int) -> coroutine<places> { co_return; }(2);
  line("aggregate:");
  [](int) -> aggregate { co_return; }(3);
}
// EXPECT: constructed: promise()
// EXPECT: allocated: new()
// EXPECT: aggregate: first 7
