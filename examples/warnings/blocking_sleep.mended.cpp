// As blocking_sleep.broken.cpp, with a timer that is awaited: the thread is free in the meantime.

#include <costate/block_on.hpp>
#include <costate/oneshot.hpp>
#include <costate/task.hpp>

#include <chrono>
#include <cstdio>
#include <thread>
#include <utility>

// Sends when the time is over. A timer of a real program serves many tasks with one thread.
costate::receiver<int> after(std::chrono::milliseconds time) {
  auto [sender, receiver] = costate::oneshot<int>();
  std::thread([sender = std::move(sender), time]() mutable {
    std::this_thread::sleep_for(time);
    sender.send(0);
  }).detach();
  return std::move(receiver);
}

costate::task<> retry(int times) {
  for (int i = 1; i <= times; ++i) {
    std::printf("attempt %d\n", i);
    co_await after(std::chrono::milliseconds(5));
  }
}

int main() { costate::block_on(retry(3)); }
