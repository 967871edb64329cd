// parameter.hpp - what a parameter is bound to while a coroutine waits, where only the arguments of
// a template tell: the operand, or the temporary that it is converted to.
//
//   co_await to.push("text");   ->   the state keeps `kept_for<parameter<0,
//   decltype(&Queue::push)>,
//                                    decltype(("text"))>`, a std::string
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>

namespace costate {

namespace detail {

template <class Reference, class E>
constexpr bool binds =
    std::is_convertible<std::remove_reference_t<E> *, std::remove_reference_t<Reference> *>::value;

// The parameters of a member function, by its pointer.
template <class Member> struct parameters_of;
#define COSTATE_PARAMETERS_OF(QUALIFIERS)                                                          \
  template <class R, class C, class... P> struct parameters_of<R (C::*)(P...) QUALIFIERS> {        \
    using types = std::tuple<P...>;                                                                \
  };
COSTATE_PARAMETERS_OF()
COSTATE_PARAMETERS_OF(const)
COSTATE_PARAMETERS_OF(&)
COSTATE_PARAMETERS_OF(const &)
COSTATE_PARAMETERS_OF(&&)
COSTATE_PARAMETERS_OF(const &&)
COSTATE_PARAMETERS_OF(noexcept)
COSTATE_PARAMETERS_OF(const noexcept)
COSTATE_PARAMETERS_OF(& noexcept)
COSTATE_PARAMETERS_OF(const & noexcept)
COSTATE_PARAMETERS_OF(&& noexcept)
COSTATE_PARAMETERS_OF(const && noexcept)
#undef COSTATE_PARAMETERS_OF

} // namespace detail

// What a variable or parameter of type Reference keeps of an expression whose decltype((...)) is E.
template <class Reference, class E>
using kept_for = std::conditional_t<detail::binds<Reference, E>, E,
                                    std::remove_cv_t<std::remove_reference_t<Reference>>>;

// The type of a member function's parameter.
template <std::size_t Index, class Member>
using parameter = std::tuple_element_t<Index, typename detail::parameters_of<Member>::types>;

namespace detail {

template <std::size_t I, class T, class... Rest> auto &nth(T &first, Rest &...rest) {
  if constexpr (I == 0)
    return first;
  else
    return costate::detail::nth<I - 1>(rest...);
}

} // namespace detail

// What the binding I of the N that an object decomposes to names ([dcl.struct.bind]).
template <std::size_t I, std::size_t N, class T> auto &binding(T &&object) {
  if constexpr (N == 1) {
    auto &[a] = object;
    return costate::detail::nth<I>(a);
  } else if constexpr (N == 2) {
    auto &[a, b] = object;
    return costate::detail::nth<I>(a, b);
  } else if constexpr (N == 3) {
    auto &[a, b, c] = object;
    return costate::detail::nth<I>(a, b, c);
  } else if constexpr (N == 4) {
    auto &[a, b, c, d] = object;
    return costate::detail::nth<I>(a, b, c, d);
  } else if constexpr (N == 5) {
    auto &[a, b, c, d, e] = object;
    return costate::detail::nth<I>(a, b, c, d, e);
  } else if constexpr (N == 6) {
    auto &[a, b, c, d, e, f] = object;
    return costate::detail::nth<I>(a, b, c, d, e, f);
  } else if constexpr (N == 7) {
    auto &[a, b, c, d, e, f, g] = object;
    return costate::detail::nth<I>(a, b, c, d, e, f, g);
  } else if constexpr (N == 8) {
    auto &[a, b, c, d, e, f, g, h] = object;
    return costate::detail::nth<I>(a, b, c, d, e, f, g, h);
  }
}

} // namespace costate
