// RUN: %run_and_compare %s %t
// operator co_await as a member of a class that is local to the coroutine: by category, called by its name as well, and
// in a class of a lambda's body.
#include "trace.hpp"
#include <utility>

task<> members() {
  struct local {
    waiter<const char *> operator co_await() & { return wait("lvalue", "&"); }
    waiter<const char *> operator co_await() const & { return wait("const lvalue", "const &"); }
    waiter<const char *> operator co_await() && { return wait("rvalue", "&&"); }
  };
  local object;
  const local fixed;
  say("%s", co_await object);
  say("%s", co_await fixed);
  say("%s", co_await local());
  say("%s", co_await std::move(object));
  say("%s", co_await fixed.operator co_await());
}

task<> in_lambda() {
  auto inner = []() -> task<> {
    struct local {
      waiter<int> operator co_await() const { return wait("lambda's", 7); }
    };
    say("%d", co_await local());
  };
  co_await inner();
}

int main() {
  run("members", [] { return members(); });
  run("in_lambda", [] { return in_lambda(); });
}

// EXPECT: members:
// EXPECT: 1: ?lvalue |lvalue
// EXPECT: 2: >lvalue & ?const lvalue |const lvalue
// EXPECT: 3: >const lvalue const & ?rvalue |rvalue
// EXPECT: 4: >rvalue && ?rvalue |rvalue
// EXPECT: 5: >rvalue && ?const lvalue |const lvalue
// EXPECT: 6: >const lvalue const & return()
// EXPECT: end:
// EXPECT: in_lambda:
// EXPECT: 1: ?lambda's |lambda's
// EXPECT: 2: >lambda's 7 return() return()
// EXPECT: end:
