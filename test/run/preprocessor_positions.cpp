// RUN: %run_and_compare %s %t
// What says where it stands gives the place in the source: __LINE__ and its like, the name of the function, default
// arguments made of __builtin_LINE() and __builtin_FUNCTION(); in the body, in macros, in a lambda, outside of coroutines.
#include "trace.hpp"
#include <cassert>
#include <cstring>

std::string name_of(const char *path) { // without what tells the lowered file from the source
  const char *slash = std::strrchr(path, '/');
  const std::string name = slash ? slash + 1 : path;
  return name.substr(0, name.find('.'));
}

#define HERE() say("%s:%d", name_of(__FILE__).c_str(), __LINE__)
#define TEXT(x) TEXT_(x)
#define TEXT_(x) #x
#define LINE_TEXT TEXT(__LINE__)
#define LOG(...) say("%d %s %s", __LINE__, __func__, __VA_ARGS__)
#define JOIN(a, b) JOIN_(a, b)
#define JOIN_(a, b) a##b
#define UNIQUE(name) JOIN(name, __LINE__)

int at(int value, int line = __builtin_LINE(), const char *function = __builtin_FUNCTION(),
       const char *file = __builtin_FILE()) {
  say("%s:%d %s %d", name_of(file).c_str(), line, function, value);
  return value;
}

struct place {
  int line;
  const char *function;
  static constexpr place here(int line = __builtin_LINE(), const char *function = __builtin_FUNCTION()) {
    return {line, function};
  }
};
int nested(int value, place where = place::here()) {
  say("%d %s %d", where.line, where.function, value);
  return value;
}

struct placed {
  int value;
  int line;
  placed(int value, int line = __builtin_LINE()) : value(value), line(line) { say("placed %d", line); }
  int get(int line = __builtin_LINE()) const {
    say("get %d", line);
    return value;
  }
};
int take(const placed &object) { return object.line; }

struct located_task {
  struct promise_type {
    located_task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept {}
    template <class Awaiter> Awaiter &&await_transform(Awaiter &&awaiter, int line = __builtin_LINE()) {
      say("await in %d", line);
      return std::forward<Awaiter>(awaiter);
    }
    void return_value(int value, int line = __builtin_LINE()) { say("return %d in %d", value, line); }
  };
  std::coroutine_handle<promise_type> handle;
  located_task(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  located_task(located_task &&) = delete;
  ~located_task() { handle.destroy(); }
  bool done() const { return handle.done(); }
};

task<int> lines(int n) {
  say("%d", __LINE__);
  HERE();
  int a = co_await wait("a", __LINE__);
  say("%d %d %s", a, co_await wait("b",
                                   __LINE__),
      LINE_TEXT);
  LOG("text");
  LOG(co_await wait("c", "awaited"));
  [[maybe_unused]] int UNIQUE(name_) = 1;
  if (co_await wait("d", __LINE__ > n)) say("%s %s", std::strrchr(__FILE__, '/'), LINE_TEXT);
  auto lambda = [n] {
    HERE();
    say("%d %s", __LINE__, __func__);
    return at(n);
  };
  co_await wait("e");
  lambda();
#line 500
  say("%d", __LINE__);
  static_assert(__LINE__ == 501);
  assert(n > 0);
  co_return __LINE__;
}

task<int> functions(int n) {
  say("%s %s", __func__, __FUNCTION__);
  say("%d %s %s", __builtin_LINE(), __builtin_FUNCTION(), name_of(__builtin_FILE()).c_str());
  at(1);
  at(co_await wait("a", 2));
  at(3, 4);
  int b = nested(5) + nested(co_await wait("b", 6));
  placed object(7);
  placed braces{8};
  placed copied = 9;
  co_await wait("c");
  say("%d %d %d", object.get(), braces.line, copied.line);
  say("%d", take(10));
  say("%d", take(co_await wait("d", 11)));
  if (at(n) == 1 && at(co_await wait("e", 1)) == 1) co_return at(12) + b;
  co_return 0;
}

located_task promised() {
  co_await wait("a");
  int n = co_await wait(
      "b", 1);
  co_return n;
}

int outside() { return __LINE__; }

int main() {
  run("lines", [] { return lines(1); });
  run("functions", [] { return functions(1); });
  run("promised", promised);
  say("%d %d", outside(), at(__LINE__));
  HERE();
}
// EXPECT: lines:
// EXPECT: 1: 72 preprocessor_positions:73 ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 74 76 77 78 lines text ?c |c
// EXPECT: 4: >c 79 lines awaited ?d |d
// EXPECT: 5: >d /preprocessor_positions.cpp 81 ?e |e
// EXPECT: 6: >e preprocessor_positions:83 84 operator() preprocessor_positions:85 operator() 1 500 return(503)
// EXPECT: end:
// EXPECT: functions:
// EXPECT: 1: functions functions 508 functions preprocessor_positions preprocessor_positions:509 functions 1 ?a |a
// EXPECT: 2: >a preprocessor_positions:510 functions 2 preprocessor_positions:4 functions 3 512 functions 5 ?b |b
// EXPECT: 3: >b 512 functions 6 placed 513 placed 514 placed 515 ?c |c
// EXPECT: 4: >c get 517 7 514 515 placed 518 518 ?d |d
// EXPECT: 5: >d placed 519 519 preprocessor_positions:520 functions 1 ?e |e
// EXPECT: 6: >e preprocessor_positions:520 functions 1 preprocessor_positions:520 functions 12 return(23)
// EXPECT: end:
// EXPECT: promised:
// EXPECT: 1: await in 525 ?a |a
// EXPECT: 2: >a await in 526 ?b |b
// EXPECT: 3: >b return 1 in 528
// EXPECT: end: preprocessor_positions:537 main 537 531 537 preprocessor_positions:538
