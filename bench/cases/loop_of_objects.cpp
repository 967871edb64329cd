// A loop whose locals have destructors and live across the await.
#include "coroutines.hpp"

namespace {

struct counted {
  int *count;
  explicit counted(int &count) : count(&count) { ++count; }
  counted(const counted &) = delete;
  ~counted() { --*count; }
};

bench::task objects(int rounds) {
  int alive = 0;
  int sum = 0;
  for (int i = 0; i != rounds; ++i) {
    counted first(alive);
    sum += co_await bench::pause{i};
    counted second(alive);
    sum += co_await bench::pause{alive};
  }
  co_return sum;
}

} // namespace

std::coroutine_handle<> bench::create() { return objects(10).release(); }

long bench::run(std::coroutine_handle<> coroutine) { return resume_all(coroutine); }
