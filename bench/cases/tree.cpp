// A generator that goes through a tree by generators of its parts.
#include "coroutines.hpp"

namespace {

bench::generator walk(int depth) {
  if (depth == 0)
    co_return;
  for (auto left = walk(depth - 1); left.next();)
    co_yield left.value();
  co_yield depth;
  for (auto right = walk(depth - 1); right.next();)
    co_yield right.value();
}

} // namespace

std::coroutine_handle<> bench::create() { return walk(5).release(); }

long bench::run(std::coroutine_handle<> coroutine) {
  long resumed = 0;
  for (; !coroutine.done(); ++resumed)
    coroutine.resume();
  return resumed;
}
