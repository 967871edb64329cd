// awaiting.hpp - what costate writes in the place of an await in a template, where only the
// arguments tell what is awaited.
//
// An expression e of a template is kept as `decltype((e))` says: an object if it is a prvalue, a
// reference otherwise. `costate::awaiting<decltype((e))>{e}` is the awaiter that e has
// ([expr.await]/3), with e itself where that is an object: it lives as long as the awaiter.
#pragma once

#include <coroutine>
#include <cstddef>
#include <initializer_list>
#include <new>
#include <type_traits>
#include <utility>

#include <costate/awaiter.hpp>
#include <costate/parameter.hpp>
#include <costate/states.hpp>

namespace costate {

namespace detail {

template <class E, class = void> struct has_await_operator : std::false_type {};
template <class E>
struct has_await_operator<E, std::void_t<decltype(costate::get_awaiter(std::declval<E>()))>>
    : std::true_type {};

// Whether a promise has an await_transform, viable or not ([expr.await]/3.2 asks for the name). A
// class derived from it and from one that has the name finds both, or one. From a final class
// nothing is derived; but there, where the name is, what is awaited is viable, or the program would
// be ill-formed.
struct await_transform_name {
  int await_transform;
};
template <class T> struct with_await_transform : T, await_transform_name {};
template <class T, class E, bool Final = std::is_final<T>::value, class = void>
struct transforms : std::integral_constant<bool, !Final> {};
template <class T, class E>
struct transforms<T, E, false, std::void_t<decltype(&with_await_transform<T>::await_transform)>>
    : std::false_type {};
template <class T, class E>
struct transforms<T, E, true,
                  std::void_t<decltype(std::declval<T &>().await_transform(std::declval<E>()))>>
    : std::true_type {};

template <class T, class = void> struct has_return_void : std::false_type {};
template <class T>
struct has_return_void<T, std::void_t<decltype(std::declval<T &>().return_void())>>
    : std::true_type {};

} // namespace detail

// The awaiter of an expression whose decltype((...)) is E.
template <class E, bool = detail::has_await_operator<E>::value> struct awaiting {
  E awaiter;

  decltype(auto) await_ready() { return awaiter.await_ready(); }
  template <class Handle> decltype(auto) await_suspend(Handle handle) {
    return awaiter.await_suspend(handle);
  }
  decltype(auto) await_resume() { return awaiter.await_resume(); }
};
template <class E> struct awaiting<E, true> {
  E operand;
  decltype(costate::get_awaiter(std::declval<E>())) awaiter =
      costate::get_awaiter(static_cast<E &&>(operand));

  decltype(auto) await_ready() { return awaiter.await_ready(); }
  template <class Handle> decltype(auto) await_suspend(Handle handle) {
    return awaiter.await_suspend(handle);
  }
  decltype(auto) await_resume() { return awaiter.await_resume(); }
};

// The same where `operator co_await` may be one that only its name finds, where the coroutine
// stands: a call of Operator names it there.
namespace detail {

template <class E, class Operator> struct awaiting_named {
  E operand;
  decltype(Operator()(std::declval<E>())) awaiter = Operator()(static_cast<E &&>(operand));

  decltype(auto) await_ready() { return awaiter.await_ready(); }
  template <class Handle> decltype(auto) await_suspend(Handle handle) {
    return awaiter.await_suspend(handle);
  }
  decltype(auto) await_resume() { return awaiter.await_resume(); }
};

} // namespace detail

template <class E, class Operator>
using awaiting_by = std::conditional_t<std::is_invocable<Operator, E>::value,
                                       detail::awaiting_named<E, Operator>, awaiting<E>>;

// The awaiters of the initial and the final suspension point.
template <class Promise>
using initial_awaiter = awaiting<decltype((std::declval<Promise &>().initial_suspend()))>;
template <class Promise>
using final_awaiter = awaiting<decltype((std::declval<Promise &>().final_suspend()))>;

// How many elements an array has that is initialised with these; only for decltype.
template <class... T> std::integral_constant<std::size_t, sizeof...(T)> count(T &&...);

// The bound of an array of T that is initialised with a list in braces; only for decltype.
template <class T, std::size_t N>
std::integral_constant<std::size_t, N> array_bound(const T (&)[N]);
template <class T, std::size_t N> using array_of = T[N];

// The type of the elements of a list in braces; only for decltype.
template <class T> T list_element(std::initializer_list<T>);

// What `co_await e` gives in a state that waits for it.
template <class State> using result_of = decltype(std::declval<State &>().awaiter.await_resume());

// The operand as the promise transforms it, if it does ([expr.await]/3.2).
template <class Promise, class E>
decltype(auto) transformed([[maybe_unused]] Promise &promise, E &&operand) {
  if constexpr (detail::transforms<Promise, E>::value)
    return promise.await_transform(static_cast<E &&>(operand));
  else
    return static_cast<E &&>(operand);
}

// What `object->` applies to, where only the arguments tell: the pointer, or what the object's
// operator-> gives ([over.ref]), before an await among a call's arguments.
template <class T> decltype(auto) arrow(T &&object) {
  if constexpr (std::is_pointer<std::decay_t<T>>::value)
    return static_cast<std::decay_t<T>>(object);
  else
    return static_cast<T &&>(object).operator->();
}

// `co_return e` where only the arguments tell whether e has a value ([stmt.return.coroutine]/2).
template <class Promise> void return_void(Promise &promise) { promise.return_void(); }
// What follows `co_return operand;`, where Result is the operand's type.
template <class Result, class Promise> void return_after(Promise &promise) {
  if constexpr (std::is_void<Result>::value)
    promise.return_void();
}
template <class Promise, class Evaluate> void return_result(Promise &promise, Evaluate &&evaluate) {
  if constexpr (std::is_void<decltype(evaluate())>::value) {
    evaluate();
    promise.return_void();
  } else {
    promise.return_value(evaluate());
  }
}

// What flowing off the end of the body calls ([stmt.return.coroutine]/3).
template <class Promise> void flow_off([[maybe_unused]] Promise &promise) {
  if constexpr (detail::has_return_void<Promise>::value)
    promise.return_void();
}

// What `co_await e` is as an expression; only for decltype.
template <class State> result_of<State> await_result();

// What a reference is bound to: the object, if its initialiser is a prvalue or has to be converted,
// whose life it extends ([class.temporary]/6); otherwise a reference to it.
template <class Object, class Reference = Object &> struct held {
  using reference = Reference; // the variable's declared type

  Object value;

  std::remove_reference_t<Reference> &operator*() const noexcept {
    return const_cast<std::remove_cv_t<std::remove_reference_t<Object>> &>(
        static_cast<const volatile std::remove_reference_t<Object> &>(value));
  }
  // The expression that it was made from.
  Object &&forward() noexcept { return static_cast<Object &&>(value); }
};
template <class E>
using held_as = held<std::conditional_t<std::is_reference<E>::value, E, std::remove_cv_t<E>>>;

// A variable of type Reference that is initialised with an expression whose decltype((...)) is E.
template <class Reference, class E> using bound = held<kept_for<Reference, E>, Reference>;

// The same of a type of which only the arguments tell whether it is a reference.
template <class T, class E>
using declared =
    std::conditional_t<std::is_reference<T>::value, bound<T, E>, held<std::remove_cv_t<T>, T>>;

// What the parameter of yield_value is bound to while the coroutine waits: the operand, or what it
// is converted to, where the promise has one yield_value that says so.
namespace detail {

template <class Member> struct parameter_of;
template <class R, class C, class P> struct parameter_of<R (C::*)(P)> {
  using type = P;
};
template <class R, class C, class P> struct parameter_of<R (C::*)(P) const> {
  using type = P;
};
template <class R, class C, class P> struct parameter_of<R (C::*)(P) noexcept> {
  using type = P;
};
template <class R, class C, class P> struct parameter_of<R (C::*)(P) const noexcept> {
  using type = P;
};
template <class R, class P> struct parameter_of<R (*)(P)> {
  using type = P;
};

// Of several overloads those tell what is yielded that take `const T &` and `T &&`.
template <class R, class C, class T> T overloaded(R (C::*)(const T &), int);
template <class R, class C, class T> T overloaded(R (C::*)(const T &) const, int);
template <class R, class C, class T> T overloaded(R (C::*)(T &&), long);
template <class R, class C, class T> T overloaded(R (C::*)(T &&) const, long);

template <class Promise, class = void> struct yield_parameter {};
template <class Promise>
struct yield_parameter<Promise, std::void_t<decltype(overloaded(&Promise::yield_value, 0))>> {
  using type = const decltype(overloaded(&Promise::yield_value, 0)) &;
};
template <class Promise, class = void> struct parameter_of_yield : yield_parameter<Promise> {};
template <class Promise>
struct parameter_of_yield<Promise,
                          std::void_t<typename parameter_of<decltype(&Promise::yield_value)>::type>>
    : parameter_of<decltype(&Promise::yield_value)> {};

template <class Promise, class E, class = void> struct yielded {
  using type = E;
};
template <class Promise, class E>
struct yielded<Promise, E, std::void_t<typename parameter_of_yield<Promise>::type>> {
  using parameter = typename parameter_of_yield<Promise>::type;
  using type = std::conditional_t<std::is_reference<parameter>::value &&
                                      std::is_convertible<E, parameter>::value,
                                  kept_for<parameter, E>, E>;
};

} // namespace detail

template <class Promise, class E> using yielded = typename detail::yielded<Promise, E>::type;

// What braces make. Where the overloads do not tell, it is what the coroutine's returned type is a
// generator of.
namespace detail {

template <class Returned> struct first_argument {};
template <template <class...> class Template, class First, class... Rest>
struct first_argument<Template<First, Rest...>> {
  using type = First;
};

template <class Promise, class = void>
struct yielded_braces : first_argument<decltype(std::declval<Promise &>().get_return_object())> {};
template <class Promise>
struct yielded_braces<Promise, std::void_t<typename parameter_of_yield<Promise>::type>>
    : parameter_of_yield<Promise> {};

} // namespace detail

template <class Promise>
using yielded_braces =
    std::remove_cv_t<std::remove_reference_t<typename detail::yielded_braces<Promise>::type>>;

// The range's begin and end ([stmt.ranged]/1.3).
namespace detail {

template <class Range, class = void> struct has_member_begin_and_end : std::false_type {};
template <class Range>
struct has_member_begin_and_end<Range, std::void_t<decltype(std::declval<Range &>().begin()),
                                                   decltype(std::declval<Range &>().end())>>
    : std::true_type {};

} // namespace detail

template <class T, std::size_t N> T *range_begin(T (&array)[N]) noexcept { return array; }
template <class T, std::size_t N> T *range_end(T (&array)[N]) noexcept { return array + N; }
template <class Range> auto range_begin(Range &range) {
  if constexpr (detail::has_member_begin_and_end<Range>::value)
    return range.begin();
  else
    return begin(range);
}
template <class Range> auto range_end(Range &range) {
  if constexpr (detail::has_member_begin_and_end<Range>::value)
    return range.end();
  else
    return end(range);
}

namespace detail {

// A number, which parentheses narrow and braces do not.
template <class From> struct narrowed {
  From &value;
  template <class To, std::enable_if_t<std::is_convertible<From &, To>::value, int> = 0>
  operator To() const {
    return static_cast<To>(value);
  }
};

template <class Param> decltype(auto) in_braces(Param &param) {
  if constexpr (std::is_arithmetic<Param>::value)
    return narrowed<Param>{param};
  else
    return (param);
}

// Braces that are left out make the first parameter that of a base or member which is an aggregate
// itself ([dcl.init.aggr]/13); parentheses do not. There is such an element where it can be made
// from what becomes aggregates only, and none that the parameter becomes.
struct anything {
  template <class To> operator To() const;
};
template <class Param> struct other_aggregate {
  template <class To,
            std::enable_if_t<
                std::is_aggregate<To>::value && !std::is_convertible<Param &, To>::value, int> = 0>
  operator To() const;
};
template <class Promise, class Param, class Before, class = void>
struct elides_braces : std::false_type {};
template <class Promise, class Param, std::size_t... Before>
struct elides_braces<Promise, Param, std::index_sequence<Before...>,
                     std::void_t<decltype(Promise{(static_cast<void>(Before), anything())...,
                                                  other_aggregate<Param>()})>> : std::true_type {};
template <class Promise, class Indices, class... Params> constexpr bool any_elides_braces = false;
template <class Promise, std::size_t... I, class... Params>
constexpr bool any_elides_braces<Promise, std::index_sequence<I...>, Params...> =
    (elides_braces<Promise, Params, std::make_index_sequence<I>>::value || ...);

template <class Promise, class, class... Params>
struct is_aggregate_of_elements : std::false_type {};
template <class Promise, class... Params>
struct is_aggregate_of_elements<
    Promise,
    std::void_t<decltype(Promise{costate::detail::in_braces(std::declval<Params &>())...})>,
    Params...>
    : std::integral_constant<
          bool, std::is_aggregate<Promise>::value && sizeof...(Params) != 0 &&
                    !any_elides_braces<Promise, std::index_sequence_for<Params...>, Params...>> {};

} // namespace detail

// Constructs a promise that is an aggregate from the parameter copies, as parentheses do in C++20
// ([dcl.init.general]/16.6.2.2). Its other members are as it declares them.
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#endif
template <class Promise, class... Params>
void construct_aggregate(Promise &promise, Params &...params) {
  ::new (static_cast<void *>(__builtin_addressof(promise)))
      Promise{costate::detail::in_braces(params)...};
}
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

// Constructs a promise from the parameter copies if it can be, and by itself otherwise
// ([dcl.fct.def.coroutine]/4).
template <class Promise, class... Params>
void construct_promise(Promise &promise, Params &...params) {
  if constexpr (std::is_constructible<Promise, Params &...>::value)
    ::new (static_cast<void *>(__builtin_addressof(promise))) Promise(params...);
  else
    ::new (static_cast<void *>(__builtin_addressof(promise))) Promise;
}

// The same where the promise is an aggregate for some arguments of a template.
template <class Promise, class... Params>
void construct_any_promise(Promise &promise, Params &...params) {
  if constexpr (detail::is_aggregate_of_elements<Promise, void, Params...>::value)
    costate::construct_aggregate(promise, params...);
  else
    costate::construct_promise(promise, params...);
}

// The copies of a parameter pack: made in order, destroyed in reverse.
template <class... T> struct pack {
  template <class F, class... Done> decltype(auto) apply(F &&f, Done &...done) {
    return static_cast<F &&>(f)(done...);
  }
};
template <class T, class... Rest> struct pack<T, Rest...> {
  T value;
  pack<Rest...> rest;

  template <class... Params>
  explicit pack(T &first, Params &...params) : value(static_cast<T &&>(first)), rest(params...) {}
  template <class F, class... Done> decltype(auto) apply(F &&f, Done &...done) {
    return rest.apply(static_cast<F &&>(f), done..., value);
  }
};

} // namespace costate
