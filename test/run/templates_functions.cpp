// RUN: %run_and_compare %s %t
// Function templates that are coroutines: type, non-type, template and default template parameters, packs, overloads,
// explicit specialisations and instantiations, each used with several types ([temp.fct]).
#include "trace.hpp"
#include <array>
#include <memory>
#include <string>
#include <vector>

template <class T> task<T> echo(T value) {
  co_await wait("echo");
  co_return value;
}
template <class T> task<T> twice(const T &value) {
  T copy = value;
  co_await wait("twice");
  copy = copy + value;
  co_return copy;
}
template <int N, class T = int> task<T> times(T value) {
  T sum{};
  for (int i = 0; i < N; ++i) {
    co_await ready("times");
    sum += value;
  }
  co_return sum;
}
template <auto Constant> task<int> constant() { co_return co_await wait("constant", static_cast<int>(Constant)); }
template <int (&Array)[2], class T, T (*Function)(T)> task<T> linked(T value) {
  Array[0] += value;
  co_await wait("linked");
  co_return Function(Array[0]);
}
template <template <class...> class Container, class T> task<int> count(Container<T> items) {
  int n = 0;
  for (const T &each : items) {
    co_await wait("count");
    n += each == items.front();
  }
  co_return n;
}
template <class... Types> task<int> pack(Types... values) {
  std::array<int, sizeof...(Types)> sizes = {static_cast<int>(sizeof(values))...};
  co_await wait("pack");
  (say("%s", shown(values).c_str()), ...);
  co_return (0 + ... + static_cast<int>(sizeof(values) > 0)) * 10 + (sizes[0] > 0);
}
template <class First, class... Rest> task<int> recursive(const First &first, const Rest &...rest) {
  say("%s", shown(first).c_str());
  co_await ready("recursive");
  if constexpr (sizeof...(rest) > 0) co_return 1 + co_await recursive(rest...);
  else co_return 1;
}

template <class T> task<const char *> which(T) { co_return co_await wait("which", "value"); }
template <class T> task<const char *> which(T *) { co_return co_await wait("which", "pointer"); }
template <class T> task<const char *> which(std::vector<T>) { co_return co_await wait("which", "vector"); }
inline task<const char *> which(double) { co_return co_await wait("which", "double"); }
template <> task<const char *> which(char) {
  co_await wait("specialised");
  co_return "char";
}
template <> task<const char *> which<long>(long value) {
  long kept = value;
  co_await wait("specialised");
  co_return kept == value ? "long" : "";
}

template <class T> auto trailing(T value) -> task<decltype(value + value)> {
  auto sum = value + value;
  co_await wait("trailing");
  co_return sum;
}
template <class T> static inline task<int> stored(T value);
template <class T> static inline task<int> stored(T value) { // declared before
  co_await wait("stored");
  co_return static_cast<int>(sizeof(value));
}
template <class Result, class... Arguments> Result call(Result (*function)(Arguments...), Arguments... arguments) {
  return function(std::move(arguments)...);
}
template <class T> task<T> explicitly(T value) {
  T local = std::move(value);
  co_await wait("explicitly");
  co_return std::move(local);
}
template task<int> explicitly(int);
template task<movable> explicitly<movable>(movable);
extern template task<double> explicitly(double);
template task<double> explicitly(double);

int array[2] = {10, 20};
int square(int n) { return n * n; }

int main() {
  run("int", [] { return echo(1); });
  run("string", [] { return echo(std::string("text")); });
  run("noisy", [] { return echo(noisy("object")); });
  destroy_everywhere("noisy", [] { return echo(noisy("object")); });
  run("movable", [] { return explicitly(movable("movable")); });
  const std::string text = "text";
  const int number = 21;
  run("twice int", [&] { return twice(number); });
  run("twice string", [&] { return twice(text); });
  run("times", [] { return times<3>(5); });
  run("times string", [] { return times<2, std::string>("ab"); });
  run("constant", [] { return constant<7>(); });
  run("constant char", [] { return constant<'a'>(); });
  run("linked", [] { return linked<array, int, square>(2); });
  run("count", [] { return count(std::vector<int>{1, 2, 1}); });
  run("pack", [] { return pack(1, "two", std::string("three")); });
  std::string end = "end";
  run("recursive", [&] { return recursive(number, text, end); });
  run("which", [] { return which(1); });
  run("which pointer", [] { return which(&array); });
  run("which vector", [] { return which(std::vector<int>()); });
  run("which double", [] { return which(1.5); });
  run("which char", [] { return which('c'); });
  run("which long", [] { return which(1L); });
  run("trailing", [] { return trailing('\1'); });
  run("stored", [] { return stored(short(1)); });
  run("called", [] { return call(&echo<int>, 9); });
}
// EXPECT: int:
// EXPECT: 1: ?echo |echo
// EXPECT: 2: >echo return(1)
// EXPECT: end:
// EXPECT: string:
// EXPECT: 1: ?echo |echo
// EXPECT: 2: >echo return(text)
// EXPECT: end:
// EXPECT: noisy: +object move(object) -(object)
// EXPECT: 1: ?echo |echo
// EXPECT: 2: >echo return(object) move(object)
// EXPECT: end: -object -(object)
// EXPECT: noisy destroyed after 0: -object
// EXPECT: noisy destroyed after 1: -object
// EXPECT: noisy destroyed after 2, done: -object -(object)
// EXPECT: movable: +movable move(movable) -(movable)
// EXPECT: 1: move(movable) ?explicitly |explicitly
// EXPECT: 2: >explicitly return(movable) move(movable) -(movable)
// EXPECT: end: -movable -(movable)
// EXPECT: twice int:
// EXPECT: 1: ?twice |twice
// EXPECT: 2: >twice return(42)
// EXPECT: end:
// EXPECT: twice string:
// EXPECT: 1: ?twice |twice
// EXPECT: 2: >twice return(texttext)
// EXPECT: end:
// EXPECT: times:
// EXPECT: 1: ?times >times ?times >times ?times >times return(15)
// EXPECT: end:
// EXPECT: times string:
// EXPECT: 1: ?times >times ?times >times return(abab)
// EXPECT: end:
// EXPECT: constant:
// EXPECT: 1: ?constant |constant
// EXPECT: 2: >constant return(7)
// EXPECT: end:
// EXPECT: constant char:
// EXPECT: 1: ?constant |constant
// EXPECT: 2: >constant return(97)
// EXPECT: end:
// EXPECT: linked:
// EXPECT: 1: ?linked |linked
// EXPECT: 2: >linked return(144)
// EXPECT: end:
// EXPECT: count:
// EXPECT: 1: ?count |count
// EXPECT: 2: >count ?count |count
// EXPECT: 3: >count ?count |count
// EXPECT: 4: >count return(2)
// EXPECT: end:
// EXPECT: pack:
// EXPECT: 1: ?pack |pack
// EXPECT: 2: >pack 1 two three return(31)
// EXPECT: end:
// EXPECT: recursive:
// EXPECT: 1: 21 ?recursive >recursive text ?recursive >recursive end ?recursive >recursive return(1) return(2) return(3)
// EXPECT: end:
// EXPECT: which:
// EXPECT: 1: ?which |which
// EXPECT: 2: >which return(value)
// EXPECT: end:
// EXPECT: which pointer:
// EXPECT: 1: ?which |which
// EXPECT: 2: >which return(pointer)
// EXPECT: end:
// EXPECT: which vector:
// EXPECT: 1: ?which |which
// EXPECT: 2: >which return(vector)
// EXPECT: end:
// EXPECT: which double:
// EXPECT: 1: ?which |which
// EXPECT: 2: >which return(double)
// EXPECT: end:
// EXPECT: which char:
// EXPECT: 1: ?specialised |specialised
// EXPECT: 2: >specialised return(char)
// EXPECT: end:
// EXPECT: which long:
// EXPECT: 1: ?specialised |specialised
// EXPECT: 2: >specialised return(long)
// EXPECT: end:
// EXPECT: trailing:
// EXPECT: 1: ?trailing |trailing
// EXPECT: 2: >trailing return(2)
// EXPECT: end:
// EXPECT: stored:
// EXPECT: 1: ?stored |stored
// EXPECT: 2: >stored return(2)
// EXPECT: end:
// EXPECT: called:
// EXPECT: 1: ?echo |echo
// EXPECT: 2: >echo return(9)
// EXPECT: end:
