// RUN: %run_and_compare %s %t
// An await of what is always ready is a call of its await_resume(): in statements, conditions, declarations, operands
// before and behind awaits that wait, of names and of temporaries. What can be told apart stays an await: a destructor,
// an await_ready() that does something, an operand that is transformed, an await_resume() of lvalues.
#include "trace.hpp"

struct given {
  int value;
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept { say("never"); }
  int await_resume() const noexcept { return say(">given"), value; }
};
struct counting { // changes each time
  int next = 0;
  constexpr bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  int await_resume() noexcept { return ++next; }
};
struct leaving {
  const char *name;
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept { say(">%s", name); }
  ~leaving() { say("-%s", name); }
};
struct for_lvalues {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  int await_resume() & noexcept { return 1; }
  int await_resume() && noexcept { return 2; }
};
struct asked {
  bool await_ready() const noexcept { return say("?asked"), true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
struct yes {
  operator bool() const noexcept { return true; }
};
struct converted { // which does something
  yes await_ready() const noexcept { return say("?converted"), yes(); }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  void await_resume() const noexcept {}
};
struct looked_at { // must be used
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  [[nodiscard]] int await_resume() const noexcept { return 4; }
};
struct not_ready { // says no
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) const noexcept { pending = handle; }
  int await_resume() const noexcept { return 8; }
};
struct fails {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  int await_resume() const;
};
int fails::await_resume() const {
#ifdef __cpp_exceptions
  throw "failed";
#else
  return 0;
#endif
}

int sum(int a, int b, int c) { return say("sum(%d,%d,%d)", a, b, c), a + b + c; }

task<int> statements() {
  co_await std::suspend_never{};
  int total = 0;
  counting numbers;
  while (co_await numbers < 4)
    total += co_await given{numbers.next};
  for (int i = co_await given{1}; i < co_await given{3}; i += co_await given{1})
    total += i;
  if (int n = co_await numbers; n > 3)
    total -= n;
  switch (co_await given{total}) {
  case 1:
    say("one");
    break;
  default:
    say("%d", total);
  }
  co_return -co_await given{total};
}

task<int> among_others() {
  noisy kept("kept");
  int first = sum(co_await given{1}, co_await not_ready{}, co_await given{2});
  counting numbers;
  first += co_await numbers + co_await not_ready{} * co_await numbers;
  const int chosen = first > 3 ? co_await given{5} : co_await not_ready{};
  bool both = co_await given{1} && co_await not_ready{} == 8 && co_await given{0};
  co_await leaving{"leaving"}, co_await not_ready{};
  first += co_await for_lvalues{};
  co_await asked{}, co_await converted{};
  (void)co_await looked_at{};
  co_return first + chosen + both + co_await given{co_await not_ready{}};
}

task<int> throws() {
  noisy around("around");
  TRACE_TRY {
    noisy inside("inside");
    co_await not_ready{};
    co_return co_await fails{};
  }
  TRACE_CATCH(const char *what) { say("%s", what); }
  co_return co_await given{3};
}

template <class T> task<T> generic(T value) {
  co_await std::suspend_never{};
  value += co_await given{1};
  value += co_await not_ready{};
  co_return value;
}

int main() {
  run("statements", statements);
  run("among others", among_others);
  run("throws", throws);
  run("generic", [] { return generic(1L); });
  destroy_everywhere("among others", among_others);
  destroy_everywhere("throws", throws);
}
