// yielded.hpp - the part of a generator's promise that co_yield ends up in.
#pragma once

#include <coroutine>
#include <memory>
#include <type_traits>
#include <utility>

namespace async::detail {

/// The element that was yielded last, for a consumer who may change it.
/// `Suspend` is the awaiter with which co_yield passes control to him.
template <class T, class Suspend> class yielded {
  static_assert(std::is_object_v<T> && !std::is_const_v<T>, "elements are objects to be changed");

  /// The consumer gets a copy of a constant. It lives in the awaiter, as long as
  /// the coroutine is suspended there.
  struct suspend_with_copy : Suspend {
    yielded &promise;
    T copy;

    suspend_with_copy(yielded &promise, const T &element) : promise(promise), copy(element) {}

    template <class Promise> auto await_suspend(std::coroutine_handle<Promise> producer) noexcept {
      promise.element_ = std::addressof(copy);
      return Suspend::await_suspend(producer);
    }
  };

public:
  Suspend yield_value(T &element) noexcept {
    element_ = std::addressof(element);
    return {};
  }
  Suspend yield_value(T &&element) noexcept { return yield_value(element); }
  suspend_with_copy yield_value(const T &element) { return {*this, element}; }

  T &element() const noexcept { return *element_; }

private:
  T *element_ = nullptr;
};

} // namespace async::detail
