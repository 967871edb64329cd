// RUN: %run_and_compare %s %t
// GNU statement expressions with awaits in every place that takes an expression: operands of co_await and co_yield,
// ranges, braces, captures, handlers around, labels inside.
// FLAGS: -Wno-gnu-statement-expression
#include "trace.hpp"
#include <vector>

struct sequence {
  struct promise_type {
    sequence get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() {}
    void return_void() { say("return"); }
    std::suspend_always yield_value(int value) {
      say("yield(%d)", value);
      return {};
    }
  };
  std::coroutine_handle<promise_type> handle;
  bool done() const { return handle.done(); }
};

sequence yields(int n) {
  noisy local("local");
  co_yield ({ noisy r("r"); if (n == 2) co_return; n; });
  for (int x : ({ std::vector<int> v{1, 2}; co_yield 7; v; }))
    co_yield x;
  co_yield ({ co_yield 3; 4; });
}

task<int> operands() {
  co_await ({
    auto w = wait("x");
    co_await wait("y");
    w;
  });
  int *p = ({
    static int s = 3;
    co_await wait("z");
    &s;
  });
  co_return *p + ({
    goto end;
  end:
    co_await wait("e");
    1;
  });
}
struct big {
  long a[4];
};
task<int> braces() {
  big b = ({
    big c{{1, 2, 3, 4}};
    co_await wait("q");
    c;
  });
  int arr[] = {1, ({ co_await wait("w", 2); }), 3};
  auto l = [x = ({ co_await wait("v", 5); })] { return x; };
  co_return b.a[3] + arr[1] + l();
}
task<> handlers(int n) {
  try {
    noisy t("t");
    int v = ({
      noisy u("u");
      if (n == 1)
        fail("one");
      co_await wait("a", n);
    });
    say("%d", v);
  } catch (const failure &f) {
    say("caught %s", f.what);
  }
  co_await wait("b");
}

int main() {
  run("operands", operands);
  run("braces", braces);
  for (int n : {1, 2})
    run("handlers", [&] { return handlers(n); });
  for (int n : {1, 2}) {
    line("yields:");
    sequence made = yields(n);
    while (!made.done())
      made.handle.resume();
    made.handle.destroy();
  }
}
// EXPECT: operands:
// EXPECT: 1: ?y |y
// EXPECT: 2: >y ?x |x
// EXPECT: 3: >x ?z |z
// EXPECT: 4: >z ?e |e
// EXPECT: 5: >e return(4)
// EXPECT: end:
// EXPECT: braces:
// EXPECT: 1: ?q |q
// EXPECT: 2: >q ?w |w
// EXPECT: 3: >w ?v |v
// EXPECT: 4: >v return(11)
// EXPECT: end:
// EXPECT: handlers:
// EXPECT: 1: +t +u throw(one) -u -t caught one ?b |b
// EXPECT: 2: >b return()
// EXPECT: end:
// EXPECT: handlers:
// EXPECT: 1: +t +u ?a |a
// EXPECT: 2: >a -u 2 -t ?b |b
// EXPECT: 3: >b return()
// EXPECT: end:
// EXPECT: yields: +local +r -r yield(1) yield(7) yield(1) yield(2) yield(3) yield(4) -local return
// EXPECT: yields: +local +r return -r -local
