// states.hpp - a variant whose alternatives may enclose further alternatives.
//
//   using States = costate::states<Start, costate::within<Body, AwaitRead, AwaitWrite>, Done>;
//
//   Start | Body{ AwaitRead | AwaitWrite } | Done
//
// Body is a superstate: what it holds stays alive, at one address, in every state inside it.
// Entering a state constructs it; leaving destroys it, innermost first. One number says where the
// machine is, for the whole tree; it is one byte while that suffices.
//
// Storage nests as written. Lifetime does too, but for states inside `before<...>`: they lie in the
// enclosing superstate's storage and end before it begins. In
//
//   auto item = co_await fetch();           within<Item, before<AwaitFetch>, AwaitUse>
//
// the variable is made from the awaiter, while that is alive, and outlives it.
//
// A state that is trivially destructible has storage but no lifetime to keep track of: nothing is
// written when it is entered or left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <new>
#include <type_traits>
#include <utility>

// What a machine calls at every suspension costs no call, without optimisation either.
#if defined(__GNUC__)
#define COSTATE_INLINE [[gnu::always_inline]]
#define COSTATE_APART [[gnu::noinline]]
#else
#define COSTATE_INLINE
#define COSTATE_APART
#endif

namespace costate {

// A superstate and the alternatives that lie inside it.
template <class Super, class... Inner> struct within {};

// Inside within<Super, ...>: alternatives that are over when Super is entered.
template <class... Nodes> struct before {};

// Where a machine is. What is less than 0 is no state: before the start, in the body but in no
// state, past the body. The states count from 0, as a table does that is jumped through.
using number_t = std::int16_t;
inline constexpr number_t created = -3, running = -2, finishing = -1, first_state = 0;

namespace detail {

constexpr std::size_t largest(std::initializer_list<std::size_t> sizes) {
  std::size_t most = 0;
  for (std::size_t size : sizes)
    most = size > most ? size : most;
  return most;
}

constexpr number_t sum(std::initializer_list<number_t> counts) {
  number_t all = 0;
  for (number_t count : counts)
    all = static_cast<number_t>(all + count);
  return all;
}

constexpr std::size_t round_up(std::size_t size, std::size_t align) {
  return (size + align - 1) / align * align;
}

// Traits of states, of which there are many, by what the compilers have built in: the standard
// library's take most of the time that a state costs to compile.
#if defined(__clang__)
template <class State> constexpr bool has_lifetime = !__is_trivially_destructible(State);
#elif defined(__GNUC__)
template <class State> constexpr bool has_lifetime = !__has_trivial_destructor(State);
#else
template <class State> constexpr bool has_lifetime = !std::is_trivially_destructible<State>::value;
#endif
#if defined(__GNUC__)
template <class State> constexpr bool is_empty = __is_empty(State);
#else
template <class State> constexpr bool is_empty = std::is_empty<State>::value;
#endif

// An empty struct needs no storage: nobody asks for its address.
template <class State> constexpr std::size_t size_of = is_empty<State> ? 0 : sizeof(State);

// What a node of the tree occupies, and how many states it numbers.
template <class State> struct extent {
  static constexpr std::size_t align = alignof(State), size = size_of<State>;
  static constexpr number_t count = 1;
};
template <class... Nodes> struct extent<before<Nodes...>> {
  static constexpr std::size_t align = largest({1, extent<Nodes>::align...});
  static constexpr std::size_t size = largest({0, extent<Nodes>::size...});
  static constexpr number_t count = sum({0, extent<Nodes>::count...});
};
template <class Super, class... Inner> struct extent<within<Super, Inner...>> {
  using inner = extent<before<Inner...>>;
  static constexpr std::size_t inner_offset = round_up(size_of<Super>, inner::align);
  static constexpr std::size_t align = largest({alignof(Super), inner::align});
  static constexpr std::size_t size = inner_offset + inner::size;
  static constexpr number_t count = 1 + inner::count;
};

// How a state is left from outside: what to destroy, and where the machine is then.
struct exit {
  void (*destroy)(unsigned char *bytes) = nullptr;
  number_t super = running;
  bool has_lifetime = false; // for constant expressions, in which g++'s sanitizers let no function
                             // be compared with null
  bool may_throw = false;
};

// A state's place: its number, the number of the state around it that has a lifetime, its offset.
template <class State, number_t Number, number_t Super, std::size_t Offset> struct place {
  static constexpr number_t number = Number, super = Super;
  static constexpr std::size_t offset = Offset;

  static void destroy(unsigned char *bytes) { reinterpret_cast<State *>(bytes + Offset)->~State(); }
  static constexpr void list(exit *exits) {
    exits[Number].super = Super;
    if constexpr (has_lifetime<State>) {
      exits[Number].destroy = &destroy;
      exits[Number].has_lifetime = true;
      exits[Number].may_throw = !noexcept(std::declval<State &>().~State());
    }
  }
  // Destroys State if it is alive where the machine is and lies inside Outer. `at` has the bit set
  // of where that is.
  template <class States, number_t Outer>
  COSTATE_INLINE static void leave([[maybe_unused]] unsigned char *bytes,
                                   [[maybe_unused]] std::uint64_t at) noexcept {
    if constexpr (has_lifetime<State> && States::is_in(Number, Outer))
      if (at & States::alive_in(Number))
        destroy(bytes);
  }
};

// The first numbers of nodes in a row.
template <std::size_t Count> struct first_numbers {
  number_t values[Count] = {};
  // How many states each has before the next one; the first node has the first number.
  constexpr first_numbers(number_t next, const number_t (&counts)[Count]) {
    for (std::size_t i = 0; i != Count; ++i)
      values[i] = next = static_cast<number_t>(next + counts[i]);
  }
};
template <number_t First, class... Nodes> struct siblings {
  static constexpr first_numbers<sizeof...(Nodes) + 1> numbers{First, {0, extent<Nodes>::count...}};
};

// Places of a node's states. Outer is what encloses the superstate that the node lies in.
template <class Node, number_t First, number_t Super, number_t Outer, std::size_t Offset>
struct places : place<Node, First, Super, Offset> {};

template <class Indices, class Siblings, number_t Super, number_t Outer, std::size_t Offset,
          class... Nodes>
struct places_among;
template <std::size_t... I, class Siblings, number_t Super, number_t Outer, std::size_t Offset,
          class... Nodes>
struct places_among<std::index_sequence<I...>, Siblings, Super, Outer, Offset, Nodes...>
    : places<Nodes, Siblings::numbers.values[I], Super, Outer, Offset>... {
  // In braces, since compilers limit the depth of a fold.
  static constexpr void list([[maybe_unused]] exit *exits) {
    static_cast<void>(std::initializer_list<int>{
        0, (places<Nodes, Siblings::numbers.values[I], Super, Outer, Offset>::list(exits), 0)...});
  }
  template <class States, number_t To>
  COSTATE_INLINE static void leave([[maybe_unused]] unsigned char *bytes,
                                   [[maybe_unused]] std::uint64_t at) noexcept {
    (places<Nodes, Siblings::numbers.values[I], Super, Outer, Offset>::template leave<States, To>(
         bytes, at),
     ...);
  }
};
template <number_t First, number_t Super, number_t Outer, std::size_t Offset, class... Nodes>
using places_of_all = places_among<std::index_sequence_for<Nodes...>, siblings<First, Nodes...>,
                                   Super, Outer, Offset, Nodes...>;

template <class... Nodes, number_t First, number_t Super, number_t Outer, std::size_t Offset>
struct places<before<Nodes...>, First, Super, Outer, Offset>
    : places_of_all<First, Outer, Outer, Offset, Nodes...> {};

template <class State, class... Inner, number_t First, number_t Super, number_t Outer,
          std::size_t Offset>
struct places<within<State, Inner...>, First, Super, Outer, Offset>
    : place<State, First, Super, Offset>,
      places_of_all<First + 1, has_lifetime<State> ? First : Super, Super,
                    Offset + extent<within<State, Inner...>>::inner_offset, Inner...> {
  using super = place<State, First, Super, Offset>;
  using inner = places_of_all<First + 1, has_lifetime<State> ? First : Super, Super,
                              Offset + extent<within<State, Inner...>>::inner_offset, Inner...>;
  static constexpr void list(exit *exits) {
    super::list(exits);
    inner::list(exits);
  }
  template <class States, number_t To>
  COSTATE_INLINE static void leave(unsigned char *bytes, std::uint64_t at) noexcept {
    inner::template leave<States, To>(bytes, at);
    super::template leave<States, To>(bytes, at);
  }
};

template <class State, number_t Number, number_t Super, std::size_t Offset>
place<State, Number, Super, Offset> find(place<State, Number, Super, Offset> *);

} // namespace detail

template <class Machine, class Promise, class Function> class machine;

template <class... Nodes> class states {
  template <class, class, class>
  friend class machine; // without calls: there is no optimiser always

  using extent = detail::extent<before<Nodes...>>;
  using places = detail::places<before<Nodes...>, first_state, running, running, 0>;
  using tag = std::conditional_t<(extent::count <= 128), std::int8_t, number_t>;

  struct exit_table {
    detail::exit table[extent::count];
    number_t lifetimes = 0; // how many states there are to destroy
    bool may_throw = false;
    constexpr exit_table() : table{} {
      places::list(table);
      for (const detail::exit &each : table) {
        lifetimes = static_cast<number_t>(lifetimes + each.has_lifetime);
        may_throw = may_throw || each.may_throw;
      }
    }
  };
  static constexpr exit_table exits{};

  // Whether what is alive is told by testing for one state after the other.
#if defined(__OPTIMIZE__) && !defined(__OPTIMIZE_SIZE__)
  static constexpr bool tests_in_a_row =
      exits.lifetimes <= 3 && extent::count <= 60 && !exits.may_throw;
#else
  static constexpr bool tests_in_a_row = false;
#endif

public:
  // State's place. A class, since compilers look for what an alias stands for wherever it is named.
  template <class State>
  struct place_of : decltype(detail::find<State>(static_cast<places *>(nullptr))) {};
  template <class State> static constexpr number_t number = place_of<State>::number;
  // Where the machine is while State, and nothing inside it, is alive.
  template <class State>
  static constexpr number_t inside =
      detail::has_lifetime<State> ? place_of<State>::number : place_of<State>::super;
  static constexpr bool has_lifetimes = exits.lifetimes != 0;
  // Whether the number may stay that of a state which is trivially destructible and over, since
  // that costs nobody anything: what is alive with it is alive without that state. Whoever leaves a
  // try block sets it, before the block can be entered again.
  static constexpr bool may_lag = !has_lifetimes || tests_in_a_row;

  states() = default;
  states(const states &) = delete;
  states &operator=(const states &) = delete;

  // The state that the machine waits in or the innermost one with a lifetime that it is inside of.
  COSTATE_INLINE number_t current() const noexcept { return current_; }
  COSTATE_INLINE void set(number_t number) noexcept { current_ = static_cast<tag>(number); }

  // State's storage, whether it is alive or not.
  template <class State> COSTATE_INLINE State &get() noexcept {
    return *reinterpret_cast<State *>(bytes_ + place_of<State>::offset);
  }
  template <class State> COSTATE_INLINE void *at() noexcept {
    return bytes_ + place_of<State>::offset;
  }

  // Says that State has just been constructed.
  template <class State> COSTATE_INLINE void enter() noexcept {
    if constexpr (detail::has_lifetime<State>)
      set(number<State>);
  }

  // Whether the machine is inside the state with this number. A jump may have left it already.
  bool is_inside(number_t outer) const noexcept {
    number_t number = current_;
    while (number != outer && number >= first_state)
      number = exits.table[number].super;
    return number == outer;
  }

  // Leaves, innermost first, every state that is inside the one with this number.
  void leave_to(number_t outer) noexcept(!exits.may_throw) {
    if (has_lifetimes && current_ != outer && current_ >= first_state)
      leave_until(outer);
    else
      set(outer);
  }
  // The same, as tests in a row where these are few.
  template <number_t Outer> COSTATE_INLINE void leave_inside() noexcept(!exits.may_throw) {
    if constexpr (has_lifetimes && tests_in_a_row) {
      const std::uint64_t at = bit(current_);
      set(Outer);
      places::template leave<states, Outer>(bytes_, at);
    } else {
      leave_to(Outer);
    }
  }

  // Leaves everything, and the machine is nowhere then.
  COSTATE_INLINE void end() noexcept(!exits.may_throw) {
    if constexpr (has_lifetimes && tests_in_a_row)
      places::template leave<states, running>(bytes_, bit(current_));
    else if (has_lifetimes)
      leave_to(running);
  }

  // Whether the state with this number lies inside the one with the number outer.
  static constexpr bool is_in(number_t number, number_t outer) noexcept {
    do
      number = exits.table[number].super;
    while (number > outer && number >= first_state);
    return number == outer;
  }
  // One bit for each number; those less than 0 come last.
  static constexpr std::uint64_t bit(number_t number) noexcept {
    return std::uint64_t{1} << (number & 63);
  }
  // A bit for each number with which the state with this number is alive.
  static constexpr std::uint64_t alive_in(number_t state) noexcept {
    std::uint64_t bits = bit(state);
    for (number_t each = first_state; each != extent::count; ++each)
      if (is_in(each, state))
        bits |= bit(each);
    return bits;
  }

private:
  COSTATE_APART void leave_until(number_t outer) noexcept(!exits.may_throw) {
    do {
      const detail::exit &exit = exits.table[current_];
      current_ = static_cast<tag>(exit.super);
      if (exit.destroy)
        exit.destroy(bytes_);
    } while (current_ != outer);
  }

  alignas(extent::align) unsigned char bytes_[extent::size ? extent::size : 1];
  tag current_ = created;
};

// Storage for an object that exists on some paths only; destroys it if it was made. Temporaries in
// one arm of a conditional expression live to the end of the full-expression ([class.temporary]/4),
// if that arm ran.
template <class T> class slot {
public:
  slot() noexcept : made_(false) {}
  slot(const slot &) = delete;
  slot &operator=(const slot &) = delete;
  ~slot() {
    if (made_)
      value_.~T();
  }

  // The storage: construct the object there, then say so.
  void *storage() noexcept {
    return static_cast<void *>(const_cast<std::remove_cv_t<T> *>(__builtin_addressof(value_)));
  }
  void made() noexcept { made_ = true; }
  T &operator*() noexcept { return value_; }

private:
  union {
    T value_;
  };
  bool made_;
};

} // namespace costate
