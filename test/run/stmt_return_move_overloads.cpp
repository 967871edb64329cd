// RUN: %run_and_compare %s %t
// The implicit move of co_return's operand decides between overloads of return_value: it is an rvalue if it names a
// movable local or parameter ([class.copy.elision]/3); move-only values are returned by name.
#include "trace.hpp"
#include <memory>

std::string shown(const std::unique_ptr<noisy> &owner) { return owner->name; }

struct references { // which overload was chosen
  struct promise_type {
    references get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_value(noisy &n) { say("lvalue(%s)", n.text()); }
    void return_value(const noisy &n) { say("const(%s)", n.text()); }
    void return_value(noisy &&n) { say("rvalue(%s)", n.text()); }
  };
  std::coroutine_handle<promise_type> handle;
  references(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  references(references &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~references() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

references chosen(int how, noisy parameter, noisy &&rvalue) {
  noisy local("local");
  const noisy constant("constant");
  noisy &alias = local;
  switch (how) {
  case 0: co_return local;
  case 1: co_return parameter;
  case 2: co_return rvalue;
  case 3: co_return alias;
  case 4: co_return constant;
  case 5: co_return std::move(constant);
  case 6: co_return co_await ready_ref("a", local);
  }
  co_return noisy("prvalue");
}

task<std::unique_ptr<noisy>> unique() {
  auto owner = std::make_unique<noisy>("unique");
  co_await wait("a");
  co_return owner;
}

int main() {
  noisy moved("moved");
  for (int how = 0; how <= 7; ++how) {
    run("chosen", [&] { return chosen(how, noisy("parameter"), std::move(moved)); });
  }
  run("unique", [] { return unique(); });
}
// EXPECT: +moved
// EXPECT: chosen: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant rvalue(local) -constant -local
// EXPECT: end: -parameter
// EXPECT: chosen: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant rvalue(parameter) -constant -local
// EXPECT: end: -parameter
// EXPECT: chosen: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant rvalue(moved) -constant -local
// EXPECT: end: -parameter
// EXPECT: chosen: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant lvalue(local) -constant -local
// EXPECT: end: -parameter
// EXPECT: chosen: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant const(constant) -constant -local
// EXPECT: end: -parameter
// EXPECT: chosen: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant const(constant) -constant -local
// EXPECT: end: -parameter
// EXPECT: chosen: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant ?a >a lvalue(local) -constant -local
// EXPECT: end: -parameter
// EXPECT: chosen: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +prvalue rvalue(prvalue) -prvalue -constant -local
// EXPECT: end: -parameter
// EXPECT: unique:
// EXPECT: 1: +unique ?a |a
// EXPECT: 2: >a return(unique)
// EXPECT: end: -unique -moved
