// A task that sleeps, and with it the thread that it runs on.
//
//   costate --check blocking_sleep.broken.cpp -- -std=c++20 -I ../../runtime/include
//
// Whatever else this thread would resume in the meantime waits as well.

#include <costate/block_on.hpp>
#include <costate/task.hpp>

#include <chrono>
#include <cstdio>
#include <thread>

costate::task<> retry(int times) {
  for (int i = 1; i <= times; ++i) {
    std::printf("attempt %d\n", i);
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  co_return;
}

int main() { costate::block_on(retry(3)); }
