// RUN: %run_and_compare %s %t
// Aggregates in braces that are no variables, with objects before an await in them: arguments by value and by
// reference, nested ones, what is yielded and returned, references that extend their lives. Their elements are made in
// their order, in their places ([dcl.init.aggr]/7, [class.temporary]), and end with what they are elements of.
#include "trace.hpp"

struct both {
  noisy first;
  std::string second;
};
struct nested {
  both inner;
  int number;
  both last;
};
void take(both object) { say("take(%s,%s)", object.first.text(), object.second.c_str()); }
void refer(const both &object) { say("refer(%s,%s)", object.first.text(), object.second.c_str()); }
void take_nested(nested object) { say("nested(%s,%d,%s)", object.inner.first.text(), object.number, object.last.first.text()); }
waiter<std::string> text(const char *name) { return wait(name, std::string(name)); }

task<> arguments() {
  take(both{noisy("a"), co_await text("b")});
  take({noisy("c"), co_await text("d")});
  say("next");
  refer(both{noisy("e"), co_await text("f")});
  refer({noisy("g"), co_await text("h")});
  say("%s", both{noisy("i"), co_await text("j")}.first.text());
}

task<> inside() {
  take_nested({{noisy("a"), co_await text("b")}, co_await wait("c", 3), {noisy("d"), co_await text("e")}});
  nested kept = nested{{noisy("f"), "f"}, co_await wait("g", 4), {noisy("h"), co_await text("i")}};
  co_await wait("j");
  take_nested(std::move(kept));
}

task<> references() {
  both &&moved = both{noisy("a"), co_await text("b")};
  const both &constant = {noisy("c"), co_await text("d")};
  co_await wait("e");
  refer(moved);
  refer(constant);
}

template <class Returned> struct giving {
  struct promise_type {
    giving get_return_object() { return giving(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(Returned given) { say("return(%s)", given.first.text()); }
    std::suspend_always yield_value(Returned given) { return say("yield(%s)", given.first.text()), std::suspend_always(); }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
  };
  std::coroutine_handle<promise_type> handle;
  explicit giving(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  giving(giving &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~giving() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

giving<both> by_value(bool named) {
  if (named) co_return both{noisy("a"), co_await text("b")};
  co_return {noisy("c"), co_await text("d")};
}
giving<const both &> by_reference() {
  co_yield {noisy("a"), co_await text("b")};
  co_return both{noisy("c"), co_await text("d")};
}
giving<both> interrupted(at place) { co_return {noisy("a"), std::to_string(co_await throwing{"b", place})}; }

int main() {
  run("arguments", [] { return arguments(); });
  run("inside", [] { return inside(); });
  run("references", [] { return references(); });
  run("by value", [] { return by_value(true); });
  run("by value", [] { return by_value(false); });
  line("by reference:");
  auto made = by_reference();
  while (!made.done()) {
    pending = nullptr;
    made.handle.resume();
    drive();
  }
  run("interrupted", [] { return interrupted(at::resume); });
  run("interrupted", [] { return interrupted(at::suspend); });
  destroy_everywhere("arguments", [] { return arguments(); });
  destroy_everywhere("inside", [] { return inside(); });
  destroy_everywhere("references", [] { return references(); });
  destroy_everywhere("by value", [] { return by_value(true); });
}
