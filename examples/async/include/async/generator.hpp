// generator.hpp - generator<T>: a coroutine that yields Ts, one whenever the
// loop over it asks for the next.
//
//   generator<int> count_to(int n) { for (int i = 1; i <= n; ++i) co_yield i; }
//   for (int i : count_to(3)) ...
//
// The loop gets a T &, and may change the element or move from it. What is
// yielded is not copied, unless it is a constant.
#pragma once

#include <async/detail/yielded.hpp>

#include <coroutine>
#include <cstddef>
#include <iterator>
#include <utility>

namespace async {

template <class T> class [[nodiscard]] generator {
public:
  class promise_type : public detail::yielded<T, std::suspend_always> {
  public:
    generator get_return_object() noexcept { return generator(*this); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() { throw; } // to the loop, which called resume()

    /// A generator yields. There is no one to wake it up if it awaited.
    template <class Awaitable> void await_transform(Awaitable &&) = delete;
  };

  struct sentinel {};

  class iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = T *;
    using reference = T &;

    iterator() noexcept = default;
    explicit iterator(std::coroutine_handle<promise_type> coroutine) noexcept
        : coroutine_(coroutine) {}

    T &operator*() const noexcept { return coroutine_.promise().element(); }
    T *operator->() const noexcept { return &coroutine_.promise().element(); }
    iterator &operator++() {
      coroutine_.resume();
      return *this;
    }
    void operator++(int) { coroutine_.resume(); }

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
    coroutine_.resume();
    return iterator(coroutine_);
  }
  sentinel end() const noexcept { return {}; }

private:
  explicit generator(promise_type &promise) noexcept
      : coroutine_(std::coroutine_handle<promise_type>::from_promise(promise)) {}

  std::coroutine_handle<promise_type> coroutine_;
};

} // namespace async
