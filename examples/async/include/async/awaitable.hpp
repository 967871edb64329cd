// awaitable.hpp - what `co_await x` does with an x, as functions and types.
//
//   await_result_t<task<int>>            int
//   await_result_t<task<std::string> &>  std::string &: the task keeps its result
//   is_awaitable_v<int>                  false
#pragma once

#include <type_traits>
#include <utility>

namespace async {

namespace detail {

template <class Awaitable, class = void> struct has_member_co_await : std::false_type {};
template <class Awaitable>
struct has_member_co_await<Awaitable,
                           std::void_t<decltype(std::declval<Awaitable>().operator co_await())>>
    : std::true_type {};

template <class Awaitable, class = void> struct has_free_co_await : std::false_type {};
template <class Awaitable>
struct has_free_co_await<Awaitable,
                         std::void_t<decltype(operator co_await(std::declval<Awaitable>()))>>
    : std::true_type {};

/// The awaiter of an awaitable: what its `operator co_await` gives, or else itself.
template <class Awaitable> decltype(auto) get_awaiter(Awaitable &&awaitable) {
  if constexpr (has_member_co_await<Awaitable>::value)
    return std::forward<Awaitable>(awaitable).operator co_await();
  else if constexpr (has_free_co_await<Awaitable>::value)
    return operator co_await(std::forward<Awaitable>(awaitable));
  else
    return std::forward<Awaitable>(awaitable);
}

template <class Awaitable> using awaiter_t = decltype(get_awaiter(std::declval<Awaitable>()));

} // namespace detail

/// The type of `co_await std::declval<Awaitable>()`.
template <class Awaitable>
using await_result_t = decltype(std::declval<detail::awaiter_t<Awaitable> &>().await_resume());

namespace detail {

template <class Awaitable, class = void> struct is_awaitable : std::false_type {};
template <class Awaitable>
struct is_awaitable<Awaitable, std::void_t<await_result_t<Awaitable>>> : std::true_type {};

} // namespace detail

template <class Awaitable> constexpr bool is_awaitable_v = detail::is_awaitable<Awaitable>::value;

} // namespace async
