// RUN: %run_and_compare %s %t
// Types in a template that follow from the await of a conditional, which is in a slot of its state.
#include "trace.hpp"
template <class T> task<T> closures(T number) {
  const auto first((number ? co_await wait("a", number) : 1));
  auto second(first);
  co_return co_await wait("b", [&] { return second; }());
}
template <class T> task<T> coroutines(T number) {
  auto first(number > 1 ? (co_await wait("c", number)) + 1 : T(2));
  auto inner = [&]() -> task<T> { co_return first + co_await wait("d", 1); };
  co_return co_await inner();
}
int main() {
  for (int number : {0, 1, 2}) {
    run("closures", [=] { return closures<int>(number); });
    run("coroutines", [=] { return coroutines<int>(number); });
  }
}
