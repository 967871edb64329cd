// An `operator co_await` may be called by its name, also in a template, and found through a
// using-declaration.
//
// RUN: %run_and_compare %s %t

#include <costate/block_on.hpp>
#include <costate/task.hpp>

#include <cstdio>
#include <utility>

struct awaiter {
  int value;
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) const {}
  int await_resume() const { return value; }
};

namespace shop {
struct number {
  int value;
  awaiter operator co_await() const { return {value}; }
};
struct name {};
awaiter operator co_await(name);
awaiter operator co_await(name) { return {4}; }
} // namespace shop

struct derived : private shop::number {
  derived() : number{2} {}
  using number::operator co_await;
};

template <class T> auto awaiter_of(T &&awaitable) -> decltype(std::forward<T>(awaitable).operator co_await()) {
  return std::forward<T>(awaitable).operator co_await();
}

struct ready {
  bool await_ready() const { return true; }
  void await_suspend(std::coroutine_handle<>) const {}
  void await_resume() const {}
};

costate::task<int> total() {
  co_await ready();
  co_return co_await shop::number{1} + co_await derived() + co_await shop::name();
}

int main() {
  std::printf("%d\n", costate::block_on(total()));
  std::printf("%d %d\n", awaiter_of(shop::number{5}).value, shop::number{6}.operator co_await().value);
  std::printf("%d\n", operator co_await(shop::name()).await_resume());
  std::printf("%d\n", costate::block_on(total()));
}
