// RUN: %run_and_compare %s %t
// std::source_location::current() in a coroutine gives the coroutine's line and name, as a call and as a default
// argument; it is made once, in the function that starts the machine.
// SKIP: * c++17*: std::source_location is C++20
#include "trace.hpp"
#include <cstring>
#include <source_location>

void show(const char *what, const std::source_location &where) {
  const char *slash = std::strrchr(where.file_name(), '/');
  std::string file = slash ? slash + 1 : where.file_name();
  file = file.substr(0, file.find('.')); // the lowered file has another
  say("%s %s:%u %s", what, file.c_str(), where.line(), where.function_name());
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
// EXPECT: 1: +local here preprocessor_source_location:39 task<int> inner::located_here(int, char) log preprocessor_source_location:41 task<int> inner::located_here(int, char) ?a |a
// EXPECT: 2: >a resumed preprocessor_source_location:42 task<int> inner::located_here(int, char) ?b |b
// EXPECT: 3: >b log preprocessor_source_location:43 task<int> inner::located_here(int, char) log preprocessor_source_location:45 task<int> inner::located_here(int, char) log preprocessor_source_location:45 task<int> inner::located_here(int, char) log preprocessor_source_location:45 task<int> inner::located_here(int, char) ?c |c
// EXPECT: 4: >c object preprocessor_source_location:46 task<int> inner::located_here(int, char) ?d |d
// EXPECT: 5: >d log preprocessor_source_location:50 task<int> inner::located_here(int, char) ?d |d
// EXPECT: 6: >d log preprocessor_source_location:50 task<int> inner::located_here(int, char) 51 return(5) -local
// EXPECT: end:
// EXPECT: other:
// EXPECT: 1: log preprocessor_source_location:56 task<> other() ?e |e
// EXPECT: 2: >e log preprocessor_source_location:56 task<> other() return()
// EXPECT: end: log preprocessor_source_location:58 void outside()
