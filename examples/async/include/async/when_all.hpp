// when_all.hpp - several at once.
//
//   auto [user, posts] = co_await when_all(find_user(id), find_posts(id));
//   std::vector<page> pages = co_await when_all(std::move(downloads));
//
// All are started, in their order, in the thread of the awaiting coroutine,
// which goes on when the last one is done. If some have thrown, the await
// throws what the first of them (in the order of arguments) threw.
#pragma once

#include <async/awaitable.hpp>
#include <async/detail/runner.hpp>
#include <async/task.hpp>

#include <atomic>
#include <coroutine>
#include <cstddef>
#include <functional>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace async {

/// The place of a result where there is none.
struct nothing {
  friend bool operator==(nothing, nothing) noexcept { return true; }
};

namespace detail {

/// To be awaited after all runners were started with it.
class all_arrived final : public completion {
public:
  explicit all_arrived(std::size_t count) noexcept : missing_(count + 1) {}

  std::coroutine_handle<> arrived() noexcept override {
    return last() ? awaiting_ : std::noop_coroutine();
  }

  bool await_ready() const noexcept { return false; }
  bool await_suspend(std::coroutine_handle<> awaiting) noexcept {
    awaiting_ = awaiting;
    return !last();
  }
  void await_resume() const noexcept {}

private:
  bool last() noexcept { return missing_.fetch_sub(1, std::memory_order_acq_rel) == 1; }

  std::atomic<std::size_t> missing_; // runners, and the awaiting coroutine
  std::coroutine_handle<> awaiting_;
};

/// How a result is kept in a tuple or vector.
template <class T> struct kept {
  using type = std::conditional_t<std::is_lvalue_reference_v<T>,
                                  std::reference_wrapper<std::remove_reference_t<T>>,
                                  std::remove_reference_t<T>>;
};
template <> struct kept<void> {
  using type = nothing;
};

template <class Awaitable> using kept_result_t = typename kept<await_result_t<Awaitable>>::type;

template <class T> typename kept<T>::type keep(runner<T> &part) {
  if constexpr (std::is_void_v<T>) {
    part.result();
    return nothing();
  } else {
    return part.result();
  }
}

template <class... Awaitables>
task<std::tuple<kept_result_t<Awaitables>...>> all_of(Awaitables... awaitables) {
  auto parts = std::make_tuple(run<Awaitables>(std::forward<Awaitables>(awaitables))...);
  all_arrived all(sizeof...(Awaitables));
  std::apply([&all](auto &...part) { (void(all), ..., part.start(all)); }, parts);
  co_await all;
  co_return std::apply([](auto &...part) { return std::tuple{keep(part)...}; }, parts);
}

} // namespace detail

/// A task that gives a tuple of the results. It takes what it is given by value,
/// but what has a name by reference.
template <class... Awaitables> auto when_all(Awaitables &&...awaitables) {
  return detail::all_of<Awaitables...>(std::forward<Awaitables>(awaitables)...);
}

/// A task that gives a vector of the results, or nothing if they are void.
template <class Awaitable, class Result = await_result_t<Awaitable>>
task<
    std::conditional_t<std::is_void_v<Result>, void, std::vector<detail::kept_result_t<Awaitable>>>>
when_all(std::vector<Awaitable> awaitables) {
  std::vector<detail::runner<Result>> parts;
  parts.reserve(awaitables.size());
  for (Awaitable &awaitable : awaitables)
    parts.push_back(detail::run<Awaitable>(std::move(awaitable)));

  detail::all_arrived all(parts.size());
  for (auto &part : parts)
    part.start(all);
  co_await all;

  if constexpr (std::is_void_v<Result>) {
    for (auto &part : parts)
      part.result();
  } else {
    std::vector<detail::kept_result_t<Awaitable>> results;
    results.reserve(parts.size());
    for (auto &part : parts)
      results.push_back(detail::keep(part));
    co_return results;
  }
}

} // namespace async
