// Tasks that await tasks, 100 deep, of which the innermost waits.
#include "coroutines.hpp"

static bench::task nested(int depth) {
  if (depth == 0)
    co_return co_await bench::pause{};
  co_return co_await nested(depth - 1) + 1;
}

std::coroutine_handle<> bench::create() { return nested(100).release(); }

long bench::run(std::coroutine_handle<> coroutine) { return resume_all(coroutine); }
