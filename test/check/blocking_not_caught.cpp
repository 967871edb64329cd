// What blocking-in-coroutine must leave alone.
//
// RUN: %check_warnings --only=blocking-in-coroutine %s -- -std=c++20 -I %S/Inputs

#include "await.hpp"

#include <chrono>
#include <future>
#include <iostream>
#include <mutex>
#include <poll.h>
#include <sstream>
#include <string>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

void no_coroutine() { std::this_thread::sleep_for(1s); }

value<int> sleep_for(std::chrono::milliseconds);

struct channel {
  value<int> read(char *, int);
  value<int> wait();
  void join();
};

task<> awaited(channel s, char *buffer) {
  co_await sleep_for(10ms);
  co_await s.read(buffer, 1);
  co_await s.wait();
  s.join(); // of the program's own
}

task<> in_another_thread() {
  std::thread other([] { std::this_thread::sleep_for(1s); });
  other.detach();
  co_await tick();
}

task<> deferred() {
  auto later = [] { std::this_thread::sleep_for(1s); };
  std::thread(later).detach();
  co_await tick();
}

task<> only_asked(std::future<int> later) {
  while (later.wait_for(0s) != std::future_status::ready)
    co_await tick();
}

task<> asked_with_zero(std::future<int> later) {
  while (later.wait_for(std::chrono::milliseconds::zero()) != std::future_status::ready)
    co_await tick();
}

task<> not_waiting(int socket, char *buffer) {
  pollfd wait{socket, POLLIN, 0};
  poll(&wait, 1, 0);
  recv(socket, buffer, 10, MSG_DONTWAIT);
  int status = 0;
  waitpid(1, &status, WNOHANG);
  co_return;
}

task<> dead() {
  if (false)
    std::this_thread::sleep_for(1s);
  co_return;
  std::this_thread::sleep_for(1s);
}

template <bool Sleeps> task<> chosen() {
  if constexpr (Sleeps)
    std::this_thread::sleep_for(1s);
  co_await tick();
}
template task<> chosen<false>();

int sum;

task<> short_lock(std::mutex &mutex) {
  {
    std::lock_guard lock(mutex);
    ++sum;
  }
  co_await tick();
}

task<> lock_in_loop(std::mutex &mutex) {
  for (int i = 0; i != 3; ++i) {
    std::lock_guard lock(mutex);
    ++sum;
  }
  co_await tick();
}

task<> loop_without_the_lock(std::mutex &mutex, std::vector<int> &shared) {
  std::unique_lock lock(mutex);
  std::vector<int> numbers = shared;
  lock.unlock();
  for (const int each : numbers)
    sum += each;
  co_await tick();
}

task<int> other_streams(std::istringstream in) {
  int number = 0;
  in >> number;
  std::string line;
  std::getline(in, line);
  std::cout << number;
  co_return number;
}

generator<std::string> lines() {
  std::string line;
  while (std::getline(std::cin, line))
    co_yield line;
}

int read(int); // of the program's own

task<> own_function() {
  read(1);
  co_return;
}

task<> unevaluated() {
  using type = decltype(std::this_thread::sleep_for(1s));
  static_assert(noexcept(no_coroutine()) == false);
  static_assert(sizeof(type *) > 0);
  co_return;
}

task<> yields() {
  std::this_thread::yield();
  co_await tick();
}

task<> allowed() {
  std::this_thread::sleep_for(1ms); // costate: allow(blocking-in-coroutine)
  co_return;
}

task<int> known_to_be_ready(std::future<int> later) {
  while (later.wait_for(0s) != std::future_status::ready)
    co_await tick();
  co_return later.get();
}

task<int> ready_on_this_path(std::future<int> later) {
  if (later.wait_for(0s) == std::future_status::ready)
    co_return later.get();
  co_return 0;
}

task<int> ready_by_a_variable(std::future<int> &later) {
  const bool ready = later.wait_for(0s) == std::future_status::ready;
  if (!ready)
    co_return 0;
  co_return later.get();
}

bool done(std::unique_lock<std::mutex> &);
struct async_condition {
  value<void> wait(std::unique_lock<std::mutex> &);
};

task<> held_over_a_loop_that_waits(std::mutex &mutex, async_condition &changed) {
  std::unique_lock lock(mutex); // which lock-across-suspend tells of, where it is one
  while (!done(lock))
    co_await changed.wait(lock);
}

task<> released_in_each_round(std::mutex &mutex, int count) {
  std::unique_lock lock(mutex);
  while (count-- > 0) {
    lock.unlock();
    co_await tick();
    lock.lock();
  }
}
