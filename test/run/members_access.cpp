// RUN: %run_and_compare %s %t
// The body of a member function names the members of its class: private data, functions, types, constants and static
// members, inherited and protected ones, those of a base with a using-declaration, of enclosing classes, and of other
// objects; locals and parameters hide them ([class.mfct.non.static], [class.access]).
#include "trace.hpp"
#include <vector>

struct base {
  int shared = 1;
  int hidden_by_derived = 2;
  int helper() const { return shared * 10; }
  int twice(int n) const { return 2 * n; }
  using number = int;

protected:
  noisy guarded{"guarded"};
  static int count;
  task<int> base_step(int n) {
    co_await wait("base step");
    co_return shared += n;
  }
};
int base::count = 0;

class derived : public base {
  struct entry {
    noisy tag;
    number amount;
  };
  enum kind { open, closed };
  enum class level : char { low, high };
  static constexpr int limit = 10;
  static inline std::vector<int> log;
  using base::twice;
  double twice(double d) const { return d * 2; }
  template <class T> T plus(T a, T b) const { return a + b; }

  int hidden_by_derived = 20;
  int value = 5;
  kind state_kind = open;
  waiter<int> own_wait(const char *name) const { return wait(name, value); }
  friend int peek(const derived &of) { return of.value; }

public:
  int step_of_caller = 0;

  task<int> members(int shared) { // hides base::shared
    entry first{{"entry"}, limit};
    kind before = state_kind;
    co_await wait("a");
    state_kind = closed;
    log.push_back(shared);
    ++count;
    first.amount += this->shared + base::shared + shared;
    co_await own_wait("private");
    level l = before == open ? level::high : level::low;
    log.push_back(first.amount);
    co_await wait("b");
    say("%s %d %d %d", guarded.text(), helper(), twice(3), static_cast<int>(twice(1.5)));
    say("%d %d %d", hidden_by_derived, base::hidden_by_derived, this->base::hidden_by_derived);
    say("%d %d %d %d", l == level::high, state_kind == closed, plus(1, 2), derived::limit);
    co_return log.back() + static_cast<int>(log.size()) + count + peek(*this);
  }
  task<int> hidden(int n) {
    say("%d", value);
    co_await wait("a");
    value += n;
    int value = this->value * 100;
    {
      int value = derived::value * 1000;
      co_await wait("b");
      say("%d", value);
    }
    co_await wait("c");
    say("%d %d", value, this->value);
    for (int log = 0; log < 1; ++log) co_await wait("d", log);
    co_return value + static_cast<int>(log.size());
  }
  task<int> others(derived &other, derived by_value, const derived *pointer) {
    other.value += by_value.value;
    co_await wait("a");
    by_value.state_kind = other.state_kind;
    int n = co_await other.base_step(pointer->value) + co_await base_step(1);
    say("%d %d %d", by_value.state_kind, other.shared, shared);
    co_return n + (&other == pointer);
  }
  task<> pointers() {
    int derived::*data = &derived::value;
    int (derived::*function)() const = &derived::helper;
    derived *self = this;
    auto &alias = *this;
    co_await wait("a");
    alias.*data += 1;
    say("%d %d", value, (self->*function)());
    auto by_this = [this, n = 1] { return value + n; };
    auto by_copy = [*this]() mutable { return ++value; };
    auto by_default = [&] { return value + shared; };
    co_await wait("b");
    value = 1000;
    say("%d %d %d", by_this(), by_default(), by_copy());
    say("%d %d", by_copy(), value);
  }
};

class outer {
  static int secret;
  int own = 3;
  struct inner {
    outer &of;
    task<int> look() {
      co_await wait("look");
      co_return of.own + secret;
    }
  };

public:
  task<int> ask() {
    inner asked{*this};
    co_return co_await asked.look() + co_await inner{*this}.look();
  }
};
int outer::secret = 40;

int main() {
  derived a, b;
  run("members", [&] { return a.members(7); });
  run("hidden", [&] { return a.hidden(2); });
  run("others", [&] { return a.others(b, b, &b); });
  run("pointers", [&] { return a.pointers(); });
  outer o;
  run("outer", [&] { return o.ask(); });
}
// EXPECT: +guarded +guarded
// EXPECT: members:
// EXPECT: 1: +entry ?a |a
// EXPECT: 2: >a ?private |private
// EXPECT: 3: >private ?b |b
// EXPECT: 4: >b guarded 10 6 3 20 2 2 1 1 3 10 return(27) -entry
// EXPECT: end:
// EXPECT: hidden:
// EXPECT: 1: 5 ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 7000 ?c |c
// EXPECT: 4: >c 700 7 ?d |d
// EXPECT: 5: >d return(702)
// EXPECT: end:
// EXPECT: others: copy(guarded) move(guarded') -(guarded')
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?base step |base step
// EXPECT: 3: >base step return(11) ?base step |base step
// EXPECT: 4: >base step return(2) 0 11 2 return(14)
// EXPECT: end: -guarded'
// EXPECT: pointers:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 8 20 copy(guarded) ?b |b
// EXPECT: 3: >b 1001 1002 9 10 1000 -guarded' return()
// EXPECT: end:
// EXPECT: outer:
// EXPECT: 1: ?look |look
// EXPECT: 2: >look return(43) ?look |look
// EXPECT: 3: >look return(43) return(86)
// EXPECT: end: -guarded -guarded
