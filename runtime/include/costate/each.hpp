// each.hpp - the awaits of one pack expansion or fold, in a state that waits for one after another.
//
//   total(co_await wait("price", shown(items))...)
//
//   struct AwaitWait {
//     costate::each<costate::one<decltype((shown(...))), costate::awaiting<...>, int>...> elements;
//   };
//   for (; elements.more(); elements.next()) {
//     elements.make<0>([&]() -> decltype(auto) { return (shown(items)); }...);
//     elements.make<1>([&]() -> decltype(auto) { return (wait("price", ...)); }...);
//     suspend
//     elements.make<2>([&]() -> decltype(auto) { return (...await_resume()); }...);
//   }
//   total(elements.forward<2>()...)
//
// An element has the parts that its copy of the pattern makes: operands, the awaiter, the result.
// All of them live until the end of the full-expression, where they die in the reverse order of
// their construction: the elements are gone through in order, each to its end
// ([intro.execution]/9).
#pragma once

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

#include <costate/awaiting.hpp>

namespace costate {

// T, as one of a pack: Witness names the pack where T does not.
template <class Witness, class T> struct element_type {
  using type = T;
};
template <class Witness, class T> using for_element = typename element_type<Witness, T>::type;

// `sizeof...` of a pack of types that has no name.
template <class... T> inline constexpr std::size_t count_of = sizeof...(T);

namespace detail {

// What a function gives, in its place. The awaiter of an expression is made from that expression.
template <class E> struct made_from {
  template <class F> static E call(F &f) { return f(); }
};
template <class E, bool HasOperator> struct made_from<awaiting<E, HasOperator>> {
  template <class F> static awaiting<E, HasOperator> call(F &f) {
    return awaiting<E, HasOperator>{f()};
  }
};

// A part of an element, for an expression whose decltype((...)) is E: an object if that is a
// prvalue, a reference otherwise, nothing for void.
template <class E> struct part {
  E value;

  template <class F> explicit part(F &f) : value(made_from<E>::call(f)) {}
  E &get() noexcept { return value; }
  E &&forward() noexcept { return static_cast<E &&>(value); }
};
template <> struct part<void> {
  template <class F> explicit part(F &f) { f(); }
  void forward() noexcept {}
};

// The parts of an element, of which the first few have been made.
template <class... E> struct parts {
  void destroy(unsigned) noexcept {}
};
template <class E, class... Rest> struct parts<E, Rest...> {
  union {
    part<E> first;
  };
  parts<Rest...> rest;

  parts() noexcept {}
  ~parts() {}
  void destroy(unsigned made) noexcept {
    if (made > 1)
      rest.destroy(made - 1);
    if (made > 0)
      first.~part<E>();
  }
  template <std::size_t I> auto &at() noexcept {
    if constexpr (I == 0)
      return first;
    else
      return rest.template at<I - 1>();
  }
};

template <std::size_t I, class Element> struct element_at {
  Element element;
};

template <class Indices, class... Elements> struct elements;
template <std::size_t... I, class... Elements>
struct elements<std::index_sequence<I...>, Elements...> : element_at<I, Elements>... {
  // Calls f with every element.
  template <class F> decltype(auto) apply(F &&f) {
    return static_cast<F &&>(f)(static_cast<element_at<I, Elements> &>(*this).element...);
  }
  template <std::size_t Index> auto &at() noexcept { return at<Index>(*this); }
  // Calls f with the element of this index; gives what that gives.
  template <class F> bool visit([[maybe_unused]] std::size_t index, [[maybe_unused]] F &&f) {
    bool result = false;
    static_cast<void>(
        ((I == index ? (result = f(static_cast<element_at<I, Elements> &>(*this).element), true)
                     : false) ||
         ... || false));
    return result;
  }

private:
  template <std::size_t Index, class Element>
  static Element &at(element_at<Index, Element> &here) noexcept {
    return here.element;
  }
};

} // namespace detail

// The parts of one element.
template <class... E> class one {
public:
  one() noexcept = default;
  one(const one &) = delete;
  one &operator=(const one &) = delete;
  ~one() { parts_.destroy(made_); }

  // Makes part I, the next one, of what f gives.
  template <std::size_t I, class F> void make(F &f) {
    using made = std::remove_reference_t<decltype(parts_.template at<I>())>;
    ::new (static_cast<void *>(__builtin_addressof(parts_.template at<I>()))) made(f);
    made_ = I + 1;
  }
  template <std::size_t I> auto &part() noexcept { return parts_.template at<I>().get(); }
  // The expression that part I was made from.
  template <std::size_t I> decltype(auto) forward() noexcept {
    return parts_.template at<I>().forward();
  }

private:
  detail::parts<E...> parts_;
  unsigned char made_ = 0;
};

template <class... Elements> class each;

namespace detail {

template <class One> struct value_of;
template <class E> struct value_of<one<E>> {
  using type = E &&;
};
template <class E, class... Rest> struct value_of<one<E, Rest...>> : value_of<one<Rest...>> {};

template <class One, class Value> struct with_part;
template <class... E, class Value> struct with_part<one<E...>, Value> {
  using type = one<E..., Value>;
};

// What a left fold has come to with an element: its value, or the operator's, for Before and that.
template <class Operator, class Before, class One> struct folded_with {
  using type = decltype(std::declval<Operator &>()(std::declval<Before>(),
                                                   std::declval<typename value_of<One>::type>()));
};
template <class Operator, class One> struct folded_with<Operator, void, One> : value_of<One> {};

template <class Operator, class Before, class Done, class... Ones> struct left_fold {
  using type = Done;
};
template <class Operator, class Before, class... Done, class Last>
struct left_fold<Operator, Before, each<Done...>, Last> {
  using type = each<Done..., Last>;
};
template <class Operator, class Before, class... Done, class One, class Next, class... Rest>
struct left_fold<Operator, Before, each<Done...>, One, Next, Rest...> {
  using value = typename folded_with<Operator, Before, One>::type;
  using type =
      typename left_fold<Operator, value, each<Done..., typename with_part<One, value>::type>, Next,
                         Rest...>::type;
};

} // namespace detail

// The elements of a left fold. Each but the last has one more part: what the fold has come to,
// which is evaluated before the next element. Init is the type of what the fold begins with, or
// void.
template <class Operator, class Init, class... Ones>
using left_each = typename detail::left_fold<Operator, Init, each<>, Ones...>::type;

// The elements of an expansion, which are gone through in order.
template <class... Elements> class each {
public:
  each() noexcept = default;
  each(const each &) = delete;
  each &operator=(const each &) = delete;

  // Whether there is an element to do, and going on to the next.
  bool more() const noexcept { return !stopped_ && index_ != count; }
  void next() noexcept { ++index_; }

  // Calls f with the elements, so that they are a pack there.
  template <class F> decltype(auto) apply(F &&f) { return elements_.apply(static_cast<F &&>(f)); }

  // Makes part I of the element at hand, of what its function gives; or the only one, where all
  // elements have the same.
  template <std::size_t I> void make() noexcept {}
  template <std::size_t I, class F> void make(F &&f) {
    elements_.visit(index_, [&](auto &element) {
      element.template make<I>(f);
      return true;
    });
  }
  template <std::size_t I, class F, class G, class... Rest>
  void make(F &&f, G &&g, Rest &&...rest) {
    make_one<I>(std::index_sequence_for<F, G, Rest...>(), f, g, rest...);
  }

  // Calls f with part I of the element at hand, its awaiter. Nothing is touched after that.
  template <std::size_t I, class F> bool wait(F &&f) {
    return elements_.visit(index_, [&](auto &element) { return f(element.template part<I>()); });
  }

  // What is left of the elements is not evaluated, as && and || have it.
  void stop_if(bool stops) noexcept { stopped_ = stops; }
  template <std::size_t I> void stop_if(bool value) {
    stopped_ = elements_.visit(index_, [&](auto &element) {
      return static_cast<bool>(element.template forward<I>()) == value;
    });
  }
  bool stopped() const noexcept { return stopped_; }

  // Goes on with a left fold, whose operands are parts I, after an init if there is one; the last
  // operation is left to folded(), which gives the fold's value.
  template <std::size_t I, class Operator, class... Init>
  void fold([[maybe_unused]] const Operator &apply, Init &&...init) {
    fold_one<I>(std::make_index_sequence<count == 0 ? 0 : count - 1>(), apply,
                static_cast<Init &&>(init)...);
  }
  template <std::size_t I, class Operator, class... Init>
  decltype(auto) folded([[maybe_unused]] const Operator &apply, [[maybe_unused]] Init &&...init) {
    if constexpr (count == 0)
      return (static_cast<Init &&>(init), ...);
    else
      return folded_to<I, count - 1>(apply, static_cast<Init &&>(init)...);
  }

private:
  static constexpr std::size_t count = sizeof...(Elements);

  template <std::size_t I> auto &at() noexcept { return elements_.template at<I>(); }

  template <std::size_t I, std::size_t Index, class Operator, class... Init>
  decltype(auto) folded_to([[maybe_unused]] const Operator &apply,
                           [[maybe_unused]] Init &&...init) {
    if constexpr (Index != 0)
      return apply(at<Index - 1>().template forward<I + 1>(), at<Index>().template forward<I>());
    else if constexpr (sizeof...(Init) != 0)
      return apply(static_cast<Init &&>(init)..., at<0>().template forward<I>());
    else
      return at<0>().template forward<I>();
  }

  template <std::size_t Part, std::size_t... I, class Operator, class... Init>
  void fold_one(std::index_sequence<I...>, const Operator &apply, Init &&...init) {
    const auto make = [&](auto index) {
      const auto value = [&]() -> decltype(auto) {
        return folded_to<Part, decltype(index)::value>(apply, static_cast<Init &&>(init)...);
      };
      at<decltype(index)::value>().template make<Part + 1>(value);
      return true;
    };
    static_cast<void>(
        ((I == index_ ? make(std::integral_constant<std::size_t, I>()) : false) || ... || false));
    static_cast<void>(make);
  }

  template <std::size_t Part, std::size_t... I, class... F>
  void make_one(std::index_sequence<I...>, F &...f) {
    elements_.apply([&](auto &...element) {
      static_cast<void>(((I == index_ ? (element.template make<Part>(f), true) : false) || ...));
    });
  }

  detail::elements<std::index_sequence_for<Elements...>, Elements...> elements_;
  std::size_t index_ = 0;
  bool stopped_ = false;
};

} // namespace costate
