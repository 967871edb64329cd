// awaiter.hpp - small parts of what costate writes in the place of an await.
#pragma once

#include <memory>
#include <type_traits>
#include <utility>

namespace costate {

namespace detail {

template <int N> struct priority : priority<N - 1> {};
template <> struct priority<0> {};

template <class T>
auto await_operator(T &&operand, priority<3>) -> decltype(static_cast<T &&>(operand).operator_co_await()) {
  return static_cast<T &&>(operand).operator_co_await();
}
template <class T>
auto await_operator(T &&operand, priority<2>) -> decltype(operator_co_await(static_cast<T &&>(operand))) {
  return operator_co_await(static_cast<T &&>(operand));
}
#ifdef __cpp_impl_coroutine
template <class T>
auto await_operator(T &&operand, priority<1>) -> decltype(static_cast<T &&>(operand).operator co_await()) {
  return static_cast<T &&>(operand).operator co_await();
}
template <class T>
auto await_operator(T &&operand, priority<0>) -> decltype(operator co_await(static_cast<T &&>(operand))) {
  return operator co_await(static_cast<T &&>(operand));
}
#endif

} // namespace detail

// Calls `operator co_await` of an operand whose class a lowered file does not define ([expr.await]/3). Before C++20 that
// has no spelling: a member or free function `operator_co_await` stands in for it.
template <class T> auto get_awaiter(T &&operand) -> decltype(detail::await_operator(static_cast<T &&>(operand), detail::priority<3>())) {
  return detail::await_operator(static_cast<T &&>(operand), detail::priority<3>());
}

// The address of what a reference is bound to, an rvalue reference too.
template <class T> std::remove_reference_t<T> *address_of(T &&object) noexcept { return std::addressof(object); }

} // namespace costate
