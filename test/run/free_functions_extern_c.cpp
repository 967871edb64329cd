// RUN: %run_and_compare %s %t
// Coroutines with C language linkage, by a linkage-specification with and without braces ([dcl.link]); their names in
// the object file stay what they were, so that C code finds them.
// GCC-DIFFERS: g++ 12 defines the symbol twice.
#include "trace.hpp"

struct c_handle { // what extern "C" may return without warnings
  void *address;
};
template <> struct std::coroutine_traits<c_handle, int> {
  struct promise_type {
    c_handle get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this).address()}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() { say("return()"); }
    void unhandled_exception() {}
  };
};
extern "C" c_handle is_c(int n) { say("%d", co_await wait("C", n)); }
extern "C" {
static c_handle in_c(int n) { say("%d", co_await wait("in C", n)); }
}

extern "C" {
namespace hidden {
c_handle in_namespace(int n) { co_await wait("in namespace", n); }
} // namespace hidden
c_handle by_label(int n) __asm__("is_c");
}

int main() {
  for (auto *each : {&is_c, &in_c, &hidden::in_namespace, &by_label}) {
    line("C:");
    auto handle = std::coroutine_handle<>::from_address(each(5).address);
    pending = handle;
    drive();
    line("done %d", handle.done());
    handle.destroy();
  }
}
// EXPECT: C:
// EXPECT: 1: ?C |C
// EXPECT: 2: >C 5 return()
// EXPECT: done 1
// EXPECT: C:
// EXPECT: 1: ?in C |in C
// EXPECT: 2: >in C 5 return()
// EXPECT: done 1
// EXPECT: C:
// EXPECT: 1: ?in namespace |in namespace
// EXPECT: 2: >in namespace return()
// EXPECT: done 1
// EXPECT: C:
// EXPECT: 1: ?C |C
// EXPECT: 2: >C 5 return()
// EXPECT: done 1
