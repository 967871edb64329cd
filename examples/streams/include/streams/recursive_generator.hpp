// recursive_generator.hpp - a generator that can yield all elements of another
// one of its kind, as those that walk trees do:
//
//   recursive_generator<int> walk(const tree *t) {
//     if (t) {
//       co_yield walk(t->left);
//       co_yield t->value;
//       co_yield walk(t->right);
//     }
//   }
//
// However deep it is, the next element costs one resumption: that of the
// innermost generator.
#pragma once

#include <streams/detail/yields.hpp>
#include <streams/generator.hpp>

#include <coroutine>
#include <cstddef>
#include <exception>
#include <type_traits>
#include <utility>
#include <vector>

namespace streams {

template <class T> class [[nodiscard]] recursive_generator {
public:
  class promise_type;
  using value_type = std::remove_cv_t<std::remove_reference_t<T>>;
  using reference = T &&; // T & if T is a reference

private:
  using handle = std::coroutine_handle<promise_type>;

  /// Goes on with the generator that asked for this one's elements.
  struct ascend {
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(handle done) const noexcept {
      promise_type &inner = done.promise();
      if (!inner.outer_)
        return std::noop_coroutine();
      inner.root_->innermost_ = inner.outer_;
      return inner.outer_;
    }
    void await_resume() const noexcept {}
  };

  /// Goes on with the inner generator until that is done.
  class descend {
  public:
    explicit descend(recursive_generator inner) noexcept : inner_(std::move(inner)) {}

    bool await_ready() const noexcept { return !inner_.coroutine_; }
    handle await_suspend(handle outer) noexcept {
      promise_type &inner = inner_.coroutine_.promise();
      inner.outer_ = outer;
      inner.root_ = outer.promise().root_;
      inner.root_->innermost_ = inner_.coroutine_;
      return inner_.coroutine_;
    }
    void await_resume() const {
      if (inner_.coroutine_)
        inner_.coroutine_.promise().rethrow();
    }

  private:
    recursive_generator inner_;
  };

public:
  class promise_type : public detail::yields<T> {
  public:
    recursive_generator get_return_object() noexcept { return recursive_generator(*this); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    ascend final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() noexcept { error_ = std::current_exception(); }

    using detail::yields<T>::yield_value;
    descend yield_value(recursive_generator inner) noexcept { return descend(std::move(inner)); }

  private:
    friend recursive_generator;

    void rethrow() {
      if (error_)
        std::rethrow_exception(std::exchange(error_, nullptr));
    }

    promise_type *root_ = this;                      // the generator that someone iterates over
    handle outer_;                                   // null in the root
    handle innermost_ = handle::from_promise(*this); // of the root: the one that runs
    std::exception_ptr error_;
  };

  struct sentinel {};

  class iterator {
  public:
    explicit iterator(handle root) noexcept : root_(root) {}

    reference operator*() const noexcept { return root_.promise().innermost_.promise().element(); }
    iterator &operator++() {
      root_.promise().innermost_.resume();
      root_.promise().rethrow();
      return *this;
    }
    void operator++(int) { ++*this; }

    friend bool operator==(const iterator &i, sentinel) noexcept { return i.root_.done(); }
    friend bool operator!=(const iterator &i, sentinel) noexcept { return !i.root_.done(); }

  private:
    handle root_;
  };

  recursive_generator(recursive_generator &&other) noexcept
      : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  recursive_generator &operator=(recursive_generator other) noexcept {
    std::swap(coroutine_, other.coroutine_);
    return *this;
  }
  ~recursive_generator() {
    if (coroutine_)
      coroutine_.destroy();
  }

  /// Runs to the first element. To be called once.
  iterator begin() { return ++iterator(coroutine_); }
  sentinel end() const noexcept { return {}; }

private:
  explicit recursive_generator(promise_type &promise) noexcept
      : coroutine_(handle::from_promise(promise)) {}

  handle coroutine_;
};

/// As a stream, to be piped.
template <class T> generator<T> from(recursive_generator<T> elements) {
  for (auto &&element : elements)
    co_yield std::forward<T>(element);
}

/// The permutations of a vector, in the order in which backtracking finds them. They
/// are made in one vector, which is the consumer's to look at.
template <class T>
recursive_generator<const std::vector<T> &> permutations(std::vector<T> &elements,
                                                         std::size_t fixed = 0) {
  if (fixed + 1 >= elements.size())
    co_yield elements;
  else
    for (std::size_t i = fixed; i < elements.size(); ++i) {
      std::swap(elements[fixed], elements[i]);
      co_yield permutations(elements, fixed + 1);
      std::swap(elements[fixed], elements[i]);
    }
}

} // namespace streams
