// A generator that is run through a handle.
#include "coroutines.hpp"

static bench::generator count_to(int last) {
  for (int i = 0; i != last; ++i)
    co_yield i;
}

std::coroutine_handle<> bench::create() { return count_to(20).release(); }

long bench::run(std::coroutine_handle<> coroutine) {
  long resumed = 0;
  for (; !coroutine.done(); ++resumed)
    coroutine.resume();
  return resumed;
}
