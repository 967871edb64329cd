// RUN: %run_and_compare %s %t
// Exceptions from the parts of an await: the operand, operator co_await, await_ready, await_suspend of each kind (the
// coroutine counts as resumed, [expr.await]/5.1.1), await_resume, the awaiter's constructor and destructor; with
// temporaries beside it, inside and outside of try, and handled by a suspension later.
// GCC-DIFFERS: g++ 12 aborts when await_suspend throws beside a temporary.
#include "trace.hpp"

template <class Result> struct suspending { // await_suspend throws, whatever it would return
  noisy awaiter{"awaiter"};
  bool await_ready() { return false; }
  Result await_suspend(std::coroutine_handle<>) { fail("await_suspend"); }
  int await_resume() { return say("never"), 0; }
};
struct made { // throws when it is made
  explicit made(const char *name) { fail(name); }
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  int await_resume() { return 0; }
};
struct destroyed { // throws when it dies
  const char *name;
  ~destroyed() noexcept(false) {
    say("-%s", name);
    fail(name);
  }
  bool await_ready() { return say("?%s", name), false; }
  void await_suspend(std::coroutine_handle<> handle) { pending = handle; }
  int await_resume() { return say(">%s", name), 1; }
};
struct converted {
  int what;
};
keeper operator co_await(converted c) {
  if (c.what == 0) fail("operator co_await");
  return keeper("converted");
}
void use(const noisy &a) { say("use(%s)", a.text()); }

task<int> caught(int what) {
  noisy outer("outer");
  int result = 0;
  try {
    noisy inner("inner");
    switch (what) {
    case 0: result = (use(noisy("t")), co_await suspending<void>{}); break;
    case 1: result = (use(noisy("t")), co_await suspending<bool>{}); break;
    case 2: result = (use(noisy("t")), co_await suspending<std::coroutine_handle<>>{}); break;
    case 3: result = (use(noisy("t")), co_await made("constructor")); break;
    case 4: result = (use(noisy("t")), co_await destroyed{"destructor"}); break;
    case 5: result = (use(co_await converted{0}), 0); break;
    case 6: result = (use(co_await converted{1}), co_await throwing{"x", at::resume}); break;
    case 7: result = (use(noisy("t")), co_await wait((fail("operand"), "never"), 1)); break;
    case 8: result = (use(noisy("t")), co_await throwing{"x", at::ready}); break;
    case 9: result = (use(noisy("t")), co_await throwing{"x", at::resume, false}); break;
    }
  } catch (const failure &f) {
    say("caught(%s)", f.what);
    result = -1;
  }
  co_await wait("after");
  co_return result;
}

task<int> uncaught(int what) {
  noisy outer("outer");
  if (what == 0) co_return (use(noisy("t")), co_await suspending<void>{});
  if (what == 1) co_return (use(noisy("t")), co_await suspending<bool>{});
  if (what == 2) co_return (use(noisy("t")), co_await suspending<std::coroutine_handle<>>{});
  co_await destroyed{"destructor"};
  co_return 1;
}

struct counting { // throws the first times
  int &left;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> handle) const {
    if (left-- > 0) fail("busy");
    pending = handle;
  }
  void await_resume() const { say("admitted"); }
};

task<> until_it_works(int left) {
  for (int tries = 1;; ++tries) {
    try {
      noisy attempt("attempt");
      co_await counting{left};
      say("tries=%d", tries);
      co_return;
    } catch (const failure &) {
    }
    if (tries == 2) co_await wait("pause");
  }
}

int main() {
  for (int what = 0; what <= 9; ++what) run("caught", [=] { return caught(what); });
  for (int what = 0; what <= 3; ++what) run("uncaught", [=] { return uncaught(what); });
  run("until it works", [] { return until_it_works(3); });
}
// EXPECT: caught:
// EXPECT: 1: +outer +inner +t use(t) +awaiter throw(await_suspend) -awaiter -t -inner caught(await_suspend) ?after |after
// EXPECT: 2: >after return(-1) -outer
// EXPECT: end:
// EXPECT: caught:
// EXPECT: 1: +outer +inner +t use(t) +awaiter throw(await_suspend) -awaiter -t -inner caught(await_suspend) ?after |after
// EXPECT: 2: >after return(-1) -outer
// EXPECT: end:
// EXPECT: caught:
// EXPECT: 1: +outer +inner +t use(t) +awaiter throw(await_suspend) -awaiter -t -inner caught(await_suspend) ?after |after
// EXPECT: 2: >after return(-1) -outer
// EXPECT: end:
// EXPECT: caught:
// EXPECT: 1: +outer +inner +t use(t) throw(constructor) -t -inner caught(constructor) ?after |after
// EXPECT: 2: >after return(-1) -outer
// EXPECT: end:
// EXPECT: caught:
// EXPECT: 1: +outer +inner +t use(t) ?destructor
// EXPECT: 2: >destructor -destructor throw(destructor) -t -inner caught(destructor) ?after |after
// EXPECT: 3: >after return(-1) -outer
// EXPECT: end:
// EXPECT: caught:
// EXPECT: 1: +outer +inner throw(operator co_await) -inner caught(operator co_await) ?after |after
// EXPECT: 2: >after return(-1) -outer
// EXPECT: end:
// EXPECT: caught:
// EXPECT: 1: +outer +inner +converted ?converted |converted
// EXPECT: 2: >converted use(converted) ?x |x
// EXPECT: 3: >x throw(x) -converted -inner caught(x) ?after |after
// EXPECT: 4: >after return(-1) -outer
// EXPECT: end:
// EXPECT: caught:
// EXPECT: 1: +outer +inner +t use(t) throw(operand) -t -inner caught(operand) ?after |after
// EXPECT: 2: >after return(-1) -outer
// EXPECT: end:
// EXPECT: caught:
// EXPECT: 1: +outer +inner +t use(t) ?x throw(x) -t -inner caught(x) ?after |after
// EXPECT: 2: >after return(-1) -outer
// EXPECT: end:
// EXPECT: caught:
// EXPECT: 1: +outer +inner +t use(t) ?x >x throw(x) -t -inner caught(x) ?after |after
// EXPECT: 2: >after return(-1) -outer
// EXPECT: end:
// EXPECT: uncaught:
// EXPECT: 1: +outer +t use(t) +awaiter throw(await_suspend) -awaiter -t -outer unhandled(await_suspend)
// EXPECT: end:
// EXPECT: uncaught:
// EXPECT: 1: +outer +t use(t) +awaiter throw(await_suspend) -awaiter -t -outer unhandled(await_suspend)
// EXPECT: end:
// EXPECT: uncaught:
// EXPECT: 1: +outer +t use(t) +awaiter throw(await_suspend) -awaiter -t -outer unhandled(await_suspend)
// EXPECT: end:
// EXPECT: uncaught:
// EXPECT: 1: +outer ?destructor
// EXPECT: 2: >destructor -destructor throw(destructor) -outer unhandled(destructor)
// EXPECT: end:
// EXPECT: until it works:
// EXPECT: 1: +attempt throw(busy) -attempt +attempt throw(busy) -attempt ?pause |pause
// EXPECT: 2: >pause +attempt throw(busy) -attempt +attempt
// EXPECT: 3: admitted tries=4 return() -attempt
// EXPECT: end:
