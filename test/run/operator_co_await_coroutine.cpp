// RUN: %run_and_compare %s %t
// An operator co_await that is a coroutine itself.
#include "trace.hpp"

struct seconds {
  int n;
};
task<int> operator co_await(seconds s) {
  co_await wait("waiting");
  co_return s.n * 2;
}
struct minutes {
  int n;
  task<int> operator co_await() const {
    co_await wait("minutes");
    co_return n * 60;
  }
};
task<int> total() { co_return co_await seconds{3} + co_await minutes{2}; }

int main() { run("total", total); }
