// A counter that is bumped under a lock, which is held while the task waits for what to add.
//
//   costate --check counter_under_lock.broken.cpp -- -std=c++20 -I ../../runtime/include
//
// Meanwhile every thread that wants the lock blocks; and where the task is resumed in another
// thread, that one unlocks what it has not locked, which is undefined.

#include <costate/block_on.hpp>
#include <costate/task.hpp>

#include <cstdio>
#include <mutex>

struct counter {
  std::mutex mutex;
  long value = 0;
};

costate::task<long> price(long item) { co_return item * 10; }

costate::task<> add(counter *total, long item) {
  std::lock_guard lock(total->mutex);
  total->value += co_await price(item);
}

int main() {
  counter total;
  costate::block_on(add(&total, 1));
  costate::block_on(add(&total, 2));
  std::printf("%ld\n", total.value);
}
