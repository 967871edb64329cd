// A generator whose promise has overloads of yield_value that are templates, and coroutines that yield
// braces. As a header it is lowered without knowing what its templates are instantiated with.
#pragma once
#include <coroutine>
#include <memory>
#include <type_traits>
#include <utility>

template <class R> struct elements_of {
  R range;
};

template <class T> struct overloaded_generator {
  struct promise_type {
    std::add_pointer_t<T> value{};
    overloaded_generator get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
    template <class U = T, std::enable_if_t<!std::is_rvalue_reference<U>::value, int> = 0>
    std::suspend_always yield_value(std::remove_reference_t<T> &x) {
      value = std::addressof(x);
      return {};
    }
    std::suspend_always yield_value(std::remove_reference_t<T> &&x) {
      value = std::addressof(x);
      return {};
    }
    template <class R> std::suspend_never yield_value(elements_of<R>) { return {}; }
  };
  std::coroutine_handle<promise_type> handle;
};

template <class T> overloaded_generator<std::pair<int, T>> numbered(T a, T b) {
  co_yield {1, a};
  int second = 2;
  co_yield {second, b};
  co_yield {};
  co_yield elements_of<int>{1};
  std::pair<int, T> whole{3, a};
  co_yield whole;
}
template <class T> overloaded_generator<std::pair<T, T>> decomposed(T a, T b) {
  T array[2] = {a, b};
  auto [first, second] = array;
  auto sum = first + second;
  co_yield {sum, second};
  co_yield {first, sum};
}
