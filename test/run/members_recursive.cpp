// RUN: %run_and_compare %s %t
// Member coroutines that call themselves and each other, on the same and on other objects: a walk of a tree by a
// recursive generator and by awaited tasks; destruction of a chain of suspended ones, innermost first.
// GCC-DIFFERS: what g++ 12 makes of it crashes.
#include "trace.hpp"
#include <memory>
#include <vector>

template <class T> struct generator {
  struct promise_type {
    const T *value = nullptr;
    generator get_return_object() { return generator(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const T &next) noexcept {
      value = &next;
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() { throw; }
  };
  std::coroutine_handle<promise_type> handle;
  explicit generator(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  generator(generator &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~generator() {
    if (handle) handle.destroy();
  }
  struct iterator {
    std::coroutine_handle<promise_type> handle;
    const T &operator*() const { return *handle.promise().value; }
    void operator++() { handle.resume(); }
    bool operator!=(std::nullptr_t) const { return !handle.done(); }
  };
  iterator begin() {
    handle.resume();
    return {handle};
  }
  std::nullptr_t end() const { return nullptr; }
};

class tree {
  struct node {
    int value;
    std::unique_ptr<node> left, right;
    generator<int> walk() const {
      noisy mark("mark" + std::to_string(value));
      if (left)
        for (int each : left->walk()) co_yield each;
      co_yield value;
      if (right)
        for (const int &each : right->walk()) co_yield each;
    }
    task<int> sum(int depth) const {
      noisy mark("sum" + std::to_string(value));
      int total = value;
      co_await wait("node");
      if (left) total += co_await left->sum(depth + 1);
      total += right ? co_await right->sum(depth + 1) : 0;
      say("[%d at %d]", value, depth);
      if (total > 1000) fail("too much");
      co_return total;
    }
  };
  std::unique_ptr<node> root;

public:
  void insert(int value) {
    std::unique_ptr<node> *at = &root;
    while (*at) at = value < (*at)->value ? &(*at)->left : &(*at)->right;
    *at = std::make_unique<node>(node{value, nullptr, nullptr});
  }
  generator<int> walk() const {
    for (int each : root->walk())
      if (each % 2) co_yield each;
  }
  task<int> sum() const { co_return co_await root->sum(0); }
  static generator<int> merge(const tree &a, const tree &b) {
    auto first = a.root->walk(), second = b.root->walk();
    auto left = first.begin(), right = second.begin();
    while (left != nullptr || right != nullptr) {
      bool take_left = left != nullptr && (!(right != nullptr) || *left < *right);
      co_yield take_left ? *left : *right;
      if (take_left) ++left;
      else ++right;
    }
  }
};

struct numbers { // two that call each other
  int calls = 0;
  task<bool> even(int n) {
    ++calls;
    if (n == 0) co_return true;
    bool result = co_await odd(n - 1);
    co_return result;
  }
  task<bool> odd(int n) {
    ++calls;
    co_await ready("odd");
    co_return n == 0 ? false : co_await even(n - 1);
  }
  task<int> factorial(int n) {
    if (n <= 1) co_return co_await wait("bottom", 1);
    co_return n * co_await this->factorial(n - 1);
  }
};

int main() {
  tree a, b;
  for (int n : {4, 2, 1, 7}) a.insert(n);
  for (int n : {5, 3}) b.insert(n);
  line("odd ones:");
  for (int each : a.walk()) say("%d", each);
  line("merged:");
  for (int each : tree::merge(a, b)) say("%d", each);
  line("left early:");
  for (int each : tree::merge(a, b)) {
    say("%d", each);
    if (each == 2) break;
  }
  run("sum", [&] { return a.sum(); });
  destroy_everywhere("sum", [&] { return a.sum(); });
  b.insert(2000);
  run("fails", [&] { return b.sum(); });
  numbers n;
  run("even", [&] { return n.even(5); });
  line("%d calls", n.calls);
  run("factorial", [&] { return n.factorial(5); });
}
// EXPECT: odd ones: +mark4 +mark2 +mark1 1 -mark1 -mark2 +mark7 7 -mark7 -mark4
// EXPECT: merged: +mark4 +mark2 +mark1 +mark5 +mark3 1 -mark1 2 -mark2 3 -mark3 4 +mark7 5 -mark5 7 -mark7 -mark4
// EXPECT: left early: +mark4 +mark2 +mark1 +mark5 +mark3 1 -mark1 2 -mark3 -mark5 -mark2 -mark4
// EXPECT: sum:
// EXPECT: 1: +sum4 ?node |node
// EXPECT: 2: >node +sum2 ?node |node
// EXPECT: 3: >node +sum1 ?node |node
// EXPECT: 4: >node [1 at 2] return(1) -sum1 [2 at 1] return(3) -sum2 +sum7 ?node |node
// EXPECT: 5: >node [7 at 1] return(7) -sum7 [4 at 0] return(14) -sum4 return(14)
// EXPECT: end:
// EXPECT: sum destroyed after 0:
// EXPECT: sum destroyed after 1: -sum4
// EXPECT: sum destroyed after 2: -sum2 -sum4
// EXPECT: sum destroyed after 3: -sum1 -sum2 -sum4
// EXPECT: sum destroyed after 4: -sum7 -sum4
// EXPECT: sum destroyed after 5, done:
// EXPECT: fails:
// EXPECT: 1: +sum5 ?node |node
// EXPECT: 2: >node +sum3 ?node |node
// EXPECT: 3: >node [3 at 1] return(3) -sum3 +sum2000 ?node |node
// EXPECT: 4: >node [2000 at 1] throw(too much) -sum2000 unhandled(too much) -sum5 unhandled(too much) unhandled(too much)
// EXPECT: end:
// EXPECT: even:
// EXPECT: 1: ?odd >odd ?odd >odd ?odd >odd return(0) return(0) return(0) return(0) return(0) return(0)
// EXPECT: end:
// EXPECT: 6 calls
// EXPECT: factorial:
// EXPECT: 1: ?bottom |bottom
// EXPECT: 2: >bottom return(1) return(2) return(6) return(24) return(120)
// EXPECT: end:
