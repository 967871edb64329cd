// RUN: %run_and_compare %s %t
// A lambda coroutine refers to its closure and does not copy it: what it captured is where it was, changes are seen by
// all calls and by none of another closure, and copies are made only where the program copies
// ([dcl.fct.def.coroutine]/13: the object is no parameter copy).
#include "trace.hpp"
#include <functional>
#include <memory>

int main() {
  line("captured by value:");
  noisy object("object");
  auto closure = [object]() -> task<const noisy &> {
    const noisy *before = &object;
    co_await wait("a");
    say("%d", before == &object && object.self == &object);
    co_return object;
  };
  {
    task<const noisy &> first = closure(), second = closure();
    first.resume();
    second.resume();
    first.resume();
    second.resume();
    pending = nullptr;
    const char *begin = reinterpret_cast<const char *>(&closure);
    const char *at = reinterpret_cast<const char *>(&first.await_resume());
    say("%d %d", &first.await_resume() == &second.await_resume(), at >= begin && at < begin + sizeof closure);
  }

  line("two closures of one type:");
  auto make = [](const char *name) {
    return [count = 0, tag = noisy(name)]() mutable -> task<int> {
      int mine = ++count;
      co_await wait(tag.text());
      co_return mine * 10 + count;
    };
  };
  {
    auto one = make("one"), two = make("two");
    task<int> a = one(), b = one(), c = two();
    for (int i = 0; i < 2; ++i) a.resume(), b.resume(), c.resume();
    line("a copy:");
    auto three = two;
    task<int> d = two(), e = three();
    for (int i = 0; i < 2; ++i) d.resume(), e.resume();
    pending = nullptr;
    line("end:");
  }

  line("changed while suspended:");
  int number = 1;
  auto watching = [&number, copy = number]() mutable -> task<int> {
    for (int i = 0; i < 2; ++i) {
      co_await wait("a");
      say("%d %d", number, copy++);
    }
    co_return number + copy;
  };
  {
    task<int> first = watching(), second = watching();
    first.resume();
    second.resume();
    number = 2;
    first.resume();
    second.resume();
    number = 3;
    first.resume();
    second.resume();
    pending = nullptr;
  }

  line("assigned while suspended:");
  auto holder = std::make_unique<std::function<task<>()>>();
  std::string text = "before";
  *holder = [&text, counter = std::make_shared<int>(1)]() -> task<> {
    ++*counter;
    co_await wait("a");
    say("%s %d %ld", text.c_str(), *counter, counter.use_count());
  };
  {
    std::function<task<>()> another = *holder;
    task<> first = (*holder)(), second = another();
    first.resume();
    second.resume();
    text = "after";
    first.resume();
    holder.reset();
    second.resume();
    pending = nullptr;
  }

  line("static local:");
  auto counting = [](int n) -> task<int> {
    static int calls = 0;
    static noisy once("once");
    calls += n;
    co_await wait("a");
    co_return calls;
  };
  run("first", [&] { return counting(1); });
  auto copy = counting;
  run("copy", [&] { return copy(10); });

  line("destroyed:");
  {
    auto owning = [tag = noisy("captured")](noisy parameter) -> task<> {
      noisy local("local");
      co_await wait("a");
      say("%s %s %s", tag.text(), parameter.text(), local.text());
    };
    task<> suspended = owning(noisy("parameter"));
    suspended.resume();
    pending = nullptr;
    line("end:");
  }
}
// EXPECT: captured by value: +object copy(object) ?a |a ?a |a >a 1 return(object') >a 1 return(object') 1 1
// EXPECT: two closures of one type: +one +two ?one |one ?one |one ?two |two >one return(12) >one return(22) >two return(11)
// EXPECT: a copy: copy(two) ?two |two ?two' |two' >two return(22) >two' return(22)
// EXPECT: end: -two' -two -one
// EXPECT: changed while suspended: ?a |a ?a |a >a 2 1 ?a |a >a 2 2 ?a |a >a 3 3 return(7) >a 3 4 return(8)
// EXPECT: assigned while suspended: ?a |a ?a |a >a after 3 2 return() >a after 3 1 return()
// EXPECT: static local:
// EXPECT: first:
// EXPECT: 1: +once ?a |a
// EXPECT: 2: >a return(1)
// EXPECT: end:
// EXPECT: copy:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return(11)
// EXPECT: end:
// EXPECT: destroyed: +captured +parameter move(parameter) -(parameter) +local ?a |a
// EXPECT: end: -local -parameter -captured -object' -object -once
