// RUN: %run_and_compare %s %t
// An overloaded `->` is evaluated before the arguments of the call behind it, also where these have awaits or
// temporaries that live over one ([over.ref], [expr.call]/8): a smart pointer, a chain of two, one that an await gives.
#include "trace.hpp"
#include <memory>

struct target {
  const char *name;
  task<int> wait_for(const noisy &n, int more) {
    say("%s(%s)", name, n.text());
    co_return more;
  }
  int sum(int first, int second) { return say("sum"), first + second; }
};
struct inner {
  target *to;
  target *operator->() { return say("inner->"), to; }
};
struct pointer {
  target *to;
  inner operator->() const { return say("pointer->"), inner{to}; }
};
int effect(int n) { return say("effect"), n; }

task<int> shared(std::shared_ptr<target> to) {
  int n = co_await to->wait_for(noisy("a"), 1);
  n += to->sum(n, co_await wait("b", 2));
  co_return n + co_await to->wait_for(co_await wait("c", noisy("d")), co_await wait("e", 3));
}
task<int> chain(target *to) {
  pointer p{to};
  int n = p->sum(1, co_await wait("a", 2));
  n += (co_await wait("b", pointer{to}))->sum(3, effect(4));
  n += (co_await wait("c", std::make_shared<target>(*to)))->sum(effect(5), 6);
  co_return n + co_await p->wait_for(noisy("d"), p->sum(7, co_await wait("e", 8)));
}

int main() {
  target t{"target"};
  run("shared", [] { return shared(std::make_shared<target>(target{"shared"})); });
  destroy_everywhere("shared", [] { return shared(std::make_shared<target>(target{"shared"})); });
  run("chain", [&] { return chain(&t); });
  destroy_everywhere("chain", [&] { return chain(&t); });
}
