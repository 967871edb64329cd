// block_on.hpp - from a function that is no coroutine: wait for an awaitable.
//
//   int n = costate::block_on(fetch("n"));
#pragma once

#include <costate/frame.hpp>
#include <costate/run_queue.hpp>

#include <coroutine>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

namespace costate {

namespace detail {

/// The coroutine that the awaitable believes to be awaited by: a frame without
/// a body. To resume it is to stop the queue of the block_on that waits.
class blocked_frame : frame_header {
public:
  explicit blocked_frame(std::shared_ptr<run_queue> queue) noexcept
      : frame_header{hidden(&resume_frame), hidden(&destroy_frame)}, queue_(std::move(queue)) {}

  std::coroutine_handle<> handle() noexcept {
    return std::coroutine_handle<>::from_address(static_cast<frame_header *>(this));
  }

private:
  static void resume_frame(frame_header *header) noexcept {
    header->resume = nullptr;
    // Once it is stopped, the waiting thread may leave and take the frame away.
    auto queue = std::move(static_cast<blocked_frame *>(header)->queue_);
    queue->stop();
  }
  // The frame is block_on's; no awaitable may destroy it.
  static void destroy_frame(frame_header *) noexcept { std::terminate(); }

  std::shared_ptr<run_queue> queue_;
};

template <class Awaitable, class = void> struct has_member_operator_co_await : std::false_type {};
template <class Awaitable>
struct has_member_operator_co_await<
    Awaitable, std::void_t<decltype(std::declval<Awaitable>().operator_co_await())>>
    : std::true_type {};

#if defined(__cpp_impl_coroutine)
template <class Awaitable, class = void> struct has_native_member : std::false_type {};
template <class Awaitable>
struct has_native_member<Awaitable,
                         std::void_t<decltype(std::declval<Awaitable>().operator co_await())>>
    : std::true_type {};

template <class Awaitable, class = void> struct has_native_function : std::false_type {};
template <class Awaitable>
struct has_native_function<Awaitable,
                           std::void_t<decltype(operator co_await(std::declval<Awaitable>()))>>
    : std::true_type {};
#endif

/// What `co_await awaitable` would call await_ready() and so on of.
template <class Awaitable> decltype(auto) awaiter_of(Awaitable &&awaitable) {
  if constexpr (has_member_operator_co_await<Awaitable>::value)
    return std::forward<Awaitable>(awaitable).operator_co_await();
#if defined(__cpp_impl_coroutine)
  else if constexpr (has_native_member<Awaitable>::value)
    return std::forward<Awaitable>(awaitable).operator co_await();
  else if constexpr (has_native_function<Awaitable>::value)
    return operator co_await(std::forward<Awaitable>(awaitable));
#endif
  else
    return std::forward<Awaitable>(awaitable);
}

/// Calls await_suspend. Returns false if the awaiter did not suspend after all.
template <class Awaiter> bool suspend(Awaiter &awaiter, std::coroutine_handle<> awaiting) {
  using result = decltype(awaiter.await_suspend(awaiting));
  if constexpr (std::is_void_v<result>) {
    awaiter.await_suspend(awaiting);
    return true;
  } else if constexpr (std::is_same_v<result, bool>) {
    return awaiter.await_suspend(awaiting);
  } else {
    awaiter.await_suspend(awaiting).resume();
    return true;
  }
}

} // namespace detail

/// Awaits `awaitable`, a task or anything else that can be awaited, and blocks
/// the calling thread until it is done. Returns what the await returns, throws
/// what it throws. A coroutine that waits under it for another thread is
/// resumed in this one if its awaiter sees to that, as oneshot's does (see
/// run_queue.hpp). Calls may be nested; the outer one's coroutines wait for the
/// inner one's to be done.
template <class Awaitable> decltype(auto) block_on(Awaitable &&awaitable) {
  run_queue::scope scope;
  detail::blocked_frame frame(scope.queue());
  auto &&awaiter = detail::awaiter_of(std::forward<Awaitable>(awaitable));
  if (!awaiter.await_ready() && detail::suspend(awaiter, frame.handle()))
    scope.queue()->run();
  return awaiter.await_resume();
}

} // namespace costate
