// RUN: %run_and_compare %s %t
// Variables in a template whose types name other variables, as decltype(name): what is kept has the type that the
// name was declared with, though it may be a reference to its storage in the machine.
#include "trace.hpp"

#include <optional>
#include <vector>

template <class T> const char *kind() {
  return std::is_lvalue_reference_v<T> ? "lvalue" : std::is_rvalue_reference_v<T> ? "rvalue" : "object";
}

template <class T> struct cell {
  T value;
  cell(T value) : value(value) { say("cell(%s)", kind<T>()); }
  cell(const cell &other) : value(other.value) { say("copied"); }
  template <class U> cell(const cell<U> &other) : value(other.value) { say("converted"); }
  ~cell() { say("~cell(%s)", kind<T>()); }
};

template <class V> task<> arguments(V in) {
  auto first = in.front();
  cell<decltype(first)> saved{first};
  const cell<decltype(first)> fixed(first);
  cell<decltype(first)> copy = saved;
  const cell<decltype(first)> &bound = saved;
  first += 100;
  co_await wait("a");
  say("%d %d %d %d %d", first, saved.value, fixed.value, copy.value, bound.value);
}

template <class V> task<> plain(V in) {
  auto &first = in.front();
  auto &&last = in.back();
  auto copy = in.front();
  std::decay_t<decltype(first)> t = first;
  decltype(copy) same = copy, other(copy), narrow = 2.5;
  decltype(copy) *pointer = &copy;
  decltype(last) alias = last;
  std::optional<decltype(in.begin())> it{in.begin()};
  co_await wait("a");
  std::vector<std::remove_reference_t<decltype(first)>> grown;
  std::vector<decltype(copy)> filled(3, copy);
  co_await wait("b");
  grown.push_back(first);
  alias += *pointer;
  say("%d %d %d %d %d %d %d %zu", t, same, other, int(narrow), in.back(), **it, grown[0], filled.size());
  for (decltype(copy) each : in) {
    co_await wait("c");
    say("%d", each);
  }
}

template <class V> task<> in_lambdas(V in) {
  auto first = in.front();
  auto named = [](auto y) { return kind<decltype(first)>() + std::to_string(y); };
  decltype(named(1)) kept = named(0);
  co_await wait("a");
  auto referring = [&](auto y) { return kind<decltype(first)>() + std::to_string(y + first); };
  say("%s %s %s", named(1).c_str(), referring(2).c_str(), kept.c_str());
  int changed = [&] {
    decltype(first) copy = first;
    return ++copy;
  }();
  co_await wait("b");
  say("%d %d %s", first, changed, referring(3).c_str());
}

template <class V> task<> in_coroutine_lambdas(V in) {
  auto first = in.front();
  auto lambda = [&first]() -> task<> {
    decltype(first) copy = first;
    cell<decltype(first)> saved{first};
    co_await wait("a");
    ++copy;
    say("%s %d %d", kind<decltype(first)>(), first, copy);
  };
  auto copying = [first]() -> task<> {
    decltype(first) copy = first;
    co_await wait("b");
    ++copy;
    say("%s %d %d", kind<decltype(first)>(), first, copy);
  };
  co_await lambda();
  co_await copying();
}

template <class V> task<> references(V in) {
  auto &first = in.front();
  auto copy = first;
  decltype(first) alias = first;
  decltype(in.back()) last = in.back(), other(copy);
  decltype(copy + 1) sum = copy + 1;
  const decltype(copy + 1) fixed{sum};
  decltype((copy)) same = copy;
  alias += 10;
  co_await wait("a");
  same += 100;
  last = sum;
  sum = 0;
  { decltype(copy + 1) brief = copy, object = brief++; say("%d %d", brief, object); }
  co_await wait("b");
  say("%d %d %d %d %d %d", in.front(), in.back(), copy, other, sum, fixed);
}

template <class T> struct holder {
  T v{5};
  task<> members() {
    auto copy = v;
    int array[2] = {1, 2};
    cell<decltype(this->v)> saved{v};
    std::vector<decltype(v)> filled(2, copy);
    const std::vector<decltype(array)> *none = nullptr;
    auto add = [this, copy](auto more) {
      decltype(copy) sum = copy;
      return sum += v + more;
    };
    co_await wait("a");
    say("%d %zu %d %d %d", int(saved.value), filled.size(), int(add(2)), array[1], none == nullptr);
  }
};

int main() {
  const std::vector<int> v{3, 1};
  run("arguments", [&] { return arguments(v); });
  destroy_everywhere("arguments", [&] { return arguments(v); });
  run("plain", [&] { return plain(v); });
  run("in_lambdas", [&] { return in_lambdas(v); });
  run("references", [&] { return references(v); });
  holder<int> h;
  run("members", [&] { return h.members(); });
  run("in_coroutine_lambdas", [&] { return in_coroutine_lambdas(v); });
}
