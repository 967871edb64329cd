// 2 awaits in a straight line, none of them ready.
#include "coroutines.hpp"

static bench::task straight(int sum) {
  sum += co_await bench::pause{1};
  sum += co_await bench::pause{2};
  co_return sum;
}

std::coroutine_handle<> bench::create() { return straight(0).release(); }

long bench::run(std::coroutine_handle<> coroutine) { return resume_all(coroutine); }
