// What thread-bound-across-suspend must leave alone.
//
// RUN: %check_warnings --only=thread-bound-across-suspend %s -- -std=c++20 -I %S/Inputs

#include "await.hpp"

#include <cerrno>
#include <optional>
#include <string>
#include <thread>
#include <unistd.h>

void use_number(int);
struct cache {
  int hits = 0;
};
thread_local cache thread_cache;
thread_local std::string thread_name;
cache global_cache;

task<> named_each_time() {
  ++thread_cache.hits;
  co_await tick();
  ++thread_cache.hits;
}

task<> copied() {
  const cache copy = thread_cache;
  const int hits = thread_cache.hits;
  std::string name = thread_name;
  co_await tick();
  use_number(copy.hits + hits + name.size());
}

task<> used_before() {
  cache &local = thread_cache;
  ++local.hits;
  co_await tick();
}

task<> taken_after() {
  co_await tick();
  cache &local = thread_cache;
  ++local.hits;
}

task<> scope_ends_before() {
  {
    auto &local = thread_cache;
    ++local.hits;
  }
  co_await tick();
}

task<> in_each_round() {
  for (int i = 0; i != 3; ++i) {
    auto &local = thread_cache;
    ++local.hits;
    co_await tick();
  }
}

task<> taken_again() {
  cache *local = &thread_cache;
  ++local->hits;
  co_await tick();
  local = &thread_cache;
  ++local->hits;
}

task<> global() {
  cache &same = global_cache;
  co_await tick();
  ++same.hits;
}

task<> id_used_before() {
  use_number(std::this_thread::get_id() == std::thread::id());
  co_await tick();
  use_number(std::this_thread::get_id() == std::thread::id());
}

task<> id_of_another(std::thread &other) {
  const auto id = other.get_id();
  co_await tick();
  use_number(id == std::thread::id());
}

task<> error_at_once() {
  co_await tick();
  if (write(1, "", 0) < 0)
    use_number(errno);
}

task<> error_saved() {
  write(1, "", 0);
  const int error = errno;
  co_await tick();
  use_number(error);
}

task<> error_reset() {
  co_await tick();
  close(3);
  use_number(errno);
}

struct [[clang::annotate("costate::thread_bound")]] transaction {
  transaction();
  ~transaction();
};

task<> transaction_ends() {
  {
    transaction all;
  }
  co_await tick();
}

task<> ready() {
  auto &local = thread_cache;
  co_await std::suspend_never();
  ++local.hits;
}

task<> dead() {
  auto &local = thread_cache;
  if (false)
    co_await tick();
  ++local.hits;
}

int in_a_function() {
  auto &local = thread_cache;
  return local.hits;
}

task<> allowed() {
  auto &local = thread_cache; // costate: allow(thread-bound-across-suspend)
  co_await tick();
  ++local.hits;
}

task<> errno_set_anew(int file) {
  co_await tick();
  errno = 0;
  use_number(errno);
}

int read_some(int file); // which may set errno

task<> errno_of_a_function_of_the_program(int file) {
  co_await tick();
  if (read_some(file) < 0)
    use_number(errno);
}

task<> id_assigned_later() {
  std::thread::id self;
  co_await tick();
  self = std::this_thread::get_id();
  if (self == std::thread::id())
    use_number(1);
}
