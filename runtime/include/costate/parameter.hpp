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

namespace detail {

// No temporary is bound to a reference to what is volatile, or is not const ([dcl.init.ref]/5.2):
// what converts to one gives an object that there is already.
template <class Reference, class E, bool = binds<Reference, E>> struct kept {
  using type = std::remove_cv_t<std::remove_reference_t<Reference>>;
};
template <class Reference, class E> struct kept<Reference, E, true> {
  using type = E;
};
template <class T, class E> struct kept<T &, E, false> {
  using type = T &;
};
template <class T, class E> struct kept<const T &, E, false> {
  using type = std::conditional_t<std::is_convertible<E, const volatile T &>::value, const T &,
                                  std::remove_cv_t<T>>;
};

} // namespace detail

// What a variable or parameter of type Reference keeps of an expression whose decltype((...)) is E:
// the expression, the reference that it is converted to, or the object.
template <class Reference, class E> using kept_for = typename detail::kept<Reference, E>::type;

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
