// Awaits that are ready, and one that is not.
#include "coroutines.hpp"

static bench::task sum_up(int sum) {
  for (int i = 0; i != 10; ++i) {
    sum += co_await bench::ready{i};
    sum += co_await bench::ready{2};
    sum += co_await bench::ready{sum};
  }
  co_return sum + co_await bench::pause{};
}

std::coroutine_handle<> bench::create() { return sum_up(0).release(); }

long bench::run(std::coroutine_handle<> coroutine) { return resume_all(coroutine); }
