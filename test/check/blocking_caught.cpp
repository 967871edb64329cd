// What blocking-in-coroutine must catch.
//
// RUN: %check_warnings --only=blocking-in-coroutine %s -- -std=c++20 -I %S/Inputs

#include "await.hpp"

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <iostream>
#include <latch>
#include <mutex>
#include <poll.h>
#include <semaphore>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace std::chrono_literals;

task<> sleeps() {
  std::this_thread::sleep_for(10ms); // WARN: blocking-in-coroutine NOTE: 'std::this_thread::sleep_for' blocks
  co_await tick();
}

task<> sleeps_and_awaits_nothing() {
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s); // WARN: blocking-in-coroutine
  co_return;
}

task<> sleeps_in_c() {
  sleep(1);    // WARN: blocking-in-coroutine
  usleep(100); // WARN: blocking-in-coroutine
  co_return;
}

task<> joins(std::thread other) {
  co_await tick();
  other.join(); // WARN: blocking-in-coroutine
}

task<> joins_another(std::jthread other) {
  other.join(); // WARN: blocking-in-coroutine
  co_return;
}

task<int> future() {
  auto later = std::async([] { return 1; });
  co_return later.get(); // WARN: blocking-in-coroutine
}

task<> future_wait(std::future<void> later) {
  later.wait();      // WARN: blocking-in-coroutine NOTE: 'std::future::wait'
  later.wait_for(1s); // WARN: blocking-in-coroutine
  co_return;
}

task<> condition(std::condition_variable &changed, std::mutex &mutex, bool &done) {
  {
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return done; }); // WARN: blocking-in-coroutine
  }
  co_await tick();
}

task<> latch(std::latch &all, std::counting_semaphore<3> &slots) {
  all.wait();      // WARN: blocking-in-coroutine
  slots.acquire(); // WARN: blocking-in-coroutine
  co_return;
}

int sum;

task<> lock_over_loop(std::mutex &mutex, const std::vector<int> &numbers) {
  {
    std::lock_guard lock(mutex); // WARN: blocking-in-coroutine NOTE: held over a loop
    for (const int each : numbers) // NOTE: the loop is here
      sum += each;
  }
  co_await tick();
}

task<> plain_lock_over_loop(std::mutex &mutex) {
  mutex.lock(); // WARN: blocking-in-coroutine
  while (sum < 1000)
    ++sum;
  mutex.unlock();
  co_return;
}

task<long> posix(int socket, char *buffer) {
  pollfd wait{socket, POLLIN, 0};
  poll(&wait, 1, -1);                // WARN: blocking-in-coroutine
  co_await tick();
  long got = read(socket, buffer, 10); // WARN: blocking-in-coroutine
  got += recv(socket, buffer, 10, 0);  // WARN: blocking-in-coroutine
  co_return got;
}

task<> command() {
  std::system("true"); // WARN: blocking-in-coroutine
  co_return;
}

task<std::string> console() {
  std::string line;
  std::getline(std::cin, line); // WARN: blocking-in-coroutine
  int number = 0;
  std::cin >> number;           // WARN: blocking-in-coroutine
  std::getchar();               // WARN: blocking-in-coroutine
  co_return line;
}

void rest() {
  std::this_thread::sleep_for(1s); // NOTE: 'std::this_thread::sleep_for' is called here
}
void rest_longer() {
  rest();
  rest();
}

task<> through_functions() {
  rest();        // WARN: blocking-in-coroutine NOTE: 'rest' calls 'std::this_thread::sleep_for'
  rest_longer(); // WARN: blocking-in-coroutine
  co_return;
}

task<> through_a_lambda() {
  const auto nap = [] { std::this_thread::sleep_for(1ms); };
  nap(); // WARN: blocking-in-coroutine
  co_await tick();
}

struct device {
  void reset() { usleep(10); }
  task<> restart() {
    reset(); // WARN: blocking-in-coroutine
    co_return;
  }
};

[[clang::annotate("costate::blocking")]] void slow();
void slower() [[clang::blocking]];

task<> marked() {
  slow();   // WARN: blocking-in-coroutine
  slower(); // WARN: blocking-in-coroutine
  co_return;
}

template <class Duration> task<> instantiated(Duration time) {
  std::this_thread::sleep_for(time); // WARN: blocking-in-coroutine
  co_return;
}
template task<> instantiated(std::chrono::seconds);
template task<> instantiated(std::chrono::milliseconds);

template <class T> task<> never_instantiated(T next) {
  std::this_thread::sleep_for(1s); // WARN: blocking-in-coroutine
  co_await next;
}

auto in_lambda = []() -> task<> {
  std::this_thread::sleep_for(1s); // WARN: blocking-in-coroutine
  co_return;
};

task<int> ready_on_another_path(std::future<int> later) {
  if (later.wait_for(std::chrono::seconds(0)) == std::future_status::ready)
    co_await tick();
  co_return later.get(); // WARN: blocking-in-coroutine
}

task<int> another_one(std::future<int> first, std::future<int> second) {
  if (first.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    co_return 0;
  co_return second.get(); // WARN: blocking-in-coroutine
}

std::future<int> next();

task<int> made_anew(std::future<int> later) {
  if (later.wait_for(std::chrono::seconds(0)) != std::future_status::ready)
    co_return 0;
  later = next();
  co_return later.get(); // WARN: blocking-in-coroutine
}

task<> released_at_the_end_only(std::mutex &mutex, const std::vector<int> &numbers) {
  std::unique_lock lock(mutex); // WARN: blocking-in-coroutine
  for (const int each : numbers)
    if (each < 0) {
      lock.unlock();
      co_await tick();
      co_return;
    }
}
