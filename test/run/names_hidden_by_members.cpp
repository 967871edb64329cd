// RUN: %run_and_compare %s %t
// What a body calls by the name of a member that machines have means what it means where the coroutine stands: found
// through using-directives, in unnamed namespaces, by arguments ([basic.lookup.argdep]), in the class of a member.
#include "trace.hpp"
#include <tuple>

namespace motors {
struct motor {
  int speed;
  friend int finish(const motor &m) { return say("finish %d", m.speed), m.speed; }
  friend int promise(const motor &m) { return m.speed + 1; }
};
void start(motor &m) { say("start %d", ++m.speed); }
void leave(motor &) { say("leave"); }
waiter<int> suspend(motor &m) { return wait("suspend", m.speed); }
template <class T> void enter(T &of) { say("enter %d", of.speed); }
template <int N, class T> int get(T &of) { return of.speed + N; }
} // namespace motors
namespace all {
int state = 2;
int handle() { return 6; }
void leave_to_body() { say("the program's"); }
struct states {
  int n = 4;
};
struct step {
  int n = 3;
};
} // namespace all
namespace {
bool dispose() { return false; }
int calls = 0;
int caught() { return ++calls; }
} // namespace
using namespace all;
namespace nested {
using namespace std;
task<int> tuples(tuple<int, int> both) {
  co_await wait("a");
  co_return get<0>(both) * 10 + get<1>(both);
}
} // namespace nested

task<int> by_arguments(motors::motor m) {
  start(m);
  const int speed = co_await suspend(m);
  enter(m);
  leave(m);
  co_return speed + finish(m) + promise(m);
}
template <class T> task<int> dependent(T m) {
  start(m);
  const int speed = co_await suspend(m);
  enter(m);
  co_return speed + finish(m) + handle();
}
task<int> through_directives() {
  leave_to_body();
  co_await wait("a");
  step s;
  states t;
  say("%d %d", dispose(), caught());
  co_return state * 100 + handle() * 10 + s.n + t.n;
}
task<int> in_body(motors::motor m) {
  using namespace motors;
  co_await wait("a");
  co_return get<3>(m);
}
struct machine {
  enum { pass = 3, leave };
  enum kind { enter = 5 };
  static constexpr int resume = 6;
  task<int> run() {
    co_await wait("a");
    co_return pass * 1000 + leave * 100 + enter * 10 + resume;
  }
};

int main() {
  ::run("tuples", [] { return nested::tuples({1, 2}); });
  ::run("by arguments", [] { return by_arguments({1}); });
  ::run("dependent", [] { return dependent(motors::motor{2}); });
  ::run("through directives", through_directives);
  ::run("in body", [] { return in_body({1}); });
  machine m;
  ::run("in class", [&] { return m.run(); });
}
