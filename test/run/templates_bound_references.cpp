// RUN: %run_and_compare %s %t
// A reference of a type that depends on nothing, which an await in a template initialises: it extends the life of what
// the await gives, unless that is a reference itself, or is converted.
#include "trace.hpp"

struct part : noisy {
  using noisy::noisy;
};

template <class T> task<> bind(T given) {
  noisy local("local");
  const noisy &object = co_await wait("a", noisy("object"));
  const noisy &reference = co_await wait_ref("b", local);
  noisy &&made = noisy(co_await wait("c", "made"));
  const noisy &base = (co_await wait("d", part("base")));
  const long &converted = co_await wait("e", given);
  const noisy &braces{co_await wait("f", noisy("braces"))};
  co_await wait("g");
  say("%s %s %s %s %ld %s", object.text(), reference.text(), made.text(), base.text(), converted, braces.text());
}

int main() {
  run("bind", [] { return bind(5); });
  destroy_everywhere("bind", [] { return bind(5); });
}
