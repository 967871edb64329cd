// RUN: %run_and_compare %s %t
// Coroutine lambdas inside coroutines: named and awaited, awaited where they are written, capturing locals that live
// across awaits, made in an expression that awaits, in loops, in lambdas that are no coroutines, two levels deep.
// GCC-DIFFERS: what g++ 12 makes of it crashes.
#include "trace.hpp"
#include <functional>
#include <vector>

task<int> named(int parameter, noisy object) {
  int local = 1;
  auto add = [&, copy = object](int n) -> task<int> {
    local += n;
    co_await wait("add");
    say("%s %s", copy.text(), object.text());
    co_return local += parameter;
  };
  object.name += "!";
  int first = co_await add(10);
  local = 1000;
  int second = co_await add(20);
  task<int> later = add(1);
  co_await wait("named");
  co_return first + second + co_await later;
}

task<> written_in_place(noisy object) {
  co_await [&]() -> task<> { co_await wait("void"), say("%s", object.text()); }();
  int n = co_await [](int n) -> task<int> { co_return co_await wait("value", n) + 1; }(co_await wait("argument", 5));
  say("%d", n);
  if (co_await [n]() -> task<bool> { co_return co_await wait("condition", n > 5); }()) say("yes");
  int sum = co_await [&n]() -> task<int> { co_return co_await wait("left", n); }() +
            co_await [n]() -> task<int> { co_return co_await wait("right", n * 10); }();
  say("%d", sum);
  for (int i = 0; i < 2; ++i)
    co_await [&, i, mark = noisy("mark")]() -> task<> { // the closure lives to the end of the full-expression
      co_await wait("loop");
      say("%d %s %d", i, mark.text(), n++);
    }();
  say("%d", n);
}

task<int> deep(int n) {
  auto outer = [&n](int m) -> task<int> {
    auto inner = [&n, &m](int k) -> task<int> {
      auto innermost = [=, &n]() -> task<int> {
        n += m * 10 + k * 100;
        co_await wait("innermost");
        co_return n;
      };
      co_await wait("inner");
      co_return co_await innermost() + 1000;
    };
    co_await wait("outer");
    co_return co_await inner(m + 1);
  };
  co_return co_await outer(n);
}

task<int> not_all_are_coroutines(std::vector<int> list) {
  int calls = 0;
  auto make = [&calls](int n) {
    ++calls;
    return [n, &calls]() -> task<int> {
      ++calls;
      co_return co_await wait("made", n);
    };
  };
  int sum = 0;
  for (int each : list) {
    auto one = make(each);
    sum += co_await one();
  }
  std::vector<std::function<task<int>()>> kept;
  for (int each : list) kept.push_back(make(each * 10));
  co_await wait("between");
  for (auto &each : kept) sum += co_await each();
  say("%d", calls);
  co_return sum;
}

struct object {
  int n = 3;
  task<int> member() {
    auto closure = [this](int more) -> task<int> {
      co_await wait("closure");
      n += more;
      auto inside = [this] { return n; };
      co_return inside();
    };
    co_await wait("member");
    int first = co_await closure(1);
    co_return first * 10 + co_await [self = *this]() -> task<int> { co_return co_await wait("self", self.n); }();
  }
};

task<> throwing_inside() {
  noisy local("local");
  auto fails = [&](const char *what) -> task<> {
    noisy inside(local.name + " inside");
    co_await wait("fails");
    fail(what);
  };
  try {
    co_await fails("first");
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
  co_await fails("second");
}

int main() {
  run("named", [] { return named(100, noisy("object")); });
  destroy_everywhere("named", [] { return named(100, noisy("object")); });
  run("written in place", [] { return written_in_place(noisy("object")); });
  destroy_everywhere("written in place", [] { return written_in_place(noisy("object")); });
  run("deep", [] { return deep(1); });
  run("not all", [] { return not_all_are_coroutines({1, 2}); });
  object o;
  run("member", [&] { return o.member(); });
  run("throwing inside", [] { return throwing_inside(); });
}
// EXPECT: named: +object move(object) -(object)
// EXPECT: 1: copy(object) ?add |add
// EXPECT: 2: >add object' object! return(111) ?add |add
// EXPECT: 3: >add object' object! return(1120) ?named |named
// EXPECT: 4: >named ?add |add
// EXPECT: 5: >add object' object! return(1221) return(2452) -object'
// EXPECT: end: -object!
// EXPECT: named destroyed after 0: -object
// EXPECT: named destroyed after 1: -object' -object!
// EXPECT: named destroyed after 2: -object' -object!
// EXPECT: named destroyed after 3: -object' -object!
// EXPECT: named destroyed after 4: -object' -object!
// EXPECT: named destroyed after 5, done: -object!
// EXPECT: written in place: +object move(object) -(object)
// EXPECT: 1: ?void |void
// EXPECT: 2: >void object return() ?argument |argument
// EXPECT: 3: >argument ?value |value
// EXPECT: 4: >value return(6) 6 ?condition |condition
// EXPECT: 5: >condition return(1) yes ?left |left
// EXPECT: 6: >left return(6) ?right |right
// EXPECT: 7: >right return(60) 66 +mark ?loop |loop
// EXPECT: 8: >loop 0 mark 6 return() -mark +mark ?loop |loop
// EXPECT: 9: >loop 1 mark 7 return() -mark 8 return()
// EXPECT: end: -object
// EXPECT: written in place destroyed after 0: -object
// EXPECT: written in place destroyed after 1: -object
// EXPECT: written in place destroyed after 2: -object
// EXPECT: written in place destroyed after 3: -object
// EXPECT: written in place destroyed after 4: -object
// EXPECT: written in place destroyed after 5: -object
// EXPECT: written in place destroyed after 6: -object
// EXPECT: written in place destroyed after 7: -mark -object
// EXPECT: written in place destroyed after 8: -mark -object
// EXPECT: written in place destroyed after 9, done: -object
// EXPECT: deep:
// EXPECT: 1: ?outer |outer
// EXPECT: 2: >outer ?inner |inner
// EXPECT: 3: >inner ?innermost |innermost
// EXPECT: 4: >innermost return(211) return(1211) return(1211) return(1211)
// EXPECT: end:
// EXPECT: not all:
// EXPECT: 1: ?made |made
// EXPECT: 2: >made return(1) ?made |made
// EXPECT: 3: >made return(2) ?between |between
// EXPECT: 4: >between ?made |made
// EXPECT: 5: >made return(10) ?made |made
// EXPECT: 6: >made return(20) 8 return(33)
// EXPECT: end:
// EXPECT: member:
// EXPECT: 1: ?member |member
// EXPECT: 2: >member ?closure |closure
// EXPECT: 3: >closure return(4) ?self |self
// EXPECT: 4: >self return(4) return(44)
// EXPECT: end:
// EXPECT: throwing inside:
// EXPECT: 1: +local +local inside ?fails |fails
// EXPECT: 2: >fails throw(first) -local inside unhandled(first) caught(first) +local inside ?fails |fails
// EXPECT: 3: >fails throw(second) -local inside unhandled(second) -local unhandled(second)
// EXPECT: end:
