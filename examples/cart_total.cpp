// What is in the cart costs what two shops say, and each takes its time to
// answer, in a thread of its own. cart_total reads as if it waited for them;
// it is suspended instead, and goes on in main's thread when a price is there.

#include <costate/block_on.hpp>
#include <costate/oneshot.hpp>
#include <costate/task.hpp>

#include <chrono>
#include <cstdio>
#include <thread>
#include <utility>

costate::task<long> cart_total(costate::receiver<long> socks, costate::receiver<long> shoes) {
  long socks_price = co_await socks;
  long shoes_price = co_await shoes; // the shoes take longer
  co_return socks_price + shoes_price;
}

// A shop that says `price` when `delay` is over.
std::thread ask_shop(costate::sender<long> answer, long price, std::chrono::milliseconds delay) {
  return std::thread([answer = std::move(answer), price, delay]() mutable {
    std::this_thread::sleep_for(delay);
    answer.send(price);
  });
}

int main() {
  auto [socks_answer, socks] = costate::oneshot<long>();
  auto [shoes_answer, shoes] = costate::oneshot<long>();

  using std::chrono::milliseconds;
  std::thread socks_shop = ask_shop(std::move(socks_answer), 12, milliseconds(200));
  std::thread shoes_shop = ask_shop(std::move(shoes_answer), 89, milliseconds(400));

  long total = costate::block_on(cart_total(std::move(socks), std::move(shoes)));
  std::printf("cart total = $%ld\n", total);

  socks_shop.join();
  shoes_shop.join();
}
