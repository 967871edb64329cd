// outcome.hpp - how a coroutine ended: with a value, or with an exception. The
// part of a promise that co_return and exceptions end up in.
#pragma once

#include <exception>
#include <memory>
#include <type_traits>
#include <utility>
#include <variant>

namespace async::detail {

template <class T> class outcome {
public:
  template <class Value = T, std::enable_if_t<std::is_constructible_v<T, Value>, int> = 0>
  void return_value(Value &&value) {
    state_.template emplace<1>(std::forward<Value>(value));
  }
  void unhandled_exception() noexcept { state_.template emplace<2>(std::current_exception()); }

  /// The value, in its place or to be moved from; throws if there was an exception.
  T &result() & {
    if (auto *error = std::get_if<2>(&state_))
      std::rethrow_exception(*error);
    return std::get<1>(state_);
  }
  T &&result() && { return std::move(result()); }

private:
  std::variant<std::monostate, T, std::exception_ptr> state_;
};

template <class T> class outcome<T &> {
public:
  void return_value(T &value) noexcept { value_ = std::addressof(value); }
  void unhandled_exception() noexcept { error_ = std::current_exception(); }

  T &result() const {
    if (error_)
      std::rethrow_exception(error_);
    return *value_;
  }

private:
  T *value_ = nullptr;
  std::exception_ptr error_;
};

template <> class outcome<void> {
public:
  void return_void() noexcept {}
  void unhandled_exception() noexcept { error_ = std::current_exception(); }

  void result() const {
    if (error_)
      std::rethrow_exception(error_);
  }

private:
  std::exception_ptr error_;
};

} // namespace async::detail
