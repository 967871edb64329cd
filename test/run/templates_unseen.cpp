// RUN: %run_and_compare %s %t
// Instantiations of one coroutine template that have little in common: in some an object is trivial, in others it must
// not be moved, an await gives a value, a reference or nothing, an expression calls an overloaded operator, a function
// throws or not; and explicit instantiations that nothing calls ([temp.inst]).
#include "trace.hpp"
#include <string>
#include <vector>

struct trivial {
  int n = 1;
  trivial operator+(int m) const { return {n + m}; }
  int weight() const noexcept { return n; }
  waiter<int> operator co_await() const { return wait("trivial", n); }
};
struct pinned { // can neither be copied nor moved, and overloads what operators it can
  noisy tag{"pinned"};
  int n = 10;
  pinned() = default;
  pinned(const pinned &) = delete;
  const pinned *self = this;
  pinned *operator&() { return say("address"), nullptr; }
  pinned &operator,(int) { return say("comma"), *this; }
  pinned &operator+(int m) { return say("plus"), n += m, *this; }
  bool operator!() const { return say("not"), n == 0; }
  explicit operator bool() const { return say("bool"), n != 0; }
  int weight() const { return self == this ? n : -1; }
  keeper operator co_await() const { return keeper("awaiter"); }
};
struct throwing_one {
  int operator+(int) const { return fail("plus"), 0; }
  int weight() const { return 0; }
  void_waiter operator co_await() const { return wait("throwing one"); }
};
struct awaiting : std::vector<int> { // its own awaiter
  using std::vector<int>::vector;
  int weight() const { return static_cast<int>(size()); }
  awaiting &operator+(int m) { return push_back(m), *this; }
  bool await_ready() const { return say("?awaiting"), size() > 1; }
  bool await_suspend(std::coroutine_handle<> handle) { return say("|awaiting"), push_back(2), pending = handle, true; }
  std::string await_resume() const { return say(">awaiting"), "result"; }
};

template <class T> task<int> all_kinds() {
  T object;
  co_await object;
  int before = object.weight();
  try {
    auto &&more = object + 2;
    co_await ready("between");
    before += (void(object), static_cast<int>(sizeof(more) > 0));
    if (before > 5) co_await wait("heavy");
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
  const T &extended = T();
  co_await object;
  co_await wait("extended");
  co_return before * 100 + object.weight() * 10 + extended.weight();
}

template <class T> struct only_explicit {
  T value{};
  task<int> get() {
    T copy = value;
    co_await wait("explicit");
    co_return copy.weight();
  }
  static task<int> (only_explicit::*pointer())() { return &only_explicit::get; }
};
template struct only_explicit<trivial>;
template struct only_explicit<awaiting>;
template <class T> task<int> instantiated(T &of) {
  noisy local("local");
  co_await wait("instantiated");
  co_return of.weight();
}
template task<int> instantiated(pinned &);
template task<int> instantiated<throwing_one>(throwing_one &);
using function = task<int> (*)(pinned &);
function pointer = instantiated<pinned>;

int main() {
  run("trivial", [] { return all_kinds<trivial>(); });
  run("pinned", [] { return all_kinds<pinned>(); });
  destroy_everywhere("pinned", [] { return all_kinds<pinned>(); });
  run("throwing one", [] { return all_kinds<throwing_one>(); });
  run("awaiting", [] { return all_kinds<awaiting>(); });
  only_explicit<awaiting> e;
  run("explicit", [&] { return (e.*only_explicit<awaiting>::pointer())(); });
  pinned p;
  run("pointer", [&] { return pointer(p); });
}
// EXPECT: trivial:
// EXPECT: 1: ?trivial |trivial
// EXPECT: 2: >trivial ?between >between ?trivial |trivial
// EXPECT: 3: >trivial ?extended |extended
// EXPECT: 4: >extended return(211)
// EXPECT: end:
// EXPECT: pinned:
// EXPECT: 1: +pinned +awaiter ?awaiter |awaiter
// EXPECT: 2: >awaiter -awaiter plus ?between >between ?heavy |heavy
// EXPECT: 3: >heavy +pinned +awaiter ?awaiter |awaiter
// EXPECT: 4: >awaiter -awaiter ?extended |extended
// EXPECT: 5: >extended return(1230) -pinned -pinned
// EXPECT: end:
// EXPECT: pinned destroyed after 0:
// EXPECT: pinned destroyed after 1: -awaiter -pinned
// EXPECT: pinned destroyed after 2: -pinned
// EXPECT: pinned destroyed after 3: -awaiter -pinned -pinned
// EXPECT: pinned destroyed after 4: -pinned -pinned
// EXPECT: pinned destroyed after 5, done:
// EXPECT: throwing one:
// EXPECT: 1: ?throwing one |throwing one
// EXPECT: 2: >throwing one throw(plus) caught(plus) ?throwing one |throwing one
// EXPECT: 3: >throwing one ?extended |extended
// EXPECT: 4: >extended return(0)
// EXPECT: end:
// EXPECT: awaiting:
// EXPECT: 1: ?awaiting |awaiting
// EXPECT: 2: >awaiting ?between >between ?awaiting >awaiting ?extended |extended
// EXPECT: 3: >extended return(220)
// EXPECT: end:
// EXPECT: explicit:
// EXPECT: 1: ?explicit |explicit
// EXPECT: 2: >explicit return(0)
// EXPECT: end: +pinned
// EXPECT: pointer:
// EXPECT: 1: +local ?instantiated |instantiated
// EXPECT: 2: >instantiated return(10) -local
// EXPECT: end: -pinned
