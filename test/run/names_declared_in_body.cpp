// RUN: %run_and_compare %s %t
// Using-directives, using-declarations, aliases of namespaces and extern declarations of a body are known
// where the types of awaiters without names follow from expressions, and where functions make the body's closures.
#include "trace.hpp"
#include <chrono>
#include <string>

auto sleep(std::chrono::milliseconds time) {
  struct sleeping : void_waiter {
    long count;
    long await_resume() { return void_waiter::await_resume(), count; }
  };
  return sleeping{wait("sleep"), static_cast<long>(time.count())};
}

task<int> directive() {
  using namespace std::chrono_literals;
  long sum = co_await sleep(10ms);
  sum += co_await sleep(1s);
  co_return static_cast<int>(sum);
}
task<int> declaration() {
  using std::chrono::milliseconds;
  co_return static_cast<int>(co_await sleep(milliseconds(10)));
}
task<int> alias() {
  namespace c = std::chrono;
  co_return static_cast<int>(co_await sleep(c::milliseconds(5)));
}
task<int> in_closures() {
  using namespace std::string_literals;
  struct point {
    int x, y;
  };
  enum { one = 1, two };
  static int calls = 0;
  using number = long;
  auto name = [] { return "abc"s; };
  auto made = [](int x) { return point{x, one + two}; };
  auto counted = [] { return static_cast<number>(++calls); };
  co_await wait("a");
  const point p = made(4);
  say("%s %d %d", name().c_str(), p.x, p.y);
  co_await wait("b");
  counted();
  co_return static_cast<int>(counted());
}

int scaled(int n, int by = 2) { return n * by; }
void called(int) { say("int"); }
void called(double) { say("double"); }
extern int later;
task<int> external() {
  extern int later;
  int scaled(int n, int by = 5);
  void called(int);
  co_await wait("a");
  double half = 2.5;
  called(half);
  co_return scaled(later);
}
struct holder {
  static task<int> external() {
    extern int later;
    co_await wait("a", later);
    co_return later;
  }
};
auto lambda = []() -> task<int> {
  extern int later;
  co_await wait("a", later);
  co_return later + 1;
};
int later = 7;

int main() {
  run("directive", directive);
  run("declaration", declaration);
  run("alias", alias);
  run("in closures", in_closures);
  run("external", external);
  run("external, member", holder::external);
  run("external, lambda", [] { return lambda(); });
}
