// RUN: %run_and_compare %s %t
// What the braces of an aggregate with references extend the life of: a variable of its own where it is kept, the
// braces as they are where it is not.
#include "trace.hpp"
struct bound {
  const noisy &object;
  int number;
};
struct two {
  const noisy &first;
  const noisy &second;
};
noisy copy_of(const noisy &object) { return object; }
int use(const noisy &object) {
  say("use(%s)", object.text());
  return 1;
}
task<int> not_kept(int number) {
  bound only{copy_of(noisy("a")), use(noisy("b"))};
  int result = only.number + number;
  {
    two both{noisy("c"), copy_of(noisy("d"))};
    say("%s %s", both.first.text(), both.second.text());
  }
  co_return result;
}
task<int> kept(int number) {
  {
    bound one{copy_of(noisy("a")), use(noisy("b"))};
    number += co_await wait("one", 1);
    say("%s", one.object.text());
  }
  {
    two both{copy_of(noisy("c")), copy_of(noisy("d"))};
    number += co_await wait("both", 1);
  }
  co_return number;
}
template <class T> task<int> in_template(T given) {
  {
    bound only{copy_of(noisy("a")), use(noisy("b"))};
    given += only.number;
  }
  two both{noisy("c"), copy_of(noisy("d"))};
  given += co_await wait("both", 1);
  co_return int(given);
}
int main() {
  run("not_kept", [] { return not_kept(1); });
  run("kept", [] { return kept(1); });
  run("in_template", [] { return in_template(1); });
}
