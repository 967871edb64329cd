// Two coroutines, one of them in a namespace, and a main that prints what they give.
#include <costate/block_on.hpp>
#include <costate/task.hpp>

#include <cstdio>

namespace shop {
costate::task<int> price(int pairs) { co_return 12 * pairs; }
} // namespace shop

costate::task<int> cart_total(int pairs) {
  int socks = co_await shop::price(pairs);
  int shoes = co_await shop::price(4 * pairs);
  co_return socks + shoes;
}

int main() { std::printf("total %d\n", costate::block_on(cart_total(2))); }
