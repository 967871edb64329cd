// RUN: %run_and_compare %s %t
// Local classes, unions, enums, aliases, using-declarations and function declarations in a coroutine, and objects of
// those types that live across awaits ([class.local], [dcl.enum], [dcl.typedef]).
// GCC-DIFFERS: g++ 12 does not compile a function declared in a coroutine.
#include "trace.hpp"
#include <string>
#include <vector>

namespace shapes {
int area(int n) { return n * n; }
struct square {
  int side;
};
int area(square s) { return s.side * s.side; }
} // namespace shapes

task<int> classes(int n) {
  struct counter {
    int count = 0;
    noisy tag{"counter"};
    int up() { return ++count; }
    static int fixed() { return 5; }
  };
  counter a;
  co_await wait("a");
  a.up();
  counter *b = &a;
  struct derived : counter {
    int up() { return count += 10; }
  } c, d[2];
  co_await wait("b");
  d[1].up();
  b->up();
  say("%d %d %d %d", a.count, c.up(), d[1].count, counter::fixed());
  auto make = [](int value) {
    struct inside {
      int value;
    };
    return inside{value};
  };
  auto made = make(n);
  co_await wait("c");
  struct {
    int x, y;
  } unnamed = {1, made.value};
  union {
    int i;
    float f;
  } both;
  both.i = 7;
  co_await wait("d");
  co_return unnamed.x + unnamed.y * 10 + both.i * 100;
}

task<int> enums(int n) {
  enum colour { red, green = 5, blue };
  enum class level : unsigned char { low, high };
  enum { unnamed = 40 };
  colour a = n ? green : red;
  level b = level::low;
  co_await wait("a");
  switch (a) {
  case red: say("red"); break;
  case green:
    co_await wait("b");
    b = level::high;
    break;
  case blue: break;
  }
  co_return a + static_cast<int>(b) + unnamed + blue;
}

task<int> aliases(std::vector<int> parameter) {
  typedef int number;
  using list = std::vector<number>;
  using iterator = list::iterator;
  using shapes::area;
  using namespace shapes;
  list a = parameter;
  iterator it = a.begin();
  co_await wait("a");
  square s{*it};
  ++it;
  extern int declared_elsewhere;
  int helper(int);
  co_await wait("b");
  namespace sh = shapes;
  static_assert(sizeof(number) == sizeof(int));
  co_return area(s) + area(*it) + sh::area(declared_elsewhere) + helper(1000);
}
int declared_elsewhere = 10;
int helper(int n) { return n + 1; }

task<> in_nested_scopes() {
  for (int i = 0; i < 2; ++i) {
    struct local {
      int value;
      noisy tag;
      ~local() { say("~local(%d)", value); }
    };
    local a{i, {"outer"}};
    co_await wait("a");
    {
      struct nested_local {
        std::string text;
        ~nested_local() { say("~local(%s)", text.c_str()); }
      };
      nested_local b{"inner" + std::to_string(a.value)};
      co_await wait("b");
    }
    struct awaiter {
      local &of;
      bool await_ready() const { return false; }
      void await_suspend(std::coroutine_handle<> handle) { pending = handle; }
      int await_resume() { return of.value += 10; }
    };
    say("%d", co_await awaiter{a});
  }
}

int main() {
  run("classes", [] { return classes(3); });
  run("enums", [] { return enums(1); });
  run("aliases", [] { return aliases({2, 3}); });
  run("in nested scopes", [] { return in_nested_scopes(); });
  destroy_everywhere("in nested scopes", [] { return in_nested_scopes(); });
}
// EXPECT: classes:
// EXPECT: 1: +counter ?a |a
// EXPECT: 2: >a +counter +counter +counter ?b |b
// EXPECT: 3: >b 2 10 10 5 ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d return(731) -counter -counter -counter -counter
// EXPECT: end:
// EXPECT: enums:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b return(52)
// EXPECT: end:
// EXPECT: aliases:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b return(1114)
// EXPECT: end:
// EXPECT: in nested scopes:
// EXPECT: 1: +outer ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ~local(inner0)
// EXPECT: 4: 10 ~local(10) -outer +outer ?a |a
// EXPECT: 5: >a ?b |b
// EXPECT: 6: >b ~local(inner1)
// EXPECT: 7: 11 ~local(11) -outer return()
// EXPECT: end:
// EXPECT: in nested scopes destroyed after 0:
// EXPECT: in nested scopes destroyed after 1: ~local(0) -outer
// EXPECT: in nested scopes destroyed after 2: ~local(inner0) ~local(0) -outer
// EXPECT: in nested scopes destroyed after 3: ~local(0) -outer
// EXPECT: in nested scopes destroyed after 4: ~local(1) -outer
// EXPECT: in nested scopes destroyed after 5: ~local(inner1) ~local(1) -outer
// EXPECT: in nested scopes destroyed after 6: ~local(1) -outer
// EXPECT: in nested scopes destroyed after 7, done:
