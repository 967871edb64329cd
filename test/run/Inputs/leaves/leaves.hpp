// Coroutines of a header, which those of another file hold in their states. Comes behind trace.hpp.
#pragma once

inline task<int> leaf(const char *name, int value) {
  noisy local(name);
  int n = co_await wait(name, value);
  if (n < 0) fail(name);
  co_return n;
}
inline task<int> pair(noisy parameter) {
  co_return co_await leaf("first", 1) + co_await leaf(parameter.text(), 2);
}
namespace shop {
struct counter {
  int count = 0;
  task<int> add(int by) {
    co_await wait("add");
    co_return count += by;
  }
};
} // namespace shop
