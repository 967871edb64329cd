// 10 awaits in a straight line, none of them ready.
#include "coroutines.hpp"

static bench::task straight(int sum) {
  sum += co_await bench::pause{1};
  sum += co_await bench::pause{2};
  sum += co_await bench::pause{3};
  sum += co_await bench::pause{4};
  sum += co_await bench::pause{5};
  sum += co_await bench::pause{6};
  sum += co_await bench::pause{7};
  sum += co_await bench::pause{8};
  sum += co_await bench::pause{9};
  sum += co_await bench::pause{10};
  co_return sum;
}

std::coroutine_handle<> bench::create() { return straight(0).release(); }

long bench::run(std::coroutine_handle<> coroutine) { return resume_all(coroutine); }
