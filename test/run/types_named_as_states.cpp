// RUN: %run_and_compare %s %t
// Types that have the names which the states of their variables would get.
#include "trace.hpp"
struct Read { noisy tag{"Read"}; int n = 3; };
Read make() { return {}; }
struct AwaitWait { noisy tag{"AwaitWait"}; int n = 3; };
AwaitWait make_wait() { return {}; }
task<int> all() {
  co_await wait("w");
  auto w = make_wait();
  co_await wait("x");
  auto read = make();
  co_await wait("y");
  co_return read.n + w.n;
}
int main() { run("all", [] { return all(); });  }
