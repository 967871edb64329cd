// RUN: %run_and_compare %s %t
// co_return of a local or a parameter is an implicit move if it can be, and a copy if it is not implicitly movable (a
// reference to lvalue, const, volatile, static, a member); parentheses do not matter ([class.copy.elision]/3). What the
// operand of throw and of an inner lambda's return does is the same rule.
#include "trace.hpp"

struct result {
  struct promise_type {
    result get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
    void return_value(noisy n) { say("value(%s)", n.text()); }
  };
  std::coroutine_handle<promise_type> handle;
  result(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  result(result &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~result() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

struct pair {
  noisy first, second;
};

result values(int how, noisy parameter, noisy &reference, noisy &&rvalue) {
  noisy local("local");
  const noisy constant("constant");
  pair both{noisy("first"), noisy("second")};
  noisy &alias = local;
  noisy &&bound = std::move(local);
  static noisy kept("kept");
  co_await wait("a");
  switch (how) {
  case 0: co_return local;
  case 1: co_return (local);
  case 2: co_return parameter;
  case 3: co_return constant;
  case 4: co_return reference;
  case 5: co_return alias;
  case 6: co_return rvalue;
  case 7: co_return bound;
  case 8: co_return both.first;
  case 9: co_return kept;
  case 10: co_return co_await wait_ref("b", local);
  case 11: co_return co_await wait("c", noisy("awaited"));
  case 12: {
    noisy inner("inner");
    co_await wait("d");
    co_return inner;
  }
  case 13: co_return how ? local : constant;
  case 14: co_return [local]() mutable { return local; }();
  case 15: {
    auto [a, b] = std::move(both);
    co_return a;
  }
  case 16: co_return {"braces"};
  default: {
    noisy thrown("thrown");
    throw thrown;
  }
  }
}

int main() {
  noisy outside("outside");
  for (int how = 0; how <= 17; ++how) {
    noisy rvalue("rvalue");
    run("values", [&] { return values(how, noisy("parameter"), outside, std::move(rvalue)); });
  }
  line("leaving:");
}
// EXPECT: +outside +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second +kept ?a |a
// EXPECT: 2: >a move(local) value(local) -local -second -first -constant -(local)
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a move(local) value(local) -local -second -first -constant -(local)
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a move(parameter) value(parameter) -parameter -second -first -constant -local
// EXPECT: end: -(parameter) -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a copy(constant) value(constant') -constant' -second -first -constant -local
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a copy(outside) value(outside') -outside' -second -first -constant -local
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a copy(local) value(local') -local' -second -first -constant -local
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a move(rvalue) value(rvalue) -rvalue -second -first -constant -local
// EXPECT: end: -parameter -(rvalue) +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a move(local) value(local) -local -second -first -constant -(local)
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a copy(first) value(first') -first' -second -first -constant -local
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a copy(kept) value(kept') -kept' -second -first -constant -local
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b copy(local) value(local') -local' -second -first -constant -local
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a +awaited move(awaited) ?c |c
// EXPECT: 3: >c move(awaited) value(awaited) -awaited -(awaited) -(awaited) -second -first -constant -local
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a +inner ?d |d
// EXPECT: 3: >d move(inner) value(inner) -inner -(inner) -second -first -constant -local
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a copy(local) value(local') -local' -second -first -constant -local
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a copy(local) copy(local') value(local'') -local'' -local' -second -first -constant -local
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a move(first) move(second) copy(first) value(first') -first' -second -first -(second) -(first) -constant -local
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a +braces value(braces) -braces -second -first -constant -local
// EXPECT: end: -parameter -rvalue +rvalue
// EXPECT: values: +parameter move(parameter) -(parameter)
// EXPECT: 1: +local +constant +first +second ?a |a
// EXPECT: 2: >a +thrown move(thrown) -(thrown) -second -first -constant -local unhandled(thrown) -thrown
// EXPECT: end: -parameter -rvalue
// EXPECT: leaving: -outside -kept
