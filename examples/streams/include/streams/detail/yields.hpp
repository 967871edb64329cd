// yields.hpp - the part of a generator's promise that co_yield ends up in.
#pragma once

#include <coroutine>
#include <memory>
#include <utility>

namespace streams::detail {

/// Elements are objects, which the consumer may move from. What is yielded stays
/// where it is until the next one is asked for, but of what has a name the
/// consumer gets a copy.
template <class T> class yields {
  struct suspend_with_copy : std::suspend_always {
    yields &promise;
    T copy;

    suspend_with_copy(yields &promise, const T &element) : promise(promise), copy(element) {}
    void await_suspend(std::coroutine_handle<>) noexcept {
      promise.element_ = std::addressof(copy);
    }
  };

public:
  std::suspend_always yield_value(T &&element) noexcept {
    element_ = std::addressof(element);
    return {};
  }
  suspend_with_copy yield_value(const T &element) { return {*this, element}; }

  T &&element() const noexcept { return std::move(*element_); }

private:
  T *element_ = nullptr;
};

/// Elements are references.
template <class T> class yields<T &> {
public:
  std::suspend_always yield_value(T &element) noexcept {
    element_ = std::addressof(element);
    return {};
  }

  T &element() const noexcept { return *element_; }

private:
  T *element_ = nullptr;
};

} // namespace streams::detail
