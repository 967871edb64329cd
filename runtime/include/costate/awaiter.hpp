// awaiter.hpp - small parts of what costate writes in the place of an await.
#pragma once

#include <type_traits>
#include <utility>

#include <costate/frame.hpp>

namespace costate {

namespace detail {

template <int N> struct priority : priority<N - 1> {};
template <> struct priority<0> {};

template <class T>
auto await_operator(T &&operand, priority<3>)
    -> decltype(static_cast<T &&>(operand).operator_co_await()) {
  return static_cast<T &&>(operand).operator_co_await();
}
template <class T>
auto await_operator(T &&operand, priority<2>)
    -> decltype(operator_co_await(static_cast<T &&>(operand))) {
  return operator_co_await(static_cast<T &&>(operand));
}
#ifdef __cpp_impl_coroutine
template <class T>
auto await_operator(T &&operand, priority<1>)
    -> decltype(static_cast<T &&>(operand).operator co_await()) {
  return static_cast<T &&>(operand).operator co_await();
}
template <class T>
auto await_operator(T &&operand, priority<0>)
    -> decltype(operator co_await(static_cast<T &&>(operand))) {
  return operator co_await(static_cast<T &&>(operand));
}
#endif

} // namespace detail

// Calls `operator co_await` of an operand whose class a lowered file does not define
// ([expr.await]/3). Before C++20 that has no spelling: a member or free function
// `operator_co_await` stands in for it.
template <class T>
auto get_awaiter(T &&operand)
    -> decltype(detail::await_operator(static_cast<T &&>(operand), detail::priority<3>())) {
  return detail::await_operator(static_cast<T &&>(operand), detail::priority<3>());
}

// Calls a function whose parameters of class type the caller keeps: where As has `T &`, the
// function has `T`. A class that is not trivial for the purpose of calls is passed by address in
// the Itanium C++ ABI (3.1.2.3), which GCC and Clang follow; the caller destroys it, here when the
// full-expression of the original ends.
#if defined(__clang__)
#define COSTATE_ANY_SIGNATURE __attribute__((no_sanitize("function")))
#else
#define COSTATE_ANY_SIGNATURE
#endif
template <class As, class R, class... P, class... Args>
COSTATE_ANY_SIGNATURE R call_in_place(R (*function)(P...), Args &&...args) {
  // Through a type without parameters, as compilers ask for where such a cast is meant.
  return reinterpret_cast<As *>(reinterpret_cast<void (*)()>(costate::hidden(function)))(
      static_cast<Args &&>(args)...);
}
template <class As, class F, class C, class Object, class... Args>
COSTATE_ANY_SIGNATURE decltype(auto) call_in_place(F C::*method, Object &&object, Args &&...args) {
  As as;
  static_assert(sizeof as == sizeof method, "a pointer to a member function");
  __builtin_memcpy(&as, &method, sizeof as);
  return (static_cast<Object &&>(object).*as)(static_cast<Args &&>(args)...);
}
#undef COSTATE_ANY_SIGNATURE

// The address of what a reference is bound to, an rvalue reference too.
template <class T> std::remove_reference_t<T> *address_of(T &&object) noexcept {
  return __builtin_addressof(object);
}

} // namespace costate
