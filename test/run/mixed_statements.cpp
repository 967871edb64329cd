// RUN: %run_and_compare %s %t
// Awaits in the three parts of a for, nested loops with guards, goto, break and continue out of
// them, arrays and bindings from awaits, conditionals in conditions. FLAGS: -pthread
#include <costate/block_on.hpp>
#include <costate/generator.hpp>
#include <costate/task.hpp>
#include <cstdio>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>
struct guard {
  const char *n;
  explicit guard(const char *n) : n(n) { std::printf("(%s ", n); }
  ~guard() { std::printf("%s) ", n); }
  guard(const guard &) = delete;
};
struct node {
  int v;
  std::unique_ptr<node> l, r;
};
costate::generator<const int &> walk(const node *n) {
  if (!n)
    co_return;
  for (const int &x : walk(n->l.get()))
    co_yield x;
  co_yield n->v;
  for (const int &x : walk(n->r.get()))
    co_yield x;
}
std::unique_ptr<node> make(int lo, int hi) {
  if (lo > hi)
    return nullptr;
  int m = (lo + hi) / 2;
  return std::unique_ptr<node>(new node{m, make(lo, m - 1), make(m + 1, hi)});
}
costate::task<int> value(int n) { co_return n; }
costate::task<bool> flag(bool b) { co_return b; }
costate::task<> statements(int n) {
  guard outer("outer");
  for (int i = 0; co_await value(i) < n; i += co_await value(1)) {
    guard loop("loop");
    if (i == 1)
      continue;
    if (co_await flag(i == 4))
      break;
    int k = i;
    while (k-- > 0 && co_await flag(true)) {
      guard inner("inner");
      if (k == 1)
        goto out;
      if (k == 2) {
        guard deep("deep");
        continue;
      }
    }
  }
out:
  std::printf("out ");
  int x = 5, *p = &x, &r = x;
  co_await value(0);
  r += *p;
  std::printf("%d ", x);
  unsigned char small = co_await value(300) & 0xff;
  int l = 3;
  std::list<int> li{1, 2, l};
  for (auto it = li.begin(); it != li.end();)
    it = *it == 2 ? li.erase(it) : std::next(it);
  std::printf("%d %zu ", small, li.size());
  std::vector<std::optional<std::string>> v;
  v.emplace_back(std::to_string(co_await value(7)) + (co_await flag(false) ? "yes" : "no"));
  v.push_back(std::nullopt);
  std::printf("%s %d\n", v[0]->c_str(), v[1].has_value());
  int arr[2][2] = {{1, co_await value(2)}, {3, 4}};
  co_await value(1);
  std::printf("%d\n", arr[0][1] + arr[1][0]);
  const auto &[a, b] = std::pair<int, std::string>(co_await value(9), "nine");
  co_await value(0);
  std::printf("%d %s\n", a, b.c_str());
  struct acc {
    int sum = 0;
    void add(int n) { sum += n; }
  } total;
  for (int q : {1, 2, 3})
    total.add(co_await value(q) * (q > 1 ? co_await value(10) : 1));
  std::printf("%d\n", total.sum);
  switch (co_await value(n)) {
  case 0:
    break;
  default: {
    guard s("switch");
    if (co_await flag(true))
      break;
    std::printf("never");
  }
  }
  std::printf("%s\n", (co_await flag(true) && !co_await flag(false)) || co_await flag(false)
                          ? "true"
                          : "false");
}
int main() {
  auto t = make(1, 10);
  for (int x : walk(t.get()))
    std::printf("%d ", x);
  std::printf("\n");
  costate::block_on(statements(3));
  costate::block_on(statements(6));
}
// EXPECT: 1 2 3 4 5 6 7 8 9 10
// EXPECT: (outer (loop loop) (loop loop) (loop (inner inner) loop) out 10 44 2 7no 0
// EXPECT: 5
// EXPECT: 9 nine
// EXPECT: 51
// EXPECT: (switch switch) true
// EXPECT: outer) (outer (loop loop) (loop loop) (loop (inner inner) loop) out 10 44 2 7no 0
// EXPECT: 5
// EXPECT: 9 nine
// EXPECT: 51
// EXPECT: (switch switch) true
// EXPECT: outer)
