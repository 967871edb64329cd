// The cases on which costate's warnings are compared with the coroutine checks of clang-tidy, see
// support/compare_with_clang_tidy.py. `CASE+` is an offence, `CASE-` is none.
#include "await.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

std::mutex mutex;
std::shared_mutex shared;
int counter;
void use(std::string_view);
void use_number(int);
std::string name();
void spawn(task<>);
task<> print(const std::string &);

// CASE+ a lock_guard, and an await in its scope
task<> lock_guard() {
  std::lock_guard<std::mutex> lock(mutex);
  co_await tick();
}
// CASE+ a scoped_lock by its deduced type
task<> scoped_lock() {
  std::scoped_lock lock(mutex);
  co_await tick();
}
// CASE+ a unique_lock
task<> unique_lock() {
  std::unique_lock<std::mutex> lock(mutex);
  co_await tick();
}
// CASE+ a shared_lock
task<> shared_lock() {
  std::shared_lock<std::shared_mutex> lock(shared);
  co_await tick();
}
// CASE+ a generator that yields under a lock
generator<int> yielded() {
  std::lock_guard<std::mutex> lock(mutex);
  co_yield 1;
}
// CASE+ an await in a block inside of the lock's
task<> inner_block(bool wait) {
  std::lock_guard<std::mutex> lock(mutex);
  if (wait)
    co_await tick();
}
// CASE+ an await in the next round of a loop
task<> next_round() {
  std::unique_lock<std::mutex> lock(mutex, std::defer_lock);
  for (;;) {
    co_await tick();
    lock.lock();
  }
}
// CASE+ unlocked, and locked again before the await
task<> locked_again() {
  std::unique_lock<std::mutex> lock(mutex);
  lock.unlock();
  lock.lock();
  co_await tick();
}
// CASE+ a mutex that is locked without a guard
task<> plain_mutex() {
  mutex.lock();
  co_await tick();
  mutex.unlock();
}
// CASE+ a guard that is a member of a local
struct transaction {
  std::lock_guard<std::mutex> lock{mutex};
};
task<> member_guard() {
  transaction all;
  co_await tick();
}
// CASE+ a guard in an optional
task<> optional_guard() {
  std::optional<std::lock_guard<std::mutex>> lock;
  lock.emplace(mutex);
  co_await tick();
}
// CASE+ a guard in a unique_ptr
task<> pointer_guard() {
  auto lock = std::make_unique<std::lock_guard<std::mutex>>(mutex);
  co_await tick();
}
// CASE- the scope of the lock ends before the await
task<> scope_ends() {
  {
    std::lock_guard<std::mutex> lock(mutex);
    ++counter;
  }
  co_await tick();
}
// CASE- the lock is taken after the await
task<> taken_after() {
  co_await tick();
  std::lock_guard<std::mutex> lock(mutex);
  ++counter;
}
// CASE- unlocked before the await
task<> unlocked() {
  std::unique_lock<std::mutex> lock(mutex);
  ++counter;
  lock.unlock();
  co_await tick();
}
// CASE- unlocked before the await on each of two paths
task<> unlocked_on_paths(bool odd) {
  std::unique_lock<std::mutex> lock(mutex);
  if (odd) {
    ++counter;
    lock.unlock();
  } else {
    lock.unlock();
  }
  co_await tick();
}
// CASE- a lock that is deferred and never taken
task<> deferred() {
  std::unique_lock<std::mutex> lock(mutex, std::defer_lock);
  co_await tick();
}
// CASE- a lock that was moved away
void keep(std::unique_lock<std::mutex>);
task<> moved_away() {
  std::unique_lock<std::mutex> lock(mutex);
  keep(std::move(lock));
  co_await tick();
}
// CASE- an await in dead code
task<> dead() {
  std::lock_guard<std::mutex> lock(mutex);
  if (false)
    co_await tick();
}
// CASE- an await that is always ready
task<> ready() {
  std::lock_guard<std::mutex> lock(mutex);
  co_await std::suspend_never();
}
// CASE- the guard of a mutex that is awaited
struct async_mutex {
  value<int> lock();
  void unlock();
};
task<> awaited_mutex(async_mutex *m) {
  co_await m->lock();
  std::lock_guard<async_mutex> guard(*m, std::adopt_lock);
  co_await tick();
}
// CASE+ a parameter by reference to const
task<> reference(const std::string &text) {
  co_await tick();
  use(text);
}
// CASE+ a parameter by rvalue reference
task<> rvalue(std::string &&text) {
  co_await tick();
  use(text);
}
// CASE+ a parameter by reference in a lazy task without an await
task<> lazy(const std::string &text) {
  use(text);
  co_return;
}
// CASE+ a string_view parameter
task<> view(std::string_view text) {
  co_await tick();
  use(text);
}
// CASE+ a span parameter
task<> span(std::span<int> all) {
  co_await tick();
  ++all[0];
}
// CASE+ a view of a temporary
task<> view_of_temporary() {
  std::string_view text = name();
  co_await tick();
  use(text);
}
// CASE+ a temporary for a task that is awaited later
task<> temporary_for_later() {
  auto job = print(name());
  co_await job;
}
// CASE+ a local for a task that outlives it
task<> local_for_later() {
  std::string text = name();
  spawn(print(text));
  co_return;
}
// CASE- a parameter by value
task<> by_value(std::string text) {
  co_await tick();
  use(text);
}
// CASE- a reference that is used only before the first suspension
eager<> before(const std::string &text) {
  use(text);
  co_await tick();
}
// CASE- a reference that is never used
task<> unused(const std::string &) { co_await tick(); }
// CASE- a reference that is copied before the first suspension
eager<> copied(const std::string &text) {
  std::string copy = text;
  co_await tick();
  use(copy);
}
// CASE+ a capture, and a closure that dies at once
void capture(int number) {
  spawn([number]() -> task<> {
    co_await tick();
    use_number(number);
  }());
}
// CASE+ the captured this of a closure that dies at once
struct session {
  int count;
  void start() {
    spawn([this]() -> task<> {
      co_await tick();
      ++count;
    }());
  }
};
// CASE- a closure that is awaited while it lives
task<> closure_awaited(int number) {
  auto job = [&number]() -> task<> {
    co_await tick();
    ++number;
  };
  co_await job();
}
// CASE- captures that are used only before the first suspension
void capture_before(int number) {
  [number]() -> eager<> {
    use_number(number);
    co_await tick();
  }();
}
// CASE- a lambda without captures
void no_capture() {
  spawn([]() -> task<> { co_await tick(); }());
}
