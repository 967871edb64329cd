// Awaiters of 1 KiB.
#include "coroutines.hpp"

namespace {

struct big_pause : bench::pause {
  char bytes[1024];
  explicit big_pause(int n) { bytes[n] = 1; }
};

bench::task awaiters(int sum) {
  sum += co_await big_pause(1);
  sum += co_await big_pause(2);
  sum += co_await big_pause(3);
  co_return sum;
}

} // namespace

std::coroutine_handle<> bench::create() { return awaiters(0).release(); }

long bench::run(std::coroutine_handle<> coroutine) { return resume_all(coroutine); }
