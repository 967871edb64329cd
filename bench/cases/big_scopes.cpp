// Blocks with a local of 1 KiB each.
#include "coroutines.hpp"

namespace {

struct big {
  char bytes[1024];
  explicit big(int n) {
    bytes[0] = static_cast<char>(n);
    bench::use(this);
  }
};

bench::task scopes(int sum) {
  {
    big first(sum);
    sum += co_await bench::pause{};
    sum += first.bytes[0];
  }
  {
    big second(sum);
    sum += co_await bench::pause{};
    sum += second.bytes[0];
  }
  {
    big third(sum);
    sum += co_await bench::pause{};
    sum += third.bytes[0];
  }
  co_return sum;
}

} // namespace

std::coroutine_handle<> bench::create() { return scopes(0).release(); }

long bench::run(std::coroutine_handle<> coroutine) { return resume_all(coroutine); }
