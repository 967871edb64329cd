// adapt.hpp - awaitables and generators made from others:
//
//   fmap(f, x)              f of the result of x, or of each element
//   schedule_on(pool, x)    x, started on a thread of the pool
//   resume_on(pool, x)      x, and after it whoever awaits it goes on in the pool
//
//   co_await (download(url) | resume_on(pool) | fmap(parse));
//
// A scheduler is what has a function schedule() whose result can be awaited.
#pragma once

#include <async/async_generator.hpp>
#include <async/awaitable.hpp>
#include <async/generator.hpp>
#include <async/task.hpp>

#include <coroutine>
#include <functional>
#include <type_traits>
#include <utility>

namespace async {

/// A scheduler that leaves coroutines where they are.
struct inline_scheduler {
  std::suspend_never schedule() const noexcept { return {}; }
};

namespace detail {

/// What F returns for the result of an await, which may be void.
template <class F, class T> struct mapped : std::invoke_result<F, T> {};
template <class F> struct mapped<F, void> : std::invoke_result<F> {};
template <class F, class Awaitable>
using mapped_t = typename mapped<F, await_result_t<Awaitable>>::type;

template <class F, class T> using mapped_element_t = std::decay_t<std::invoke_result_t<F &, T &>>;

} // namespace detail

template <class F, class Awaitable>
task<detail::mapped_t<F, Awaitable>> fmap(F f, Awaitable awaitable) {
  if constexpr (std::is_void_v<await_result_t<Awaitable>>) {
    co_await std::move(awaitable);
    co_return std::invoke(std::move(f));
  } else {
    co_return std::invoke(std::move(f), co_await std::move(awaitable));
  }
}

template <class F, class T>
generator<detail::mapped_element_t<F, T>> fmap(F f, generator<T> source) {
  for (T &element : source)
    co_yield std::invoke(f, element);
}

template <class F, class T>
async_generator<detail::mapped_element_t<F, T>> fmap(F f, async_generator<T> source) {
  auto it = co_await source.begin();
  const auto end = source.end();
  while (it != end) {
    co_yield std::invoke(f, *it);
    co_await ++it;
  }
}

template <class Scheduler, class Awaitable>
task<await_result_t<Awaitable>> schedule_on(Scheduler &scheduler, Awaitable awaitable) {
  co_await scheduler.schedule();
  co_return co_await std::move(awaitable);
}

template <class Scheduler, class Awaitable>
task<await_result_t<Awaitable>> resume_on(Scheduler &scheduler, Awaitable awaitable) {
  auto work = as_task(std::move(awaitable));
  co_await work.when_ready();
  co_await scheduler.schedule(); // after an exception, too
  co_return co_await std::move(work);
}

/// Each element is produced wherever the source does it, and consumed on the scheduler.
template <class Scheduler, class T>
async_generator<T> resume_on(Scheduler &scheduler, async_generator<T> source) {
  for (auto it = co_await source.begin(); it != source.end(); co_await ++it) {
    T &element = *it;
    co_await scheduler.schedule();
    co_yield element;
  }
}

/// What the functions above return for one argument: to be applied to the other with |.
template <class F> struct adaptor {
  F apply;

  template <class Source> friend auto operator|(Source &&source, adaptor self) {
    return std::move(self.apply)(std::forward<Source>(source));
  }
};
template <class F> adaptor(F) -> adaptor<F>;

template <class F> auto fmap(F f) {
  return adaptor{
      [f = std::move(f)](auto source) mutable { return fmap(std::move(f), std::move(source)); }};
}
template <class Scheduler> auto schedule_on(Scheduler &scheduler) {
  return adaptor{[&scheduler](auto source) { return schedule_on(scheduler, std::move(source)); }};
}
template <class Scheduler> auto resume_on(Scheduler &scheduler) {
  return adaptor{[&scheduler](auto source) { return resume_on(scheduler, std::move(source)); }};
}

} // namespace async
