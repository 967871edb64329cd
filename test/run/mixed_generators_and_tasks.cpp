// RUN: %run_and_compare %s %t
// The runtime's generators and tasks with what programs mix: try in a loop in a generator,
// references from await, a switch on an await, awaits in a do-while's condition, structured
// bindings, closures. FLAGS: -pthread
#include <costate/block_on.hpp>
#include <costate/generator.hpp>
#include <costate/task.hpp>
#include <cstdio>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

struct trace {
  std::string name;
  explicit trace(std::string n) : name(std::move(n)) { std::printf("+%s ", name.c_str()); }
  trace(const trace &) = delete;
  ~trace() { std::printf("-%s ", name.c_str()); }
};

costate::generator<std::string> words(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    auto end = text.find(' ', begin);
    if (end == std::string_view::npos)
      end = text.size();
    if (end > begin)
      co_yield std::string(text.substr(begin, end - begin));
    begin = end + 1;
  }
}

costate::generator<int> squares(int n) {
  trace whole("squares");
  for (int i = 0; i < n; ++i) {
    trace each("i" + std::to_string(i));
    try {
      if (i == 2)
        throw std::runtime_error("two");
      co_yield i *i;
    } catch (const std::runtime_error &e) {
      std::printf("[%s] ", e.what());
      continue;
    }
    co_yield -i;
  }
}

costate::task<int> add(int a, int b) { co_return a + b; }
costate::task<std::string> greet(std::string name) { co_return "hello " + name; }
costate::task<std::unique_ptr<int>> boxed(int n) { co_return std::make_unique<int>(n); }

costate::task<int> sum(const std::map<std::string, std::vector<int>> &all) {
  int total = 0;
  for (const auto &[key, values] : all) {
    for (int v : values) {
      if (v < 0)
        continue;
      total = co_await add(total, v);
      if (total > 100)
        co_return total;
    }
    std::printf("%s=%d ", key.c_str(), total);
  }
  co_return total;
}

costate::task<> all(int n) {
  std::string text = co_await greet("bob") + ", " + co_await greet("ann");
  std::printf("%s\n", text.c_str());
  std::map<std::string, std::vector<int>> m{{"a", {1, 2, -3}}, {"b", {4}}};
  std::printf("%d\n", co_await sum(m));
  auto p = co_await boxed(5);
  *p += co_await add(*p, n > 0 ? co_await add(n, 1) : 0);
  std::printf("%d\n", *p);
  std::optional<int> maybe;
  if (auto q = co_await boxed(3); q && *q == 3)
    maybe = co_await add(*q, 1);
  switch (int k = co_await add(n, 0); k) {
  case 1: {
    trace t("one");
    co_await add(1, 1);
    break;
  }
  case 2:
    std::printf("two ");
    [[fallthrough]];
  default:
    std::printf("default %d ", k);
  }
  do {
    n = co_await add(n, -1);
  } while (n > 0 && co_await add(n, 1) > 1);
  std::printf("%d %d\n", n, maybe.value_or(-1));
  auto twice = [n](int x) { return x * 2 + n; };
  int r = twice(co_await add(2, 3));
  std::printf("%d %d\n", r, twice(r));
  try {
    trace t("try");
    co_await [](int) -> costate::task<int> { throw std::runtime_error("thrown"); }(1);
  } catch (const std::exception &e) {
    std::printf("caught %s\n", e.what());
  }
}

int main() {
  for (const auto &w : words("the quick  brown fox"))
    std::printf("<%s>", w.c_str());
  std::printf("\n");
  for (int v : squares(4))
    std::printf("%d ", v);
  std::printf("\n");
  for (int v : squares(4)) {
    std::printf("%d ", v);
    if (v == 1)
      break;
  }
  std::printf("\n");
  costate::block_on(all(2));
  costate::block_on(all(1));
}
// EXPECT: <the><quick><brown><fox>
// EXPECT: +squares +i0 0 0 -i0 +i1 1 -1 -i1 +i2 [two] -i2 +i3 9 -3 -i3 -squares
// EXPECT: +squares +i0 0 0 -i0 +i1 1 -i1 -squares
// EXPECT: hello bob, hello ann
// EXPECT: a=3 b=7 7
// EXPECT: 13
// EXPECT: two default 2 0 4
// EXPECT: 10 20
// EXPECT: +try -try caught thrown
// EXPECT: hello bob, hello ann
// EXPECT: a=3 b=7 7
// EXPECT: 12
// EXPECT: +one -one 0 4
// EXPECT: 10 20
// EXPECT: +try -try caught thrown
