// RUN: %run_and_compare %s %t
// What names of a template's body mean by using-directives, using-declarations and aliases of
// namespaces in it, also in the types of what lives across a suspension.
#include "trace.hpp"
#include <chrono>

namespace lib {
struct widget {
  int n;
};
void swap(widget &a, widget &b) {
  say("swap");
  std::swap(a.n, b.n);
}
namespace deep {
template <class T> T twice(T t) { return t + t; }
template <class T> struct box {
  T t;
};
} // namespace deep
} // namespace lib
int twice(const char *) { return -1; }

template <class T> task<> literals(T t) {
  using namespace std::chrono_literals;
  auto first = t * 5ms;
  co_await wait("first");
  auto second = first + 1s;
  co_await wait("second", 7us);
  say("%d %d", static_cast<int>(first.count()), static_cast<int>(second.count()));
}
template <class T> task<> names(T a, T b) {
  using std::swap;
  namespace d = lib::deep;
  swap(a, b);
  auto x = d::twice(a.n);
  d::box<T> bx{a};
  {
    using d::box;
    box<int> inner{b.n};
    co_await wait("inner");
    say("%d", inner.t);
  }
  co_await wait("x");
  say("%d %d", x, bx.t.n);
}
// The same name means something else outside of the block.
template <class T> task<> other_block(T t) {
  int outer = twice("text");
  {
    using lib::deep::twice;
    int inner = twice(t);
    co_await wait("inner");
    say("%d", inner);
  }
  co_await wait("outer");
  say("%d", outer);
}
task<> local_class(int n) {
  using namespace std;
  struct item {
    string name;
    chrono::milliseconds time;
  };
  item i{"x", chrono::milliseconds(n)};
  co_await wait("item");
  say("%s %d", i.name.c_str(), static_cast<int>(i.time.count()));
}

int main() {
  run("literals", [] { return literals(3); });
  run("names", [] { return names(lib::widget{1}, lib::widget{2}); });
  run("other block", [] { return other_block(4); });
  run("local class", [] { return local_class(5); });
}
