// Locals of which the order decides how much padding is between them.
#include "coroutines.hpp"

static bench::task padding(char first) {
  short second = first;
  long third = co_await bench::pause{};
  char fourth = static_cast<char>(third);
  double fifth = co_await bench::pause{};
  char sixth = fourth;
  bench::use(&fourth);
  bench::use(&sixth);
  co_await bench::pause{};
  co_return static_cast<int>(second + third + fourth + fifth + sixth);
}

std::coroutine_handle<> bench::create() { return padding(1).release(); }

long bench::run(std::coroutine_handle<> coroutine) { return resume_all(coroutine); }
