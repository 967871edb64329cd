// RUN: %run_and_compare %s %t
// Types whose names mean nothing where the output writes them: aliases that are members, of the standard library's
// classes and of others, private ones too; `decltype` of a variable that was declared with `auto`.
#include "trace.hpp"
#include <map>
#include <string_view>
#include <vector>
class series {
  using element = noisy;
  using position = unsigned short;

public:
  element first() const { return noisy("first"); }
  position size() const { return 3; }
  void put(position p, const element &e) const { say("put(%d %s)", int(p), e.text()); }
  void take(element e, position p) const { say("take(%d %s)", int(p), e.text()); }
};
std::size_t length(std::string_view text) { return text.size(); }
task<std::size_t> strings(bool condition, std::string text) {
  co_return length(condition ? text + ";" : co_await wait("a", text) + "!!");
}
task<int> sizes(std::vector<int> all) {
  auto n = all.size();
  auto text = std::string("a") + "b";
  int sum = 0;
  for (decltype(n) i = 0; i < n; ++i) {
    co_await wait("in loop");
    sum += all[i];
  }
  decltype(text) other = text;
  const auto bytes = sizeof(int) * all.size();
  decltype(bytes + 0) twice = bytes * 2;
  co_await wait("x");
  say("%s %zu", other.c_str(), std::size_t(twice));
  co_return sum;
}
task<int> elements() {
  std::map<int, noisy> all{{1, {"one"}}, {co_await wait("key", 2), {"two"}}};
  std::vector<std::pair<std::string, noisy>> more{{"a", {"three"}}, {co_await wait("b", std::string("b")), {"four"}}};
  say("%zu %zu", all.size(), more.size());
  co_return 1;
}
task<int> of_class(bool condition) {
  series s;
  auto first = condition ? s.first() : co_await wait("b", noisy("b"));
  decltype(first) copy = first;
  co_await wait("x");
  say("%s", copy.text());
  s.put(condition ? s.size() : co_await wait("c", 4), s.first());
  s.take(s.first(), co_await wait("d", 5));
  s.put(s.size() + co_await wait("e", 6), condition ? s.first() : co_await wait("f", noisy("f")));
  co_return s.size();
}
int main() {
  run("strings", [] { return strings(true, "abc"); });
  run("strings, otherwise", [] { return strings(false, "abc"); });
  run("sizes", [] { return sizes({1, 2, 3}); });
  run("elements", [] { return elements(); });
  run("of class", [] { return of_class(true); });
  run("of class, otherwise", [] { return of_class(false); });
}
