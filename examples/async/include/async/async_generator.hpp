// async_generator.hpp - async_generator<T>: a coroutine that yields Ts and may
// await in between, so the next element may take a while:
//
//   async_generator<line> lines(socket &from) {
//     while (line next = co_await from.read_line())
//       co_yield next;
//   }
//
//   auto input = lines(socket);
//   for (auto it = co_await input.begin(); it != input.end(); co_await ++it)
//     use(*it);
//
// Producer and consumer take turns: each is suspended while the other runs.
#pragma once

#include <async/detail/yielded.hpp>
#include <async/task.hpp>

#include <coroutine>
#include <cstddef>
#include <exception>
#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

namespace async {

template <class T> class [[nodiscard]] async_generator {
  /// Passes control from the producer to the consumer.
  struct hand_over {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> producer) const noexcept {
      return producer.promise().consumer_;
    }
    void await_resume() const noexcept {}
  };

public:
  class promise_type : public detail::yielded<T, hand_over> {
  public:
    async_generator get_return_object() noexcept { return async_generator(*this); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    hand_over final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() noexcept { error_ = std::current_exception(); }

  private:
    friend async_generator;
    std::coroutine_handle<> consumer_;
    std::exception_ptr error_;
  };

private:
  using handle = std::coroutine_handle<promise_type>;

  /// Passes control from the consumer to the producer, until it has yielded or is done.
  struct advance {
    handle producer;

    bool await_ready() const noexcept { return !producer; }
    handle await_suspend(std::coroutine_handle<> consumer) const noexcept {
      producer.promise().consumer_ = consumer;
      return producer;
    }

    /// Throws what the producer threw; null if there are no more elements.
    handle advanced() const {
      if (!producer || !producer.done())
        return producer;
      if (auto error = std::exchange(producer.promise().error_, nullptr))
        std::rethrow_exception(error);
      return nullptr;
    }
  };

public:
  class iterator {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = T *;
    using reference = T &;

    iterator() noexcept = default;
    explicit iterator(handle producer) noexcept : producer_(producer) {}

    T &operator*() const noexcept { return producer_.promise().element(); }
    T *operator->() const noexcept { return &producer_.promise().element(); }

    /// To be awaited; gives the iterator.
    auto operator++() noexcept {
      struct awaiter : advance {
        iterator &position;
        iterator &await_resume() const {
          position.producer_ = this->advanced();
          return position;
        }
      };
      return awaiter{{producer_}, *this};
    }

    friend bool operator==(const iterator &a, const iterator &b) noexcept {
      return a.producer_ == b.producer_;
    }
    friend bool operator!=(const iterator &a, const iterator &b) noexcept { return !(a == b); }

  private:
    handle producer_;
  };

  async_generator(async_generator &&other) noexcept
      : producer_(std::exchange(other.producer_, nullptr)) {}
  async_generator &operator=(async_generator other) noexcept {
    std::swap(producer_, other.producer_);
    return *this;
  }
  ~async_generator() {
    if (producer_)
      producer_.destroy();
  }

  /// To be awaited, once; gives an iterator to the first element.
  auto begin() noexcept {
    struct awaiter : advance {
      iterator await_resume() const { return iterator(this->advanced()); }
    };
    return awaiter{{producer_}};
  }
  iterator end() const noexcept { return {}; }

private:
  explicit async_generator(promise_type &promise) noexcept
      : producer_(handle::from_promise(promise)) {}

  handle producer_;
};

/// Calls `f` with each element. If `f` gives something to await, awaits it.
template <class T, class F> task<> for_each(async_generator<T> source, F f) {
  for (auto it = co_await source.begin(); it != source.end(); co_await ++it) {
    if constexpr (is_awaitable_v<std::invoke_result_t<F &, T &>>)
      co_await f(*it);
    else
      f(*it);
  }
}

/// All elements, moved out of the generator.
template <class T> task<std::vector<T>> collect(async_generator<T> source) {
  std::vector<T> elements;
  auto it = co_await source.begin();
  const auto end = source.end();
  while (it != end) {
    elements.push_back(std::move(*it));
    co_await ++it;
  }
  co_return elements;
}

/// The first `count` elements; asks for no more than that.
template <class T> async_generator<T> take(async_generator<T> source, std::size_t count) {
  if (count == 0)
    co_return;
  for (auto it = co_await source.begin(); it != source.end(); co_await ++it) {
    co_yield *it;
    if (--count == 0)
      break;
  }
}

} // namespace async
