// RUN: %run_and_compare %s %t
// A handle that await_suspend returns is resumed in place of the coroutine ([expr.await]/5.1.1): to a child, back to
// the parent at the final suspension, between two that play ping-pong, from one of a queue to the next; with exceptions
// that pass through several coroutines, and destruction of a chain from its outer end.
#include "trace.hpp"
#include <vector>

task<int> leaf(int n) {
  noisy local("leaf" + std::to_string(n));
  if (n > 1) co_await wait("leaf", n);
  co_return n;
}

task<int> parent(int n) {
  noisy local("parent");
  int sum = 0;
  for (int i = 0; i < n; ++i) sum += co_await leaf(i);
  co_return sum;
}

task<int> grandparent() {
  int first = co_await parent(1);
  task<int> kept = parent(3);
  co_return first * 100 + co_await kept;
}

task<int> failing(int n) {
  noisy local("failing" + std::to_string(n));
  if (n == 0) fail("leaf");
  co_return co_await failing(n - 1);
}

task<> catching() {
  try {
    co_await failing(2);
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
  co_await wait("after");
  co_await failing(0);
}

struct pair {
  std::coroutine_handle<> ping, pong;
};

task<> ping(pair &both, int n) {
  for (int i = 0; i < n; ++i) {
    say("ping%d", i);
    co_await transfer{"to pong", both.pong};
  }
  say("ping done");
}
task<> pong(pair &both, int n) {
  noisy local("pong");
  for (int i = 0; i < n; ++i) {
    say("pong%d", i);
    co_await transfer{"to ping", both.ping};
  }
}

struct round_robin { // goes on with the next in a queue
  std::vector<std::coroutine_handle<>> &queue;
  bool await_ready() const { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> handle) const {
    queue.push_back(handle);
    auto next = queue.front();
    queue.erase(queue.begin());
    return next;
  }
  void await_resume() const {}
};
task<> worker(std::vector<std::coroutine_handle<>> &queue, char name, int n) {
  for (int i = 0; i < n; ++i) {
    say("%c%d", name, i);
    co_await round_robin{queue};
  }
  say("%c.", name);
}

int main() {
  run("parent", [] { return parent(3); });
  run("grandparent", [] { return grandparent(); });
  destroy_everywhere("grandparent", [] { return grandparent(); });
  run("catching", [] { return catching(); });

  line("ping pong:");
  pair both;
  task<> a = ping(both, 3), b = pong(both, 3);
  both = {a.handle, b.handle};
  a.resume();
  line("done %d%d", a.done(), b.done());
  pending = nullptr;

  line("round robin:");
  std::vector<std::coroutine_handle<>> queue;
  std::vector<task<>> workers;
  for (int i = 0; i < 3; ++i) workers.push_back(worker(queue, static_cast<char>('a' + i), i + 1));
  for (auto &each : workers) queue.push_back(each.handle);
  while (!queue.empty()) {
    auto next = queue.front();
    queue.erase(queue.begin());
    next.resume();
    say("|");
  }
}
// EXPECT: parent:
// EXPECT: 1: +parent +leaf0 return(0) -leaf0 +leaf1 return(1) -leaf1 +leaf2 ?leaf |leaf
// EXPECT: 2: >leaf return(2) -leaf2 return(3) -parent
// EXPECT: end:
// EXPECT: grandparent:
// EXPECT: 1: +parent +leaf0 return(0) -leaf0 return(0) -parent +parent +leaf0 return(0) -leaf0 +leaf1 return(1) -leaf1 +leaf2 ?leaf |leaf
// EXPECT: 2: >leaf return(2) -leaf2 return(3) -parent return(3)
// EXPECT: end:
// EXPECT: grandparent destroyed after 0:
// EXPECT: grandparent destroyed after 1: -leaf2 -parent
// EXPECT: grandparent destroyed after 2, done:
// EXPECT: catching:
// EXPECT: 1: +failing2 +failing1 +failing0 throw(leaf) -failing0 unhandled(leaf) -failing1 unhandled(leaf) -failing2 unhandled(leaf) caught(leaf) ?after |after
// EXPECT: 2: >after +failing0 throw(leaf) -failing0 unhandled(leaf) unhandled(leaf)
// EXPECT: end:
// EXPECT: ping pong: ping0 ?to pong |to pong +pong pong0 ?to ping |to ping >to pong ping1 ?to pong |to pong >to ping pong1 ?to ping |to ping >to pong ping2 ?to pong |to pong >to ping pong2 ?to ping |to ping >to pong ping done return()
// EXPECT: done 10
// EXPECT: round robin: a0 b0 c0 a. return() | b1 c1 b. return() | c2 c. return() | -pong
