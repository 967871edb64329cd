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
struct shifted : noisy {
  using noisy::noisy;
  shifted &&operator<<(int number) && {
    say("%s << %d", text(), number);
    return static_cast<shifted &&>(*this);
  }
};
template <class T> task<T> captures(T number) {
  const auto size((shifted("a") << 1 << co_await wait("e", number)).name.size());
  auto inner = [size, kept = noisy("kept"), &number](int more) mutable -> task<T> { co_return number + T(size) + more; };
  co_return co_await inner(co_await wait("f", 2));
}
int main() {
  for (int number : {0, 1, 2}) {
    run("closures", [=] { return closures<int>(number); });
    run("captures", [=] { return captures<int>(number); });
    run("coroutines", [=] { return coroutines<int>(number); });
  }
}
