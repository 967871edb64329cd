// RUN: %run_and_compare %s %t
// Explicit specialisations of function templates are coroutines even where the template is none: with deduced and
// explicit arguments, values, packs, static, inline, in a namespace ([temp.expl.spec]). Ordinary templates around them
// call them.
#include "trace.hpp"

template <class T> task<T> gives(T value);
template <> task<int> gives<int>(int value) { co_return co_await wait("int", value); }
template <> task<const char *> gives(const char *value) { co_return co_await wait("text", value); }
template <> inline task<std::string> gives(std::string value) {
  co_await wait("string");
  co_return value;
}

template <int N> int counted() { return N; }
template <> int counted<0>() { return -1; }
template <int N, class... T> task<int> sized(T... values);
template <> task<int> sized<1>() { co_return co_await wait("none", counted<0>()); }
template <> task<int> sized<2>(int a, char b) { co_return a + co_await wait("int, char", b) * counted<2>(); }

namespace shop {
template <class From, class To = int> struct converter {
  To value;
};
template <class T> task<T> sell(converter<T> c, T &&extra);
template <> task<int> sell(converter<int> c, int &&extra) {
  int copied = extra;
  co_await wait("shop");
  co_return c.value + copied;
}
template <class T> int plain(T) { return 1; }
} // namespace shop
template <> inline int shop::plain(int n) { return n; }

template <class T> T run_to_end(task<T> made) {
  pending = made.handle;
  drive();
  return made.await_resume();
}
template <class... T> int sum_of(T... values) {
  int sum = 0;
  ((sum += run_to_end(gives(values))), ...);
  return sum;
}

task<int> caller(int n) {
  int a = co_await gives(n), b = co_await gives<int>('\2');
  const char *text = co_await gives("text");
  std::string object = co_await gives(std::string("object"));
  int c = co_await sized<1>(), d = co_await sized<2>(3, '\4');
  int e = co_await shop::sell(shop::converter<int>{5}, 6);
  say("%s %s %d", text, object.c_str(), shop::plain(7));
  co_return a * 10000 + b * 1000 + (c + 5) * 100 + d * 10 + e;
}

int main() {
  run("caller", [] { return caller(1); });
  line("sum:");
  int sum = sum_of(1, 2, 3);
  line("sum %d", sum);
}
// EXPECT: caller:
// EXPECT: 1: ?int |int
// EXPECT: 2: >int return(1) ?int |int
// EXPECT: 3: >int return(2) ?text |text
// EXPECT: 4: >text return(text) ?string |string
// EXPECT: 5: >string return(object) ?none |none
// EXPECT: 6: >none return(-1) ?int, char |int, char
// EXPECT: 7: >int, char return(11) ?shop |shop
// EXPECT: 8: >shop return(11) text object 7 return(12521)
// EXPECT: end:
// EXPECT: sum:
// EXPECT: 1: ?int |int
// EXPECT: 2: >int return(1)
// EXPECT: 1: ?int |int
// EXPECT: 2: >int return(2)
// EXPECT: 1: ?int |int
// EXPECT: 2: >int return(3)
// EXPECT: sum 6
