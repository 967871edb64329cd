// RUN: %run_and_compare %s %t
// A generator in a template over structured bindings with a temporary alive across co_yield; members of a class
// template that await closures; lambdas with parameters that have no name.
#include <costate/task.hpp>
#include <costate/generator.hpp>
#include <costate/block_on.hpp>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>
using costate::generator;
using costate::task;

struct loud {
  std::string name;
  explicit loud(std::string n) : name(std::move(n)) { std::printf("+%s\n", name.c_str()); }
  loud(const loud &o) : name(o.name + "'") { std::printf("copy %s\n", name.c_str()); }
  ~loud() { std::printf("-%s\n", name.c_str()); }
  const std::string &text() const { return name; }
};

template <class Container> generator<std::string> describe(const Container &all, std::string prefix) {
  std::string what;
  try {
    for (const auto &[key, value] : all) {
      loud here("here " + std::to_string(key));
      co_yield loud(prefix + std::to_string(key)).text() + "=" + value;
      if (key == 2) throw std::runtime_error("two");
    }
  } catch (const std::exception &e) {
    what = e.what();
  }
  if (!what.empty()) co_yield std::string("caught ") + what;
}

template <class T> class store {
public:
  explicit store(T first) { items.push_back(std::move(first)); }
  task<std::size_t> add(T item) {
    items.push_back(std::move(item));
    co_return items.size();
  }
  template <class F> task<int> each(F f) {
    int n = 0;
    for (auto &item : items) n += co_await f(item, n);
    co_return n;
  }
  task<T> last() && { co_return std::move(items.back()); }

private:
  std::vector<T> items;
};

template <class T> task<> use(T one, T two) {
  store<T> s(std::move(one));
  std::printf("%zu\n", co_await s.add(two) + co_await s.add(std::move(two)));
  int seen = 0;
  int n = co_await s.each([&seen](const T &item, int so_far) -> task<int> {
    ++seen;
    if constexpr (std::is_same_v<T, std::string>)
      co_return static_cast<int>(item.size()) + so_far;
    else
      co_return item + so_far;
  });
  std::printf("%d %d\n", n, seen);
  switch (n % 3) {
  case 0: {
    auto t = co_await std::move(s).last();
    std::printf("zero %d\n", static_cast<int>(sizeof(t)) > 0);
    break;
  }
  default:
    std::printf("other %d\n", co_await s.each([](auto &, int) -> task<int> { co_return 1; }));
  }
}

int main() {
  std::map<int, std::string> m{{1, "one"}, {2, "two"}, {3, "three"}};
  for (const auto &line : describe(m, "k")) std::printf("%s\n", line.c_str());
  costate::block_on(use(1, 2));
  costate::block_on(use<std::string>("a", "bcd"));
}
// EXPECT: +here 1
// EXPECT: +k1
// EXPECT: k1=one
// EXPECT: -k1
// EXPECT: -here 1
// EXPECT: +here 2
// EXPECT: +k2
// EXPECT: k2=two
// EXPECT: -k2
// EXPECT: -here 2
// EXPECT: caught two
// EXPECT: 5
// EXPECT: 10 3
// EXPECT: other 3
// EXPECT: 5
// EXPECT: 13 3
// EXPECT: other 3
