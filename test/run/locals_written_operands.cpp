// RUN: %run_and_compare %s %t
// An assignment or an increment is an lvalue: where one is an operand, or a reference is bound to it, others may keep
// the variable's address while the coroutine waits. Where its value is read or nobody wants it, they cannot.
#include "trace.hpp"

struct numbers {
  struct promise_type {
    int *at = nullptr;
    numbers get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int &number) { return at = &number, std::suspend_always(); }
    void return_void() {}
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
  };
  std::coroutine_handle<promise_type> handle;
};

numbers yielded(int count) {
  for (int i = 0; i < count; ++i) {
    int a = i * 10;
    co_yield ++a;
  }
  for (int i = 0; i < count; ++i) {
    int b = i * 10;
    co_yield b += 2;
  }
  for (int c : {7, 8}) co_yield c = c * 3;
  for (int d : {7, 8}) co_yield(--d);
}
template <class T> numbers yielded_in_template(T count) {
  for (T i = 0; i < count; ++i) {
    int a = i * 10;
    co_yield ++a;
    T b = a + 5;
    co_yield --b;
  }
  for (int c : {7, 8}) static_cast<void>(T((co_yield --c, c)));
}

int *kept = nullptr;
int keep(int &value, int other) { return kept = &value, other; }
struct pair {
  int first, second;
};

task<int> operands(int start) {
  int sum = 0;
  {
    int a = start;
    sum += keep(++a, co_await wait("a", 1));
    co_await wait("b");
    sum += *kept;
  }
  {
    pair p{start, 2};
    int array[] = {1, 2, 3};
    keep(p.second = 9, 0);
    co_await wait("c");
    sum += *kept;
    keep(array[1] *= 4, 0);
    co_await wait("d");
    sum += *kept;
  }
  co_return sum;
}
task<int> references(int start) {
  int sum = start;
  {
    int a = 4;
    int &b = ++a;
    kept = &b;
  }
  int c = 5;
  int &d = c += 3;
  kept = &d;
  co_await wait("a");
  sum += *kept;
  int e = 6;
  int &f = --e;
  co_await wait("b");
  f += 2;
  co_await wait("c");
  co_return sum * 100 + e;
}
// The plan keeps what it must: that is all that is seen here.
task<int> values(int start) {
  int a = start, b = a++;
  co_await wait("a");
  int c = b;
  if (++c > 3) say("more");
  const int d = (c += 2) * 2;
  co_await wait("b");
  for (int i = 0, j = 9; i < j; i += 4, --j) co_await wait("round", i);
  co_return d;
}

void show(numbers all) {
  for (all.handle.resume(); !all.handle.done(); all.handle.resume()) say("%d", *all.handle.promise().at);
  all.handle.destroy();
}
int main() {
  show(yielded(3));
  show(yielded_in_template(2));
  run("operands", [] { return operands(5); });
  run("references", [] { return references(3); });
  run("values", [] { return values(2); });
}
