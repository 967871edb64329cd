// RUN: %run_and_compare %s %t
// Coroutines that call themselves from a lambda or a local class of their own body, where nothing else declares them.
#include "trace.hpp"

static task<int> in_lambda(int n) {
  auto less = [n] { return in_lambda(n - 1); };
  if (n < 2) co_return co_await wait("last", 1);
  co_return n + co_await less();
}
static task<int> in_generic_lambda(int n) {
  if (n < 2) co_return 1;
  co_return n + co_await [](auto f) { return f(1); }([=](auto by) { return in_generic_lambda(n - by); });
}
static task<int> in_coroutine(int n) {
  auto less = [n]() -> task<int> { co_return co_await in_coroutine(n - 1) + co_await wait("less", 1); };
  if (n < 2) co_return 1;
  co_return co_await less();
}
static task<int> in_class(int n) {
  struct step {
    int n;
    task<int> operator()() const { return in_class(n - 1); }
  };
  if (n < 2) co_return 1;
  co_return n * co_await step{n}();
}
namespace steps {
task<int> in_namespace(int n) {
  if (n < 2) co_return 1;
  auto less = [&] { return in_namespace(n - 1); };
  co_return n + co_await less();
}
} // namespace steps

static int condition() { return 3; }
static task<int> value(int n) { // the names of its own values are taken
  auto f = [] { return condition(); };
  if (co_await wait("condition", n > 1)) co_return f();
  co_return n;
}

int main() {
  run("in_lambda", [] { return in_lambda(3); });
  run("in_generic_lambda", [] { return in_generic_lambda(3); });
  run("in_coroutine", [] { return in_coroutine(2); });
  run("in_class", [] { return in_class(3); });
  run("in_namespace", [] { return steps::in_namespace(3); });
  run("value", [] { return value(2); });
}
