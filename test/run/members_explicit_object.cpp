// RUN: %run_and_compare %s %t
// C++23: an explicit object parameter by reference is the object, by value it is a copy that lives in the coroutine, and
// its type can be deduced ([dcl.fct]/6); the promise sees it first like any parameter.
// FLAGS: -std=c++23
// SKIP: *c++17*: explicit object parameters are C++23
// SKIP: g++*: g++ 12 has none
#include "trace.hpp"
#include <utility>

struct object {
  noisy tag;
  int n = 1;
  explicit object(const char *tag) : tag(tag) {}

  task<int> by_reference(this object &self, int more) {
    self.n += more;
    co_await wait("a");
    self.tag.name += "!";
    co_return self.n;
  }
  task<int> by_const_reference(this const object &self) {
    co_await wait("a");
    say("%s", self.tag.text());
    co_return self.n;
  }
  task<int> by_value(this object self, int more) {
    self.n += more;
    co_await wait("a");
    self.tag.name += "?";
    say("%s", self.tag.text());
    co_return self.n;
  }
  task<> by_rvalue(this object &&self) {
    co_await wait("a");
    noisy taken = std::move(self.tag);
    co_await wait("b");
  }
  task<int> outside(this object self);
  template <class Self> task<int> deduced(this Self &&self, int more) {
    say(std::is_const_v<std::remove_reference_t<Self>> ? "const" : "mutable");
    say(std::is_lvalue_reference_v<Self> ? "&" : "&&");
    int before = self.n;
    co_await wait("a");
    co_return before + more;
  }
};
task<int> object::outside(this object self) {
  co_await wait("a");
  co_return self.n;
}
struct derived : object {
  int extra = 100;
  using object::object;
};

int main() {
  object o("o");
  run("by reference", [&] { return o.by_reference(1); });
  run("by const reference", [&] { return o.by_const_reference(); });
  run("by value", [&] { return o.by_value(10); });
  destroy_everywhere("by value", [&] { return o.by_value(10); });
  run("by value of an rvalue", [&] { return std::move(o).by_value(20); });
  run("outside", [&] { return o.outside(); });
  run("deduced", [&] { return o.deduced(1); });
  run("deduced const", [&] { return std::as_const(o).deduced(2); });
  derived d("d");
  run("deduced rvalue", [&] { return std::move(d).deduced(3); });
  run("by rvalue", [&] { return std::move(d).by_rvalue(); });
}
// EXPECT: +o
// EXPECT: by reference:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return(2)
// EXPECT: end:
// EXPECT: by const reference:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a o! return(2)
// EXPECT: end:
// EXPECT: by value: copy(o!) move(o!') -(o!')
// EXPECT: 1: ?a |a
// EXPECT: 2: >a o!'? return(12)
// EXPECT: end: -o!'?
// EXPECT: by value destroyed after 0: -o!'
// EXPECT: by value destroyed after 1: -o!'
// EXPECT: by value destroyed after 2, done: -o!'?
// EXPECT: by value of an rvalue: move(o!) move(o!) -(o!)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a o!? return(22)
// EXPECT: end: -o!?
// EXPECT: outside: copy((o!)) move((o!)') -((o!)')
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return(2)
// EXPECT: end: -(o!)'
// EXPECT: deduced:
// EXPECT: 1: mutable & ?a |a
// EXPECT: 2: >a return(3)
// EXPECT: end:
// EXPECT: deduced const:
// EXPECT: 1: const & ?a |a
// EXPECT: 2: >a return(4)
// EXPECT: end: +d
// EXPECT: deduced rvalue:
// EXPECT: 1: mutable && ?a |a
// EXPECT: 2: >a return(4)
// EXPECT: end:
// EXPECT: by rvalue:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a move(d) ?b |b
// EXPECT: 3: >b -d return()
// EXPECT: end: -(d) -(o!)
