// RUN: %run_and_compare %s %t
// Members whose names a state machine could want for itself are the class's, and those of its bases too; types,
// functions and data ([basic.lookup.unqual]).
#include "trace.hpp"

struct inherited {
  int frame = 1, machine = 2, parameters = 3, allocation = 4, self = 5, object = 6, this_ = 7;
  int run() const { return 8; }
  int get() const { return 9; }
  int suspend(int n) const { return n; }
  template <class T> T resumed(T value) const { return value; }
};

struct names : inherited {
  int state = 10, promise = 11, resume = 12, step = 13, next = 14, awaiter = 15, handle = 16, start = 17;
  int costate = 18, std_ = 19, value = 20, error = 21, current = 22, destroy = 23, body = 24, alive = 25;
  struct States {
    int n = 26;
  };
  struct Start {
    int n = 27;
  };
  enum Done { Body = 28, AwaitA = 29 };
  static constexpr int Machine = 30;
  static int at(int n) { return n + 1; }
  int enter(int n) { return state += n; }
  int leave() const { return promise; }
  int pass() const { return awaiter; }
  int hidden() const { return handle; }
  int finish() const { return start; }

  task<int> taken(int first, int parameter) {
    States States_;
    Start begin;
    int sum = state + promise + resume + step + next + awaiter + handle + start;
    co_await wait("a");
    sum += frame + machine + parameters + allocation + self + object + this_;
    Done done = AwaitA;
    co_await wait("b");
    sum += run() + get() + suspend(1) + resumed(2) + at(3) + leave() + pass() + hidden() + finish();
    state += enter(100);
    co_await wait("c");
    promise = costate + std_ + value + error + current + destroy + body + alive;
    say("%d %d %d %d %d", state, promise, sum, States_.n + begin.n, done + Body + Machine);
    co_return first + parameter + sum;
  }
  task<int> assigned() {
    for (int resume = 0; resume < 2; ++resume) {
      step += resume;
      co_await wait("a", step);
      this->resume += step;
      int step = co_await wait("b", resume);
      next += step;
    }
    names copy = *this;
    co_await wait("c");
    copy.state = 0;
    co_return resume + next + state + copy.state;
  }
  task<int> taken_machine();
  int taken_machine_(int n) { return n; }
};
task<int> names::taken_machine() {
  co_await wait("a");
  int taken_machine_machine = taken_machine_(5);
  co_await wait("b");
  co_return taken_machine_machine + machine;
}

struct promise_type { // a namespace-scope name that a promise's own could hide
  int n = 1;
};
struct machine {
  promise_type promise;
  promise_type coroutine() { return promise; }
  struct machine_machine {};
  task<int> machine_of(promise_type other) {
    promise_type own;
    co_await wait("a");
    own.n += other.n;
    promise.n += own.n;
    co_await wait("b");
    machine_machine unused;
    (void)unused;
    co_return promise.n * 10 + coroutine().n;
  }
};

int main() {
  names n;
  run("taken", [&] { return n.taken(1000, 2000); });
  run("assigned", [&] { return n.assigned(); });
  run("taken machine", [&] { return n.taken_machine(); });
  machine m;
  run("machine", [&] { return m.machine_of({7}); });
}
// EXPECT: taken:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c 220 172 219 53 87 return(3219)
// EXPECT: end:
// EXPECT: assigned:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?a |a
// EXPECT: 4: >a ?b |b
// EXPECT: 5: >b ?c |c
// EXPECT: 6: >c return(274)
// EXPECT: end:
// EXPECT: taken machine:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b return(7)
// EXPECT: end:
// EXPECT: machine:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b return(99)
// EXPECT: end:
