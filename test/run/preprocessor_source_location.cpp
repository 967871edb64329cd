// RUN: %run_and_compare %s %t
// std::source_location::current() in a coroutine gives the coroutine's line and name, as a call and as a default
// argument; it is made once, in the function that starts the machine.
// SKIP: * c++17*: std::source_location is C++20
#include "trace.hpp"
#include <source_location>

void show(const char *what, const std::source_location &where) {
  say("%s %u %s", what, where.line(), where.function_name()); // the file is the lowered one
}
int log(int value, std::source_location where = std::source_location::current()) {
  show("log", where);
  return value;
}
struct tracked {
  std::source_location where;
  explicit tracked(std::source_location where = std::source_location::current()) : where(where) {}
};
struct located { // awaits where it was asked for
  void_waiter waits;
  std::source_location where;
  located(const char *name, std::source_location where = std::source_location::current())
      : waits{name, false}, where(where) {}
  bool await_ready() const { return waits.await_ready(); }
  void await_suspend(std::coroutine_handle<> handle) const { waits.await_suspend(handle); }
  void await_resume() const {
    waits.await_resume();
    show("resumed", where);
  }
};

namespace inner {
task<int> located_here(int n, char) {
  noisy local("local");
  auto here = std::source_location::current();
  show("here", here);
  log(1);
  co_await located("a");
  int a = log(
      co_await wait("b", 2));
  log(a + log(3)); int b = log(4);
  tracked object{};
  co_await wait("c");
  show("object", object.where);
  for (int i = 0; i < 2; ++i)
    log(co_await wait("d", i));
  say("%u", std::source_location::current().line());
  co_return n + b;
}
} // namespace inner

task<> other() { log(5); co_await wait("e"); log(6); }

void outside() { log(7); }

int main() {
  run("here", [] { return inner::located_here(1, 'c'); });
  run("other", other);
  outside();
}
// EXPECT: here:
// EXPECT: 1: +local here 35 task<int> inner::located_here(int, char) log 37 task<int> inner::located_here(int, char) ?a |a
// EXPECT: 2: >a resumed 38 task<int> inner::located_here(int, char) ?b |b
// EXPECT: 3: >b log 39 task<int> inner::located_here(int, char) log 41 task<int> inner::located_here(int, char) log 41 task<int> inner::located_here(int, char) log 41 task<int> inner::located_here(int, char) ?c |c
// EXPECT: 4: >c object 42 task<int> inner::located_here(int, char) ?d |d
// EXPECT: 5: >d log 46 task<int> inner::located_here(int, char) ?d |d
// EXPECT: 6: >d log 46 task<int> inner::located_here(int, char) 47 return(5) -local
// EXPECT: end:
// EXPECT: other:
// EXPECT: 1: log 52 task<> other() ?e |e
// EXPECT: 2: >e log 52 task<> other() return()
// EXPECT: end: log 54 void outside()
