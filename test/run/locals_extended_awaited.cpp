// RUN: %run_and_compare %s %t
// What an await gives, or takes part in, in the braces of an aggregate with references: its life is that of the variable
// ([class.temporary]/6.10), of an object or a reference to one. What comes before it in the braces is evaluated before.
// GCC-DIFFERS: g++ 12 ends the temporaries of such braces early, and moves some.
#include "trace.hpp"
struct view {
  const noisy &object;
  int number;
};
struct numbered {
  int number;
  const noisy &object;
};
struct two {
  const noisy &first;
  noisy &&second;
};
struct holds {
  const view &inner;
};
int count(const char *name) {
  say("count(%s)", name);
  return 1;
}
task<int> in_braces() {
  {
    view direct{co_await wait("a", noisy("a")), 5};
    co_await wait("x");
    say("%s %d", direct.object.text(), direct.number);
  }
  {
    view made{noisy(co_await wait("b", "b")), 5};
    co_await wait("x");
    say("%s %d", made.object.text(), made.number);
  }
  {
    two both{co_await elided{"c"}, noisy("d")};
    co_await wait("x");
    say("%s %s", both.first.text(), both.second.text());
  }
  {
    two both{noisy("e"), co_await wait("f", noisy("f"))};
    co_await wait("x");
    say("%s %s", both.first.text(), both.second.text());
  }
  co_return 1;
}
task<int> references() {
  {
    const view &bound = view{co_await wait("a", noisy("a")), 5};
    co_await wait("x");
    say("%s %d", bound.object.text(), bound.number);
  }
  {
    auto &&bound = view{noisy("b"), co_await wait("five", 5)};
    co_await wait("x");
    say("%s %d", bound.object.text(), bound.number);
  }
  {
    const view &bound = view{noisy("c"), 5};
    co_await wait("x");
    say("%s %d", bound.object.text(), bound.number);
  }
  {
    const view &not_kept = view{noisy("d"), 5};
    say("%s %d", not_kept.object.text(), not_kept.number);
  }
  {
    holds nested{view{noisy("e"), 5}};
    co_await wait("x");
    say("%s %d", nested.inner.object.text(), nested.inner.number);
  }
  {
    const holds &nested = holds{view{co_await wait("f", noisy("f")), 5}};
    co_await wait("x");
    say("%s %d", nested.inner.object.text(), nested.inner.number);
  }
  co_return 1;
}
task<int> in_order(bool condition) {
  {
    numbered behind{count("one"), co_await wait("a", noisy("a"))};
    co_await wait("x");
    say("%d %s", behind.number, behind.object.text());
  }
  {
    numbered behind{co_await wait("two", 2), noisy("b")};
    co_await wait("x");
    say("%d %s", behind.number, behind.object.text());
  }
  {
    int n = 1;
    numbered behind{n++, noisy(std::to_string(n))};
    co_await wait("x");
    say("%d %s", behind.number, behind.object.text());
  }
  {
    view chosen{condition ? co_await wait("c", noisy("c")) : noisy("d"), 3};
    co_await wait("x");
    say("%s", chosen.object.text());
  }
  co_return 1;
}
int main() {
  run("in braces", [] { return in_braces(); });
  destroy_everywhere("in braces", [] { return in_braces(); });
  run("references", [] { return references(); });
  destroy_everywhere("references", [] { return references(); });
  run("in order", [] { return in_order(true); });
  run("in order, otherwise", [] { return in_order(false); });
  destroy_everywhere("in order", [] { return in_order(true); });
}
