// RUN: %run_and_compare %s %t
// Results in a variant, a run queue, references as results, goto out of a nested loop, closures
// that live across awaits. FLAGS: -pthread
#include <array>
#include <costate/block_on.hpp>
#include <costate/generator.hpp>
#include <costate/oneshot.hpp>
#include <costate/task.hpp>
#include <cstdio>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <tuple>
#include <variant>
#include <vector>

namespace app {
struct error {
  int code;
};
template <class T> struct result {
  std::variant<T, error> v;
  explicit operator bool() const { return v.index() == 0; }
  T &operator*() { return std::get<0>(v); }
};
struct queue {
  std::deque<std::coroutine_handle<>> ready;
  struct yield_awaiter {
    queue &q;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> h) { q.ready.push_back(h); }
    void await_resume() const noexcept {}
  };
  yield_awaiter yield() { return {*this}; }
  void run() {
    while (!ready.empty()) {
      auto h = ready.front();
      ready.pop_front();
      h.resume();
    }
  }
};
struct job {
  struct promise_type {
    job get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
enum class color { red, green };
costate::task<result<int>> parse(std::string_view s) {
  int n = 0;
  for (char c : s) {
    if (c < '0' || c > '9')
      co_return result<int>{error{c}};
    n = n * 10 + (c - '0');
  }
  co_return result<int>{n};
}
costate::task<std::tuple<int, std::string>> both(int n) {
  co_return std::tuple(n, std::to_string(n));
}
costate::task<> use(std::vector<std::string> lines, color c = color::green) {
  std::array<int, 3> counts{};
  const auto total = lines.size();
  for (std::size_t i = 0, n = lines.size(); i < n; ++i) {
    const std::string &line = lines[i];
    if (auto r = co_await parse(line); r) {
      counts[0] += *r;
    } else {
      counts[1]++;
      std::printf("bad %s %d\n", line.c_str(), std::get<1>(r.v).code);
    }
    auto [num, text] = co_await both(static_cast<int>(i));
    counts[2] += num + static_cast<int>(text.size());
  }
  std::function<int(int)> f = [&counts, total](int x) {
    return counts[0] + x + static_cast<int>(total);
  };
  int y = f(co_await [](int) { return both(3); }(0) == std::tuple(3, std::string("3")) ? 1 : 2);
  std::printf("%d %d %d %d %d\n", counts[0], counts[1], counts[2], y, static_cast<int>(c));
}
job worker(queue &q, std::string name, int rounds, std::vector<std::string> &log) {
  while (rounds-- > 0) {
    log.push_back(name + std::to_string(rounds));
    co_await q.yield();
  }
  log.push_back(name + " done");
}
static costate::generator<std::pair<int, int>> pairs(int n) {
  for (int i = 0; i < n; ++i)
    for (int j = i; j < n; j++) {
      if (i == j)
        continue;
      if (j == 3)
        goto next;
      co_yield {i, j};
    next:;
    }
}
costate::task<int &> pick(std::vector<int> &v, std::size_t i) { co_return v.at(i); }
costate::task<> refs() {
  std::vector<int> v{1, 2, 3};
  int &first = co_await pick(v, 0);
  first += 10;
  (co_await pick(v, 1)) *= co_await pick(v, 2);
  try {
    co_await pick(v, 7);
  } catch (const std::out_of_range &) {
    std::printf("range ");
  }
  std::printf("%d %d %d\n", v[0], v[1], v[2]);
}
} // namespace app

int main() {
  costate::block_on(app::use({"12", "x1", "30"}));
  app::queue q;
  std::vector<std::string> log;
  app::worker(q, "a", 2, log);
  app::worker(q, "b", 3, log);
  q.run();
  for (auto &l : log)
    std::printf("%s ", l.c_str());
  std::printf("\n");
  for (auto [a, b] : app::pairs(4))
    std::printf("(%d,%d)", a, b);
  std::printf("\n");
  costate::block_on(app::refs());
}
// EXPECT: bad x1 120
// EXPECT: 42 1 6 46 1
// EXPECT: a1 b2 a0 b1 a done b0 b done
// EXPECT: (0,1)(0,2)(1,2)
// EXPECT: range 11 6 3
