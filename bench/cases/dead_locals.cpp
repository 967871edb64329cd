// Locals of 1 KiB in one block, each dead after one await.
#include "coroutines.hpp"

namespace {

struct big {
  char bytes[1024];
};

bench::task dead(unsigned at) {
  int sum = 0;
  big first{};
  first.bytes[at % 1024] = 1;
  at += co_await bench::pause{};
  sum += first.bytes[at % 1024];
  big second{};
  second.bytes[at % 1024] = 2;
  at += co_await bench::pause{};
  sum += second.bytes[at % 1024];
  big third{};
  third.bytes[at % 1024] = 3;
  at += co_await bench::pause{};
  sum += third.bytes[at % 1024];
  co_return sum;
}

} // namespace

std::coroutine_handle<> bench::create() { return dead(7).release(); }

long bench::run(std::coroutine_handle<> coroutine) { return resume_all(coroutine); }
