// RUN: %run_and_compare %s %t
// Awaits inside dependent expressions: temporaries of dependent type live across them, arguments before them are made
// first, and operators, conditionals, logical operators, calls, subscripts and casts keep their order in each
// instantiation ([class.temporary], [expr.call]/8).
// GCC-DIFFERS: what g++ 12 makes of it crashes.
#include "trace.hpp"
#include <string>
#include <utility>
#include <vector>

int use(const noisy &a, const noisy &b) { return say("use(%s,%s)", a.text(), b.text()), 1; }
int use(int a, int b) { return say("use(%d,%d)", a, b), 2; }
template <class T> T made(const char *name) { return T(name); }
template <> int made<int>(const char *name) { return say("made"), name[0]; }

template <class T> task<int> temporaries(const char *name) {
  int n = use(made<T>(name), co_await wait("a", made<T>("b")));
  T e(made<T>("e"));
  n += use((co_await wait_ref("c", name))[0] ? made<T>("c") : made<T>("d"), e);
  T object = co_await wait("f", made<T>("f"));
  say("%s", shown(object).c_str());
  co_return n;
}
template <class T> task<T> operators(T a, T b) {
  T sum = a + co_await wait("right", b);
  sum += co_await wait("assigned", a) + b;
  a = co_await wait("left", sum) + co_await wait("right", sum);
  bool less = co_await wait("less", a) < sum;
  bool both = a == sum && co_await wait("and", b) == b, either = a == sum || co_await wait("or", b) == b;
  say("%d%d%d", less, both, either);
  co_return less ? co_await wait("yes", a) : co_await wait("no", b);
}
template <class T> task<> conditionals(bool first, T &value) {
  auto &&chosen = first ? co_await wait_ref("first", value) : value;
  say("%d", &chosen == &value);
  T copy = first ? T(value) : co_await wait("second", T(value));
  T other = !first ? copy : co_await wait_move("third", copy);
  co_await wait("end");
  say("%s %s", shown(copy).c_str(), shown(other).c_str());
}
template <class F, class... Arguments> task<int> calls(F f, Arguments... arguments) {
  int n = f(co_await wait("in", arguments)..., 1) + f(static_cast<Arguments &&>(arguments)..., co_await wait("out", 2));
  co_return n + co_await f(co_await ready("deep", f(arguments..., 3)));
}
struct callee {
  noisy tag{"callee"};
  int operator()(int a, int b) const { return say("f(%d,%d)", a, b), a * 10 + b; }
  waiter<int> operator()(int n) const { return wait("called", n); }
};
template <class Container> task<> subscripts(Container items) {
  using size = typename Container::size_type;
  typename Container::value_type &item = items[co_await wait("index", size(1))];
  items[size(0)] = co_await wait("value", item);
  auto copy = Container(co_await wait("count", size(2)), items[static_cast<size>(co_await wait("char", 1))]);
  auto *pointer = new Container(co_await wait_move("moved", items));
  co_await wait("kept");
  for (auto &each : copy) say("%s", shown(each).c_str());
  for (auto &each : *pointer) say("%s", shown(each).c_str());
  delete pointer;
}
template <class T> task<T> braces(const char *name) {
  struct holder {
    T first, second;
    int third;
  };
  holder made{T(name), co_await wait("second", T(name)), co_await wait("third", 3)};
  co_await wait("made");
  say("%s %d", shown(made.second).c_str(), made.third);
  co_return made.first;
}

int main() {
  using std::string;
  run("temporaries noisy", [] { return temporaries<noisy>("noisy"); });
  destroy_everywhere("temporaries noisy", [] { return temporaries<noisy>("noisy"); });
  run("temporaries int", [] { return temporaries<int>("int"); });
  run("operators int", [] { return operators(1, 2); });
  run("operators string", [] { return operators(string("a"), string("b")); });
  int number = 5;
  noisy object("object");
  run("conditionals int", [&] { return conditionals(true, number); });
  run("conditionals noisy", [&] { return conditionals(true, object); });
  run("conditionals noisy", [&] { return conditionals(false, object); });
  run("calls", [] { return calls(callee(), 7); });
  run("subscripts int", [] { return subscripts(std::vector<int>{1, 2}); });
  run("subscripts string", [] { return subscripts(std::vector<string>{"a", "b"}); });
  run("braces string", [] { return braces<string>("string"); });
}
// EXPECT: temporaries noisy:
// EXPECT: 1: +noisy +b move(b) ?a |a
// EXPECT: 2: >a move(b) use(noisy,b) -b -(b) -(b) -noisy +e ?c |c
// EXPECT: 3: >c +c use(c,e) -c +f move(f) ?f |f
// EXPECT: 4: >f move(f) -(f) -(f) f return(2) -f -e
// EXPECT: end:
// EXPECT: temporaries noisy destroyed after 0:
// EXPECT: temporaries noisy destroyed after 1: -b -(b) -noisy
// EXPECT: temporaries noisy destroyed after 2: -e
// EXPECT: temporaries noisy destroyed after 3: -f -(f) -e
// EXPECT: temporaries noisy destroyed after 4, done:
// EXPECT: temporaries int:
// EXPECT: 1: made made ?a |a
// EXPECT: 2: >a use(105,98) made ?c |c
// EXPECT: 3: >c made use(99,101) made ?f |f
// EXPECT: 4: >f 102 return(4)
// EXPECT: end:
// EXPECT: operators int:
// EXPECT: 1: ?right |right
// EXPECT: 2: >right ?assigned |assigned
// EXPECT: 3: >assigned ?left |left
// EXPECT: 4: >left ?right |right
// EXPECT: 5: >right ?less |less
// EXPECT: 6: >less ?or |or
// EXPECT: 7: >or 001 ?no |no
// EXPECT: 8: >no return(2)
// EXPECT: end:
// EXPECT: operators string:
// EXPECT: 1: ?right |right
// EXPECT: 2: >right ?assigned |assigned
// EXPECT: 3: >assigned ?left |left
// EXPECT: 4: >left ?right |right
// EXPECT: 5: >right ?less |less
// EXPECT: 6: >less ?or |or
// EXPECT: 7: >or 001 ?no |no
// EXPECT: 8: >no return(b)
// EXPECT: end: +object
// EXPECT: conditionals int:
// EXPECT: 1: ?first |first
// EXPECT: 2: >first 1 ?third |third
// EXPECT: 3: >third ?end |end
// EXPECT: 4: >end 5 5 return()
// EXPECT: end:
// EXPECT: conditionals noisy:
// EXPECT: 1: ?first |first
// EXPECT: 2: >first 1 copy(object) ?third |third
// EXPECT: 3: >third move(object') ?end |end
// EXPECT: 4: >end (object') object' -object' -(object') return()
// EXPECT: end:
// EXPECT: conditionals noisy:
// EXPECT: 1: 1 copy(object) move(object') ?second |second
// EXPECT: 2: >second move(object') -(object') -(object') copy(object') ?end |end
// EXPECT: 3: >end object' object'' -object'' -object' return()
// EXPECT: end:
// EXPECT: calls: +callee move(callee) -(callee)
// EXPECT: 1: ?in |in
// EXPECT: 2: >in f(7,1) ?out |out
// EXPECT: 3: >out f(7,2) f(7,3) ?deep >deep ?called |called
// EXPECT: 4: >called return(216)
// EXPECT: end: -callee
// EXPECT: subscripts int:
// EXPECT: 1: ?index |index
// EXPECT: 2: >index ?value |value
// EXPECT: 3: >value ?count |count
// EXPECT: 4: >count ?char |char
// EXPECT: 5: >char ?moved |moved
// EXPECT: 6: >moved ?kept |kept
// EXPECT: 7: >kept 2 2 2 2 return()
// EXPECT: end:
// EXPECT: subscripts string:
// EXPECT: 1: ?index |index
// EXPECT: 2: >index ?value |value
// EXPECT: 3: >value ?count |count
// EXPECT: 4: >count ?char |char
// EXPECT: 5: >char ?moved |moved
// EXPECT: 6: >moved ?kept |kept
// EXPECT: 7: >kept b b b b return()
// EXPECT: end:
// EXPECT: braces string:
// EXPECT: 1: ?second |second
// EXPECT: 2: >second ?third |third
// EXPECT: 3: >third ?made |made
// EXPECT: 4: >made string 3 return(string)
// EXPECT: end: -object
