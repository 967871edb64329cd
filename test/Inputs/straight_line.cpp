#include "shapes.hpp"

// What the pairs cost together.
task<int> cart_total(ready<int> socks, ready<int> shoes) {
  int socks_price = co_await socks;
  int shoes_price = co_await shoes; // the shoes take longer
  co_return socks_price + shoes_price;
}
