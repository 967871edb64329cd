// RUN: %run_and_compare %s %t
// A lambda captures what the lambda around it, a coroutine, has captured: an init-capture, and copies, which are not
// const, though those of the closure around it are. A lambda in an init-capture refers to a variable that is a
// reference.
#include "trace.hpp"

#include <array>
#include <utility>

task<int> nested(int n) {
  auto outer = [kept = noisy("kept"), n](noisy &given) -> task<int> {
    auto by_reference = [&kept, &given](int more) -> task<int> {
      co_await wait(kept.text());
      say("%s %s", kept.text(), given.text());
      co_return more;
    };
    auto by_copy = [n, kept]() mutable -> task<int> {
      kept.name += "+";
      co_await wait(kept.text());
      co_return ++n;
    };
    auto by_default = [=]() mutable -> task<int> {
      co_await wait(kept.text());
      co_return n += 10;
    };
    auto moved = std::move(by_copy);
    say("moved");
    auto plain = [&] { return n + static_cast<int>(kept.name.size()); };
    co_return co_await by_reference(1) + co_await moved() + co_await moved() + co_await by_default() + plain();
  };
  noisy given("given");
  co_return co_await outer(given);
}

template <class T> task<T> generic(T n) {
  auto outer = [n]() -> task<T> {
    auto inner = [n](T more) mutable -> task<T> {
      co_await wait("inner");
      co_return n += more;
    };
    co_return co_await inner(1) * 100 + co_await inner(2);
  };
  co_return co_await outer();
}

task<int> in_captures(std::array<std::pair<int, int>, 2> items) {
  int sum = 0;
  for (const auto &item : items) {
    co_await wait("before", item.first);
    const int &second = item.second;
    auto add = [both = [&] { return item.first + second; }() + 8, &second](int more) { return both + second + more; };
    sum += add(1);
  }
  co_return sum;
}

int main() {
  run("nested", [] { return nested(5); });
  destroy_everywhere("nested", [] { return nested(5); });
  run("in_captures", [] { return in_captures({{{1, 2}, {30, 40}}}); });
  run("generic", [] { return generic(5); });
  destroy_everywhere("generic", [] { return generic(5); });
}
