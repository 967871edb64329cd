// RUN: %run_and_compare %s %t
// Coroutine templates, members of class templates and generic lambdas that nothing instantiates, beside some that are:
// their awaits mean nothing yet, and the program runs without them ([temp.inst]).
#include "trace.hpp"
#include <vector>

template <class T> task<> never(T value) {
  value.no_such_function(co_await value);
  for (auto &each : co_await value) co_await each;
}
template <class T> typename T::coroutine unknown_result(T &of) {
  auto result = co_await of.next();
  if (result) co_yield result;
  co_return of;
}
template <class T> struct box {
  T value;
  task<int> used() {
    T copy = value;
    co_await wait("used");
    co_return copy;
  }
  task<int> unused() {
    auto size = value.size();
    co_await wait("unused", size);
    co_return size;
  }
  template <class U> static task<U> converted(U from) { co_return co_await T(from); }
};

int main() {
  box<int> b{5};
  run("used", [&] { return b.used(); });
  auto generic = [](auto value) -> task<int> { co_return co_await value.next(); };
  (void)generic;
}
// EXPECT: used:
// EXPECT: 1: ?used |used
// EXPECT: 2: >used return(5)
// EXPECT: end:
