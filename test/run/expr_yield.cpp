// RUN: %run_and_compare %s %t
// co_yield e is co_await promise.yield_value(e), without await_transform: as a statement, in expressions with a result
// of its own, with braces, with temporaries that live until it resumed, with overloads ([expr.yield]).
// GCC-DIFFERS: g++ 12 does not compile a std::initializer_list in the operand ("array used as initializer").
#include "trace.hpp"
#include <vector>

struct stream {
  struct promise_type {
    noisy *by_reference = nullptr;
    stream get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() { say("return()"); }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
    template <class T> auto await_transform(T awaiter) { return say("transform"), awaiter; }

    waiter<int> yield_value(int n) { return say("yield(%d)", n), wait("int", n * 2); }
    waiter<std::string> yield_value(const char *text) { return say("yield"), ready("text", std::string(text) + "!"); }
    void_waiter yield_value(noisy &item) { return say("yield(%s&)", item.text()), wait("lvalue"); }
    void_waiter yield_value(noisy &&item) { return say("yield&&"), by_reference = &item, wait("rvalue"); }
    void_waiter yield_value(const std::pair<int, noisy> &both) {
      return say("yield(%s)", both.second.text()), wait("pair");
    }
    waiter<int> yield_value(std::initializer_list<char> all) { return say("yield %zu", all.size()), wait("list", 1); }
    throwing yield_value(at place) { return {"yielded", place}; }
  };
  std::coroutine_handle<promise_type> handle;
  stream(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  stream(stream &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~stream() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

stream statements(int n) {
  co_yield n;
  co_yield n + 1;
  for (int i = 0; i < 2; ++i) co_yield i;
  if (n) co_yield "text";
  co_await wait("await");
}

stream expressions(int n) {
  int a = co_yield 1;
  int b = (co_yield 2) + 10;
  std::string c = co_yield "t";
  say("%d %d %s", a, b, c.c_str());
  int d = co_yield co_yield co_yield n;
  int e = co_yield co_await wait("inner", 7);
  say("%d %d", d, e);
  if ((co_yield 0) == 0) say("zero");
  while ((n -= co_yield 1) > 0) say("n=%d", n);
  say("%s", (n > -9 ? co_yield "yes" : co_yield "no").c_str());
  co_yield{'a', 'b', 'c'};
  co_yield{5, noisy("pair")};
}

stream objects(noisy parameter) {
  noisy local("local");
  co_yield local;
  co_yield parameter;
  co_yield noisy("temporary");
  co_yield std::move(local);
  co_yield noisy(co_await wait("a", "late"));
  const std::vector<std::string> names{"one", "two"};
  for (const std::string &name : names) {
    noisy each(name);
    co_yield each;
  }
}

stream failing() {
  for (at place : {at::ready, at::suspend, at::resume}) {
    try {
      noisy inner("inner");
      co_yield place;
    } catch (const failure &caught) {
      say("caught(%s)", caught.what);
    }
  }
}

int main() {
  run("statements", [] { return statements(5); });
  run("expressions", [] { return expressions(4); });
  run("objects", [] { return objects(noisy("parameter")); });
  destroy_everywhere("objects", [] { return objects(noisy("parameter")); });
  run("failing", [] { return failing(); });

  line("while it is suspended:");
  stream temporary = objects(noisy("p"));
  pending = temporary.handle;
  drive(3);
  line("seen: %s", temporary.handle.promise().by_reference->text());
}
// EXPECT: statements:
// EXPECT: 1: yield(5) ?int |int
// EXPECT: 2: >int yield(6) ?int |int
// EXPECT: 3: >int yield(0) ?int |int
// EXPECT: 4: >int yield(1) ?int |int
// EXPECT: 5: >int yield ?text >text transform ?await |await
// EXPECT: 6: >await return()
// EXPECT: end:
// EXPECT: expressions:
// EXPECT: 1: yield(1) ?int |int
// EXPECT: 2: >int yield(2) ?int |int
// EXPECT: 3: >int yield ?text >text 2 14 t! yield(4) ?int |int
// EXPECT: 4: >int yield(8) ?int |int
// EXPECT: 5: >int yield(16) ?int |int
// EXPECT: 6: >int transform ?inner |inner
// EXPECT: 7: >inner yield(7) ?int |int
// EXPECT: 8: >int 32 14 yield(0) ?int |int
// EXPECT: 9: >int zero yield(1) ?int |int
// EXPECT: 10: >int n=2 yield(1) ?int |int
// EXPECT: 11: >int yield ?text >text yes! yield 3 ?list |list
// EXPECT: 12: >list +pair move(pair) yield(pair) ?pair |pair
// EXPECT: 13: >pair -pair -(pair) return()
// EXPECT: end:
// EXPECT: objects: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local yield(local&) ?lvalue |lvalue
// EXPECT: 2: >lvalue yield(parameter&) ?lvalue |lvalue
// EXPECT: 3: >lvalue +temporary yield&& ?rvalue |rvalue
// EXPECT: 4: >rvalue -temporary yield&& ?rvalue |rvalue
// EXPECT: 5: >rvalue transform ?a |a
// EXPECT: 6: >a +late yield&& ?rvalue |rvalue
// EXPECT: 7: >rvalue -late +one yield(one&) ?lvalue |lvalue
// EXPECT: 8: >lvalue -one +two yield(two&) ?lvalue |lvalue
// EXPECT: 9: >lvalue -two -local return()
// EXPECT: end: -parameter
// EXPECT: objects destroyed after 0: -parameter
// EXPECT: objects destroyed after 1: -local -parameter
// EXPECT: objects destroyed after 2: -local -parameter
// EXPECT: objects destroyed after 3: -temporary -local -parameter
// EXPECT: objects destroyed after 4: -local -parameter
// EXPECT: objects destroyed after 5: -local -parameter
// EXPECT: objects destroyed after 6: -late -local -parameter
// EXPECT: objects destroyed after 7: -one -local -parameter
// EXPECT: objects destroyed after 8: -two -local -parameter
// EXPECT: objects destroyed after 9, done: -parameter
// EXPECT: failing:
// EXPECT: 1: +inner ?yielded throw(yielded) -inner caught(yielded) +inner ?yielded |yielded throw(yielded) -inner caught(yielded) +inner ?yielded |yielded
// EXPECT: 2: >yielded throw(yielded) -inner caught(yielded) return()
// EXPECT: end:
// EXPECT: while it is suspended: +p move(p) -(p)
// EXPECT: 1: +local yield(local&) ?lvalue |lvalue
// EXPECT: 2: >lvalue yield(p&) ?lvalue |lvalue
// EXPECT: 3: >lvalue +temporary yield&& ?rvalue |rvalue
// EXPECT: seen: temporary -temporary -local -p
