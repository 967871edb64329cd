// Parameters of which one is used before the body waits, and one not at all.
#include "coroutines.hpp"

namespace {

struct settings {
  int values[32];
};

bench::task unused(settings, settings early, int sum) {
  sum += early.values[0];
  sum += co_await bench::pause{};
  sum += co_await bench::pause{};
  co_return sum;
}

} // namespace

std::coroutine_handle<> bench::create() { return unused({}, {}, 0).release(); }

long bench::run(std::coroutine_handle<> coroutine) { return resume_all(coroutine); }
