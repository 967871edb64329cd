// RUN: %run_and_compare %s %t
// Variables whose types are private to others, which only an expression can say: of `auto`, of range-fors, in loops.
#include "trace.hpp"

class library {
  struct hidden {
    noisy life{"hidden"};
    int n = 1;
  };
  template <class T> struct position {
    T *at;
    T &operator*() const { return say("*"), *at; }
    position &operator++() { return ++at, *this; }
    friend bool operator!=(position a, position b) { return a.at != b.at; }
  };
  int numbers[3] = {1, 2, 3};

public:
  hidden make() const { return {}; }
  hidden *find() { return nullptr; }
  position<int> begin() { return {numbers}; }
  position<int> end() { return {numbers + 3}; }
};

task<int> use(library &of) {
  auto made = of.make();
  const auto &extended = of.make();
  auto *none = of.find();
  int sum = 0;
  for (int &n : of) {
    auto each = of.make();
    sum += co_await wait("a", n) + each.n;
  }
  for (auto it = of.begin(), end = of.end(); it != end; ++it) sum += co_await wait("b", *it);
  auto copy = made;
  co_await wait("c");
  co_return sum + made.n + extended.n + copy.n + (none ? 100 : 0);
}

int main() {
  library of;
  run("use", [&] { return use(of); });
  destroy_everywhere("use", [&] { return use(of); });
}
