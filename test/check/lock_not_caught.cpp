// What lock-across-suspend must leave alone.
//
// RUN: %check_warnings --only=lock-across-suspend %s -- -std=c++20 -I %S/Inputs

#include "await.hpp"

#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>

std::mutex mutex;
std::mutex other_mutex;
std::shared_mutex shared;
int counter;

task<> scope_ends_before() {
  {
    std::lock_guard lock(mutex);
    ++counter;
  }
  co_await tick();
}

task<> taken_after() {
  co_await tick();
  std::lock_guard lock(mutex);
  ++counter;
}

task<> unlocked_before() {
  std::unique_lock lock(mutex);
  ++counter;
  lock.unlock();
  co_await tick();
}

task<> deferred() {
  std::unique_lock lock(mutex, std::defer_lock);
  co_await tick();
}

task<> empty() {
  std::unique_lock<std::mutex> lock;
  std::shared_lock<std::shared_mutex> reader;
  co_await tick();
}

task<> around_the_await() {
  std::unique_lock lock(mutex);
  while (counter == 0) {
    lock.unlock();
    co_await tick();
    lock.lock();
  }
}

void keep(std::unique_lock<std::mutex> lock);
void keep_reference(std::unique_lock<std::mutex> &&lock);

task<> moved_away() {
  std::unique_lock lock(mutex);
  keep(std::move(lock));
  co_await tick();
}

task<> moved_into_a_reference() {
  std::unique_lock lock(mutex);
  keep_reference(std::move(lock));
  co_await tick();
}

task<> moved_into_a_block() {
  std::unique_lock lock(mutex);
  {
    std::unique_lock inner = std::move(lock);
    ++counter;
  }
  co_await tick();
}

task<> assigned_away() {
  std::unique_lock lock(mutex);
  lock = {};
  co_await tick();
}

task<> swapped() {
  std::unique_lock lock(mutex);
  {
    std::unique_lock<std::mutex> inner;
    inner.swap(lock);
  }
  co_await tick();
}

task<> plain_unlocked() {
  mutex.lock();
  ++counter;
  mutex.unlock();
  co_await tick();
}

task<> both_paths(bool early) {
  mutex.lock();
  if (early) {
    mutex.unlock();
    co_return;
  }
  mutex.unlock();
  co_await tick();
}

task<> adopted() {
  mutex.lock();
  {
    std::lock_guard lock(mutex, std::adopt_lock);
    ++counter;
  }
  co_await tick();
}

task<> released_and_unlocked() {
  std::unique_lock lock(mutex);
  lock.release()->unlock();
  co_await tick();
}

task<> try_failed() {
  std::unique_lock lock(mutex, std::try_to_lock);
  while (!lock) {
    co_await tick();
    lock.try_lock();
  }
}

task<> try_failed_by_name() {
  const bool got = mutex.try_lock();
  if (!got) {
    co_await tick();
    co_return;
  }
  mutex.unlock();
}

task<> optional_reset() {
  std::optional<std::unique_lock<std::mutex>> lock;
  lock.emplace(mutex);
  lock.reset();
  co_await tick();
}

task<> optional_empty() {
  std::optional<std::lock_guard<std::mutex>> lock;
  co_await tick();
  lock.emplace(mutex);
}

task<> optional_nullopt() {
  std::optional<std::unique_lock<std::mutex>> lock = std::nullopt;
  co_await tick();
}

task<> optional_unlocked() {
  std::optional<std::unique_lock<std::mutex>> lock(std::in_place, mutex);
  lock->unlock();
  co_await tick();
}

task<> pointer_reset() {
  auto lock = std::make_unique<std::lock_guard<std::mutex>>(mutex);
  lock.reset();
  co_await tick();
  std::unique_ptr<std::lock_guard<std::mutex>> none;
  std::unique_ptr<std::lock_guard<std::mutex>> null = nullptr;
  co_await tick();
}

task<> deleted() {
  auto *lock = new std::lock_guard<std::mutex>(mutex);
  delete lock;
  co_await tick();
}

struct waiter { // a lock that is awaited
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) const noexcept;
  void await_resume() const noexcept;
};
class async_mutex;
struct async_guard {
  async_mutex *mutex;
  ~async_guard();
};
class async_mutex {
public:
  waiter lock();
  value<async_guard> scoped_lock();
  value<std::unique_lock<async_mutex>> unique();
  bool try_lock();
  void unlock();
};

task<> awaited_lock(async_mutex &m) {
  co_await m.lock();
  co_await tick();
  m.unlock();
}

task<> awaited_guard(async_mutex &m) {
  auto lock = co_await m.scoped_lock();
  co_await tick();
}

task<> guard_of_awaited_lock(async_mutex &m) {
  co_await m.lock();
  std::lock_guard lock(m, std::adopt_lock);
  co_await tick();
}

task<> unique_of_awaited_lock(async_mutex &m) {
  auto lock = co_await m.unique();
  co_await tick();
}

task<> ready() {
  std::lock_guard lock(mutex);
  co_await std::suspend_never();
  ++counter;
}

task<> dead() {
  std::lock_guard lock(mutex);
  if (false)
    co_await tick();
  if constexpr (sizeof(int) == 1)
    co_await tick();
  co_return;
  co_await tick();
}

[[noreturn]] void stop();

task<> behind_noreturn() {
  std::lock_guard lock(mutex);
  if (counter > 1) {
    stop();
    co_await tick();
  }
}

task<> in_another_function() {
  auto bump = [] {
    std::lock_guard lock(mutex);
    ++counter;
  };
  bump();
  co_await tick();
}

task<> in_a_coroutine_inside() {
  std::unique_lock lock(mutex);
  auto inner = []() -> task<> { co_await tick(); };
  lock.unlock();
  co_await inner();
}

task<> left_by_exception() {
  try {
    std::lock_guard lock(mutex);
    ++counter;
    throw 1;
  } catch (int) {
    counter = 0;
  }
  co_await tick();
}

task<> break_ends_the_scope() {
  for (;;) {
    std::lock_guard lock(mutex);
    if (counter > 3)
      break;
  }
  co_await tick();
}

task<> reference(std::unique_lock<std::mutex> &lock) {
  co_await tick();
}

task<> temporary_before() {
  counter = (std::lock_guard(mutex), 1);
  co_await tick();
}

task<> nothing_locked() {
  std::scoped_lock<> lock;
  co_await tick();
}

class session {
  std::mutex mutex_;
  std::unique_lock<std::mutex> lock_{mutex_, std::defer_lock};

public:
  task<> run() {
    lock_.lock();
    ++counter;
    lock_.unlock();
    co_await tick();
  }
};

task<> holds_a_deferred_one() {
  session s;
  co_await tick();
}

template <class Mutex> task<> of_any(Mutex &m) {
  std::unique_lock lock(m);
  lock.unlock();
  co_await tick();
}
template task<> of_any(std::mutex &);

task<> allowed() {
  std::lock_guard lock(mutex); // costate: allow(lock-across-suspend)
  co_await tick();
}

task<> allowed_before() {
  // costate: allow(lock-across-suspend)
  std::lock_guard lock(mutex);
  co_await tick();
}

task<> allowed_at_the_await() {
  std::lock_guard lock(mutex);
  co_await tick(); // costate: allow(*)
}

// costate: allow(large-across-suspend, lock-across-suspend)
task<> allowed_function() {
  std::lock_guard lock(mutex);
  co_await tick();
}

task<> logical(bool empty) {
  std::unique_lock lock(mutex, std::defer_lock);
  if (empty || !lock.try_lock())
    co_await tick();
}

struct async_condition {
  value<void> wait(std::unique_lock<std::mutex> &);
  task<> wait_until(std::unique_lock<std::mutex> *, int);
  value<void> wait_with(std::mutex &);
};

task<> given_to_a_condition(async_condition &changed) {
  std::unique_lock lock(mutex);
  while (counter == 0)
    co_await changed.wait(lock);
  co_await changed.wait_until(&lock, 2);
}

task<> mutex_given_to_a_condition(async_condition &changed) {
  mutex.lock();
  while (counter == 0)
    co_await changed.wait_with(mutex);
  mutex.unlock();
}
