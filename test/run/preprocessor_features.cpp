// RUN: %run_and_compare %s %t
// Coroutines in conditions that ask whether there are any, by the language, the library or the standard: before C++20
// they stay where they are. Elsewhere the standard is what it is.
#if __cplusplus >= 202002L && defined(__cpp_impl_coroutine)
#define HAS_COROUTINES 1
#endif
#ifndef __cpp_impl_coroutine
#error "no coroutines"
#elif __has_include(<coroutine>)
#include <coroutine>
#endif
#include "trace.hpp"

#ifdef __cpp_impl_coroutine
task<> in_ifdef() {
  co_await wait("ifdef");
#ifdef __cpp_lib_coroutine
  co_await wait("library");
#else
  co_await wait("never");
#endif
}
#else
void in_ifdef();
#endif

#if __cplusplus >= 202002L
#if 1 // of its own
task<> in_standard() { co_await wait("standard"); }
#endif
#elif __cplusplus >= 201703L
#error "never"
#endif

#ifdef HAS_COROUTINES
task<> by_macro() { co_await wait("macro"); }
#endif

#if (defined __cpp_impl_coroutine) && __cpp_impl_coroutine >= 201902L && defined(__cpp_lib_coroutine)
task<> in_both() { co_await wait("both"); }
#endif

#if __cplusplus >= 202002L
constexpr bool is_standard = true;
#else
constexpr bool is_standard = __cplusplus < 202002L;
#endif

int main() {
  run("ifdef", [] { return in_ifdef(); });
  run("standard", [] { return in_standard(); });
  run("macro", [] { return by_macro(); });
  run("both", [] { return in_both(); });
#ifdef __cpp_impl_coroutine
  say("%d", is_standard);
#endif
}
