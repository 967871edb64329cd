// What lock-across-suspend must catch.
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

task<> guard() {
  std::lock_guard<std::mutex> lock(mutex); // WARN: lock-across-suspend NOTE: lock 'lock' of type 'std::lock_guard<std::mutex>'
  co_await tick();                        // NOTE: suspended here, with the lock held
  ++counter;
}                                          // NOTE: released here, where 'lock' is destroyed

task<> deduced() {
  std::scoped_lock lock(mutex, other_mutex); // WARN: lock-across-suspend NOTE: 'std::scoped_lock<std::mutex, std::mutex>'
  co_await tick();
}

task<> unique() {
  std::unique_lock lock(mutex); // WARN: lock-across-suspend
  counter = co_await value<int>();
  lock.unlock(); // NOTE: it is released here
}

task<> shared_reader() {
  std::shared_lock lock{shared}; // WARN: lock-across-suspend
  co_await tick();
  co_await tick();
}

task<> plain() {
  mutex.lock(); // WARN: lock-across-suspend NOTE: lock 'mutex' of type 'std::mutex'
  co_await tick();
  mutex.unlock();
}

task<> locked_again() {
  std::unique_lock lock(mutex);
  lock.unlock();
  co_await tick();
  lock.lock(); // WARN: lock-across-suspend
  co_await tick(); // NOTE: suspended here
}

task<> deferred_then_locked() {
  std::unique_lock lock(mutex, std::defer_lock);
  lock.lock(); // WARN: lock-across-suspend
  co_await tick();
}

task<> moved_into() {
  std::unique_lock first(mutex);
  std::unique_lock second = std::move(first); // WARN: lock-across-suspend
  co_await tick();
}

task<> assigned() {
  std::unique_lock<std::mutex> lock;
  lock = std::unique_lock(mutex); // WARN: lock-across-suspend
  co_await tick();
}

class account {
  std::mutex mutex_;
  std::unique_lock<std::mutex> lock_;
  int total_ = 0;

public:
  task<> guard_of_member() {
    std::lock_guard lock(mutex_); // WARN: lock-across-suspend
    total_ += co_await value<int>();
  }
  task<> member_mutex() {
    mutex_.lock(); // WARN: lock-across-suspend NOTE: 'mutex_'
    co_await tick();
    mutex_.unlock();
  }
  task<> member_guard() {
    lock_ = std::unique_lock(mutex_); // WARN: lock-across-suspend
    co_await tick();
    lock_.unlock();
  }
};

task<> in_optional() {
  std::optional<std::lock_guard<std::mutex>> lock;
  lock.emplace(mutex); // WARN: lock-across-suspend
  co_await tick();
  lock.reset(); // NOTE: released here
}

task<> in_optional_from_the_start() {
  std::optional<std::lock_guard<std::mutex>> lock(std::in_place, mutex); // WARN: lock-across-suspend
  co_await tick();
}

task<> in_unique_ptr() {
  auto lock = std::make_unique<std::lock_guard<std::mutex>>(mutex); // WARN: lock-across-suspend
  co_await tick();
}

task<> in_unique_ptr_of_new() {
  std::unique_ptr<std::scoped_lock<std::mutex>> lock(new std::scoped_lock<std::mutex>(mutex)); // WARN: lock-across-suspend
  co_await tick();
}

task<> by_new() {
  auto *lock = new std::lock_guard<std::mutex>(mutex); // WARN: lock-across-suspend
  co_await tick();
  delete lock; // NOTE: released here
}

struct transaction {
  std::lock_guard<std::mutex> lock;
  int &target;
  explicit transaction(int &target) : lock(mutex), target(target) {}
};

task<> in_member() {
  transaction change(counter); // WARN: lock-across-suspend
  change.target += co_await value<int>();
}

struct plain_pair {
  int number;
  std::unique_lock<std::mutex> lock;
};

task<> in_aggregate() {
  plain_pair both{1, std::unique_lock(mutex)}; // WARN: lock-across-suspend
  co_await tick();
}

struct derived_guard : std::unique_lock<std::mutex> {
  using std::unique_lock<std::mutex>::unique_lock;
};

task<> in_base() {
  derived_guard lock(mutex); // WARN: lock-across-suspend
  co_await tick();
}

std::unique_lock<std::mutex> acquire();

task<> from_function() {
  auto lock = acquire(); // WARN: lock-across-suspend
  co_await tick();
}

task<> in_condition() {
  if (std::unique_lock lock(mutex); counter > 0) // WARN: lock-across-suspend
    co_await tick();
}

task<> in_loop() {
  for (int i = 0; i != 3; ++i) {
    std::lock_guard lock(mutex); // WARN: lock-across-suspend
    if (i == 1)
      continue;
    co_await tick();
  }
}

task<> before_the_next_round() {
  std::unique_lock lock(mutex, std::defer_lock);
  for (;;) {
    co_await tick();
    lock.lock(); // WARN: lock-across-suspend
    if (counter > 3)
      lock.unlock();
  }
}

task<> on_one_path(bool careful) {
  std::unique_lock lock(mutex); // WARN: lock-across-suspend
  if (careful)
    lock.unlock();
  co_await tick();
}

task<> tried() {
  std::unique_lock lock(mutex, std::try_to_lock); // WARN: lock-across-suspend
  if (lock.owns_lock())
    co_await tick();
}

task<> tried_mutex() {
  if (mutex.try_lock()) { // WARN: lock-across-suspend
    co_await tick();
    mutex.unlock();
  }
}

task<> both_at_once() {
  std::lock(mutex, other_mutex); // WARN: lock-across-suspend, lock-across-suspend
  co_await tick();
  mutex.unlock();
  other_mutex.unlock();
}

task<> temporary() {
  (std::lock_guard(mutex), co_await tick()); // WARN: lock-across-suspend NOTE: a temporary
}

task<> by_reference() {
  auto &&lock = std::unique_lock(mutex); // WARN: lock-across-suspend
  co_await tick();
}

task<> parameter(std::unique_lock<std::mutex> lock) { // WARN: lock-across-suspend
  co_await tick();
}

task<> in_lambda() {
  auto inner = [](std::mutex &m) -> task<> {
    std::lock_guard lock(m); // WARN: lock-across-suspend
    co_await tick();
  };
  co_await inner(mutex);
}

task<> in_closure() {
  auto release = [lock = std::unique_lock(mutex)] {}; // WARN: lock-across-suspend
  co_await tick();
}

generator<int> yielded() {
  std::lock_guard lock(mutex); // WARN: lock-across-suspend
  co_yield 1;
}

template <class Mutex> task<> instantiated(Mutex &m) {
  std::lock_guard lock(m); // WARN: lock-across-suspend
  co_await tick();
}
template task<> instantiated(std::mutex &);
template task<> instantiated(std::recursive_mutex &);

template <class T> task<> never_instantiated(T t) {
  std::lock_guard<std::mutex> lock(mutex); // WARN: lock-across-suspend
  co_await t;
}

template <class T> task<> awaits_a_value() {
  std::lock_guard lock(mutex); // WARN: lock-across-suspend
  co_await T();
}

struct spin_lock {
  void lock();
  void unlock();
};

task<> own_mutex(spin_lock &spin) {
  spin.lock(); // WARN: lock-across-suspend
  co_await tick();
  spin.unlock();
}

struct [[clang::annotate("costate::lock")]] critical_section {
  critical_section();
  ~critical_section();
};

task<> annotated() {
  critical_section inside; // WARN: lock-across-suspend
  co_await tick();
}

struct __attribute__((capability("mutex"))) monitor {
  void enter() __attribute__((acquire_capability()));
  void leave() __attribute__((release_capability()));
};

task<> capability(monitor &m) {
  m.enter(); // WARN: lock-across-suspend
  co_await tick();
  m.leave();
}

task<> caught() {
  try {
    std::unique_lock lock(mutex); // WARN: lock-across-suspend
    co_await tick();
  } catch (...) {
    counter = 0;
  }
}

task<> in_handler() {
  mutex.lock(); // WARN: lock-across-suspend
  bool failed = false;
  try {
    counter = acquire().owns_lock();
    mutex.unlock();
  } catch (...) {
    failed = true;
  }
  if (failed)
    co_await tick();
}

struct async_condition {
  value<void> wait(std::unique_lock<std::mutex> &);
};
value<void> look_at(const std::unique_lock<std::mutex> &);
task<> work_under(std::unique_lock<std::mutex> &);

task<> only_looked_at() {
  std::unique_lock lock(mutex); // WARN: lock-across-suspend
  co_await look_at(lock);
}

task<> worked_under() {
  std::unique_lock lock(mutex); // WARN: lock-across-suspend
  co_await work_under(lock);
}

task<> another_is_given(async_condition &changed, std::mutex &other) {
  std::unique_lock lock(mutex); // WARN: lock-across-suspend
  std::unique_lock second(other);
  co_await changed.wait(second);
}
