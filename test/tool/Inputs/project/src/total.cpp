#include "total.hpp"

costate::task<int> total(int numbers) {
  int sum = 0;
  for (int number = 1; number <= numbers; ++number)
    sum += co_await price(number);
  co_return sum;
}
