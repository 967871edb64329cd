// generator.hpp - generator<T>: a coroutine that yields a sequence, one
// element whenever the loop over it asks for the next.
//
//   generator<int> count_to(int n) { for (int i = 1; i <= n; ++i) co_yield i; }
//   for (int i : count_to(3)) ...
//
// What is yielded is not copied: the loop's reference refers to what stands
// after co_yield, which stays alive until the next element is asked for.
//
//   generator<T>      yields const T &
//   generator<T &>    yields T &, through which the loop may change the element
//   generator<T &&>   yields T &&, from which the loop may move
#pragma once

#include <coroutine>
#include <cstddef>
#include <exception>
#include <type_traits>
#include <utility>

namespace costate {

/// An input range over what a coroutine yields, and the owner of its frame:
/// destroying the generator destroys the coroutine, wherever it is suspended.
/// Moves from thread to thread like any object; is not to be used by two at
/// once.
template <class T> class [[nodiscard]] generator {
public:
  using value_type = std::remove_cv_t<std::remove_reference_t<T>>;
  using reference = std::conditional_t<std::is_reference_v<T>, T, const T &>;

  class promise_type {
  public:
    generator get_return_object() noexcept { return generator(*this); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    std::suspend_always yield_value(reference element) noexcept {
      element_ = __builtin_addressof(element);
      return {};
    }
    void return_void() const noexcept {}
    void unhandled_exception() noexcept { error_ = std::current_exception(); }

    /// A generator yields; there is no one to wake it up if it awaited.
    template <class Awaitable> void await_transform(Awaitable &&) = delete;

  private:
    friend generator;
    std::remove_reference_t<reference> *element_ = nullptr;
    std::exception_ptr error_;
  };

  /// The end of the range.
  struct sentinel {};

  /// Where the generator is. All iterators of a generator move together.
  class iterator {
  public:
    using value_type = typename generator::value_type;
    using difference_type = std::ptrdiff_t;

    iterator() noexcept = default;

    /// The element that was yielded last, valid until ++.
    reference operator*() const noexcept {
      return static_cast<reference>(*coroutine_.promise().element_);
    }
    auto *operator->() const noexcept { return coroutine_.promise().element_; }

    /// Goes on to the next element; throws what the coroutine throws.
    iterator &operator++() {
      advance(coroutine_);
      return *this;
    }
    void operator++(int) { advance(coroutine_); }

    friend bool operator==(const iterator &i, sentinel) noexcept { return i.coroutine_.done(); }
    friend bool operator!=(const iterator &i, sentinel) noexcept { return !i.coroutine_.done(); }
    friend bool operator==(sentinel, const iterator &i) noexcept { return i.coroutine_.done(); }
    friend bool operator!=(sentinel, const iterator &i) noexcept { return !i.coroutine_.done(); }

  private:
    friend generator;
    explicit iterator(std::coroutine_handle<promise_type> coroutine) noexcept
        : coroutine_(coroutine) {}

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

  /// Starts the coroutine, which runs to its first element; throws what it
  /// throws on the way. To be called once.
  iterator begin() {
    advance(coroutine_);
    return iterator(coroutine_);
  }
  sentinel end() const noexcept { return {}; }

private:
  explicit generator(promise_type &promise) noexcept
      : coroutine_(std::coroutine_handle<promise_type>::from_promise(promise)) {}

  static void advance(std::coroutine_handle<promise_type> coroutine) {
    coroutine.resume();
    if (auto error = std::exchange(coroutine.promise().error_, nullptr))
      std::rethrow_exception(error);
  }

  std::coroutine_handle<promise_type> coroutine_;
};

} // namespace costate
