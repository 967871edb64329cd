#include "shapes.hpp"

task<int> count(ready<bool> more) {
  int total = 0;
  while (co_await more)
    ++total;
  co_return total;
}
