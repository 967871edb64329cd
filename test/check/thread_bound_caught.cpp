// What thread-bound-across-suspend must catch.
//
// RUN: %check_warnings --only=thread-bound-across-suspend %s -- -std=c++20 -I %S/Inputs

#include "await.hpp"

#include <cerrno>
#include <pthread.h>
#include <string>
#include <string_view>
#include <thread>
#include <unistd.h>
#include <vector>

void use_number(int);
struct cache {
  int hits = 0;
  std::string name;
  cache &self();
};
thread_local cache thread_cache;
thread_local int counters[4];
thread_local std::string thread_name;

task<> reference() {
  cache &local = thread_cache; // WARN: thread-bound-across-suspend NOTE: 'thread_cache', which is thread_local
  ++local.hits;
  co_await tick(); // NOTE: suspended here
  ++local.hits; // NOTE: used later, here
}

task<> deduced() {
  auto &local = thread_cache; // WARN: thread-bound-across-suspend
  co_await tick();
  ++local.hits;
}

task<> pointer() {
  cache *local = &thread_cache; // WARN: thread-bound-across-suspend
  co_await tick();
  ++local->hits;
}

task<> member() {
  int &hits = thread_cache.hits; // WARN: thread-bound-across-suspend
  co_await tick();
  ++hits;
}

task<> element() {
  int *counter = &counters[2]; // WARN: thread-bound-across-suspend
  for (int i = 0; i != 3; ++i) {
    ++*counter;
    co_await tick();
  }
}

task<> view() {
  std::string_view name = thread_name; // WARN: thread-bound-across-suspend
  co_await tick();
  use_number(name.size());
}

cache &current() {
  thread_local cache local;
  return local;
}

task<> from_function() {
  cache &local = current(); // WARN: thread-bound-across-suspend
  co_await tick();
  ++local.hits;
}

task<> local_variable() {
  thread_local int calls = 0;
  int &same = calls; // WARN: thread-bound-across-suspend
  co_await tick();
  ++same;
}

struct pool {
  static thread_local int worker;
  task<> run() {
    int &number = worker; // WARN: thread-bound-across-suspend
    co_await tick();
    use_number(number);
  }
};

task<> id() {
  const auto self = std::this_thread::get_id(); // WARN: thread-bound-across-suspend NOTE: the id of the thread
  co_await tick();
  use_number(self == std::this_thread::get_id());
}

task<> c_id() {
  pthread_t self = pthread_self(); // WARN: thread-bound-across-suspend
  co_await tick();
  use_number(pthread_equal(self, pthread_self()));
}

task<> error() {
  write(1, "", 0);
  co_await tick(); // NOTE: suspended here
  use_number(errno); // WARN: thread-bound-across-suspend
}

task<> error_in_a_branch(bool wait) {
  close(3);
  if (wait)
    co_await tick();
  if (errno == EINTR) // WARN: thread-bound-across-suspend
    use_number(1);
}

task<> error_reference() {
  int &error = errno; // WARN: thread-bound-across-suspend
  co_await tick();
  use_number(error);
}

struct [[clang::annotate("costate::thread_bound")]] transaction {
  transaction();
  ~transaction();
};

task<> marked() {
  transaction all; // WARN: thread-bound-across-suspend NOTE: an object of type 'transaction'
  co_await tick();
} // NOTE: destroyed later, here

struct request {
  transaction inner;
  int number;
};

task<> marked_in_member(request r) { // WARN: thread-bound-across-suspend
  co_await tick();
  use_number(r.number);
}

template <class T> task<> instantiated(T) {
  auto &local = thread_cache; // WARN: thread-bound-across-suspend
  co_await tick();
  ++local.hits;
}
template task<> instantiated(int);

task<> id_assigned() {
  std::thread::id self; // WARN: thread-bound-across-suspend
  self = std::this_thread::get_id();
  co_await tick();
  if (self == std::this_thread::get_id())
    use_number(1);
}

thread_local int assigned_to;

task<> pointer_assigned(int *number) {
  int *mine = nullptr; // WARN: thread-bound-across-suspend
  mine = &assigned_to;
  co_await tick();
  *mine = 1;
}

task<> errno_of_nothing_else() {
  const int result = co_await value<int>();
  if (result < 0)
    use_number(errno); // WARN: thread-bound-across-suspend NOTE: 'errno' is read after a suspension
}
