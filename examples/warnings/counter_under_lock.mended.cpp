// As counter_under_lock.broken.cpp, with the lock taken when there is nothing to wait for any more.

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
  const long more = co_await price(item);
  std::lock_guard lock(total->mutex);
  total->value += more;
}

int main() {
  counter total;
  costate::block_on(add(&total, 1));
  costate::block_on(add(&total, 2));
  std::printf("%ld\n", total.value);
}
