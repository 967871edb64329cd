// generator.hpp - generator<T>: a stream, as a coroutine that yields an element
// whenever it is asked for the next.
//
//   generator<int> iota(int n) { while (true) co_yield n++; }
//   for (int n : iota(1)) ...
//
//   generator<T>          its elements are the consumer's, to move from
//   generator<T &>        its elements are somewhere else, and may be changed there
//   generator<const T &>  ... and may not
#pragma once

#include <streams/detail/yields.hpp>

#include <coroutine>
#include <cstddef>
#include <exception>
#include <iterator>
#include <type_traits>
#include <utility>

namespace streams {

/// An input range, and the owner of a coroutine: destroying the generator
/// destroys it, wherever it is suspended.
template <class T> class [[nodiscard]] generator {
public:
  using value_type = std::remove_cv_t<std::remove_reference_t<T>>;
  using reference = T &&; // T & if T is a reference

  class promise_type : public detail::yields<T> {
  public:
    generator get_return_object() noexcept { return generator(*this); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() noexcept { error_ = std::current_exception(); }

    /// Runs to the next element, and throws what the coroutine throws.
    void advance() {
      std::coroutine_handle<promise_type>::from_promise(*this).resume();
      if (error_)
        std::rethrow_exception(std::exchange(error_, nullptr));
    }

    /// There is no one to wake a generator up if it awaited.
    template <class Awaitable> void await_transform(Awaitable &&) = delete;

  private:
    std::exception_ptr error_;
  };

  struct sentinel {};

  class iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = typename generator::value_type;
    using difference_type = std::ptrdiff_t;
    using pointer = std::remove_reference_t<T> *;
    using reference = typename generator::reference;

    explicit iterator(std::coroutine_handle<promise_type> coroutine) noexcept
        : coroutine_(coroutine) {}

    reference operator*() const noexcept { return coroutine_.promise().element(); }
    iterator &operator++() {
      coroutine_.promise().advance();
      return *this;
    }
    void operator++(int) { ++*this; }

    friend bool operator==(const iterator &i, sentinel) noexcept { return i.coroutine_.done(); }
    friend bool operator!=(const iterator &i, sentinel) noexcept { return !i.coroutine_.done(); }

  private:
    std::coroutine_handle<promise_type> coroutine_;
  };

  generator(generator &&other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  generator &operator=(generator other) noexcept {
    std::swap(coroutine_, other.coroutine_);
    return *this;
  }
  ~generator() {
    if (coroutine_)
      coroutine_.destroy();
  }

  /// Runs to the first element. To be called once.
  iterator begin() {
    coroutine_.promise().advance();
    return iterator(coroutine_);
  }
  sentinel end() const noexcept { return {}; }

private:
  explicit generator(promise_type &promise) noexcept
      : coroutine_(std::coroutine_handle<promise_type>::from_promise(promise)) {}

  std::coroutine_handle<promise_type> coroutine_;
};

/// What a generator yields to pass on a value of type T: an lvalue as it is,
/// anything else as an object.
template <class T>
using yielded_t = std::conditional_t<std::is_lvalue_reference_v<T>, T,
                                     std::remove_cv_t<std::remove_reference_t<T>>>;

/// The elements of a range: if it has a name, in their place; of a temporary one,
/// which the generator keeps, to move from.
template <class Range> auto from(Range &&range) {
  using std::begin;
  using reference = decltype(*begin(range));
  using element = std::conditional_t<std::is_lvalue_reference_v<Range>, reference,
                                     std::remove_cv_t<std::remove_reference_t<reference>>>;
  return [](Range range) -> generator<element> {
    for (auto &&each : range)
      co_yield static_cast<element &&>(each);
  }(std::forward<Range>(range));
}

/// 0, 1, 2 ..., or from another number, or of another type that can be counted with.
template <class T = int> generator<T> iota(T next = T()) {
  while (true)
    co_yield T(next++);
}

/// The arguments, converted to T.
template <class T, class... Values> generator<T> of(Values... values) {
  (co_yield T(std::move(values)), ...);
}

} // namespace streams
