// An exception that is thrown through 10 tasks.
#include "coroutines.hpp"

static bench::task failing(int depth) {
  if (depth == 0) {
    co_await bench::pause{};
    throw depth;
  }
  co_return co_await failing(depth - 1) + 1;
}

static bench::task catching() {
  try {
    co_return co_await failing(10);
  } catch (int) {
  }
  co_return 0;
}

std::coroutine_handle<> bench::create() { return catching().release(); }

long bench::run(std::coroutine_handle<> coroutine) { return resume_all(coroutine); }
