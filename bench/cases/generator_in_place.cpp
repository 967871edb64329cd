// A loop over a generator where it is made: a compiler may do without the heap ([dcl.fct.def.coroutine]/9).
#include "coroutines.hpp"

static bench::generator count_to(int last) {
  for (int i = 0; i != last; ++i)
    co_yield i;
}

static bench::task sum_up(int last) {
  co_await bench::pause{};
  int sum = 0;
  for (auto numbers = count_to(last); numbers.next();)
    sum += numbers.value();
  co_return sum;
}

std::coroutine_handle<> bench::create() { return sum_up(20).release(); }

long bench::run(std::coroutine_handle<> coroutine) { return resume_all(coroutine); }
