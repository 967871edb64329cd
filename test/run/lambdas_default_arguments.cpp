// RUN: %run_and_compare %s %t
// Coroutine lambdas in default arguments of functions and members ([dcl.fct.default]): each call makes its own closure.
// SKIP: g++ *: g++ 12 takes the constructor of a class in a lambda of a default argument for a syntax error
#include "trace.hpp"
#include <functional>

using function = std::function<task<int>(int)>;

task<int> with_default(int n, function f = [](int n) -> task<int> { co_return co_await wait("default", n * 10); }) {
  co_return co_await f(n);
}
int not_a_coroutine(task<int> (*f)() = []() -> task<int> { co_return co_await wait("default pointer", 3); }) {
  run("default pointer", f);
  return 1;
}
struct object {
  int n = 2;
  function getter(function f = [](int n) -> task<int> { co_return co_await wait("member default", n); }) const {
    return f;
  }
};

int main() {
  run("with default", [] { return with_default(1); });
  destroy_everywhere("with default", [] { return with_default(1); });
  not_a_coroutine();
  object o;
  function got = o.getter();
  run("member default", [&] { return got(6); });
}
// EXPECT: with default:
// EXPECT: 1: ?default |default
// EXPECT: 2: >default return(10) return(10)
// EXPECT: end:
// EXPECT: with default destroyed after 0:
// EXPECT: with default destroyed after 1:
// EXPECT: with default destroyed after 2, done:
// EXPECT: default pointer:
// EXPECT: 1: ?default pointer |default pointer
// EXPECT: 2: >default pointer return(3)
// EXPECT: end:
// EXPECT: member default:
// EXPECT: 1: ?member default |member default
// EXPECT: 2: >member default return(6)
// EXPECT: end:
