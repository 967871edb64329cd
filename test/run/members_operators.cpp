// RUN: %run_and_compare %s %t
// Coroutines that are operators and conversion functions, as members and as free functions ([over.oper],
// [class.conv.fct]): calls, arithmetic, comparison, subscript, increment, assignment, literals, conversions.
#include "trace.hpp"

struct number {
  noisy tag;
  int value;
  number(const char *tag, int value) : tag(tag), value(value) {}

  task<int> operator()(int n) {
    co_await wait("call");
    co_return value += n;
  }
  task<int> operator()(int a, int b = 20) const {
    co_await wait("call const");
    co_return value + a * b;
  }
  task<int> operator[](const noisy &key) const {
    co_await wait("subscript");
    say("%s[%s]", tag.text(), key.text());
    co_return value;
  }
  task<int> operator+(const number &other) const {
    int left = value;
    co_await wait("plus");
    co_return left + other.value;
  }
  task<number &> operator+=(int n);
  task<int> operator-() const { co_return -co_await wait("minus", value); }
  task<int> operator++() {
    co_await wait("before");
    co_return ++value;
  }
  task<int> operator++(int) {
    int old = value++;
    co_await wait("after");
    co_return old;
  }
  task<bool> operator!() const { co_return !co_await wait("not", value); }
  task<> operator=(int n) {
    co_await wait("assign");
    value = n;
  }
  task<int> operator,(const number &right) const { co_return co_await wait("comma", right.value); }
  operator task<int>() const {
    co_await wait("convert");
    co_return value;
  }
  operator task<std::string>() const;
  friend task<int> operator*(const number &left, int n) {
    co_await wait("times");
    co_return left.value * n;
  }
};
std::string shown(const number &n) { return n.tag.name; }

task<number &> number::operator+=(int n) {
  value += n;
  co_await wait("plus assign");
  co_return *this;
}
number::operator task<std::string>() const {
  std::string made = tag.name + " ";
  co_await wait("convert to string");
  made += std::to_string(value);
  co_return made;
}
task<bool> operator==(const number &left, number right) {
  noisy local("local");
  co_await wait("equal");
  co_return left.value == right.value;
}
task<int> operator""_later(unsigned long long n) { co_return co_await wait("literal", static_cast<int>(n)); }

task<int> all(number &a, const number &b) {
  int sum = co_await a(1) + co_await b(1, 2) + co_await b(3);
  sum += co_await a[noisy("key")]; // the key lives to the end of the full-expression
  number &same = co_await (a += 5);
  say("%d", &same == &a);
  sum += co_await ++same + co_await a++ + co_await (a + b) - co_await -b;
  task<std::string> text = b;
  say("%s", (co_await text).c_str());
  sum += co_await static_cast<task<int>>(b) + co_await (a * 2) + co_await 7_later;
  co_await (a = 3);
  co_return sum + co_await (a, b) + co_await !a;
}

int main() {
  number a("a", 1), b("b", 10);
  run("call", [&] { return a(1); });
  run("call const", [&] { return std::as_const(a)(1); });
  noisy outside("outside");
  run("subscript", [&] { return a[outside]; });
  run("plus", [&] { return a + b; });
  run("convert", [&]() -> task<int> { return b; });
  run("convert to string", [&]() -> task<std::string> { return b; });
  run("equal", [&] { return a == b; });
  destroy_everywhere("equal", [&] { return a == b; });
  run("literal", [] { return 5_later; });
  run("all", [&] { return all(a, b); });
}
// EXPECT: +a +b
// EXPECT: call:
// EXPECT: 1: ?call |call
// EXPECT: 2: >call return(2)
// EXPECT: end:
// EXPECT: call const:
// EXPECT: 1: ?call const |call const
// EXPECT: 2: >call const return(22)
// EXPECT: end: +outside
// EXPECT: subscript:
// EXPECT: 1: ?subscript |subscript
// EXPECT: 2: >subscript a[outside] return(2)
// EXPECT: end:
// EXPECT: plus:
// EXPECT: 1: ?plus |plus
// EXPECT: 2: >plus return(12)
// EXPECT: end:
// EXPECT: convert:
// EXPECT: 1: ?convert |convert
// EXPECT: 2: >convert return(10)
// EXPECT: end:
// EXPECT: convert to string:
// EXPECT: 1: ?convert to string |convert to string
// EXPECT: 2: >convert to string return(b 10)
// EXPECT: end:
// EXPECT: equal: copy(b) move(b') -(b')
// EXPECT: 1: +local ?equal |equal
// EXPECT: 2: >equal return(0) -local
// EXPECT: end: -b'
// EXPECT: equal destroyed after 0: -b'
// EXPECT: equal destroyed after 1: -local -b'
// EXPECT: equal destroyed after 2, done: -b'
// EXPECT: literal:
// EXPECT: 1: ?literal |literal
// EXPECT: 2: >literal return(5)
// EXPECT: end:
// EXPECT: all:
// EXPECT: 1: ?call |call
// EXPECT: 2: >call return(3) ?call const |call const
// EXPECT: 3: >call const return(12) ?call const |call const
// EXPECT: 4: >call const return(70) +key ?subscript |subscript
// EXPECT: 5: >subscript a[key] return(3) -key ?plus assign |plus assign
// EXPECT: 6: >plus assign return(a) 1 ?before |before
// EXPECT: 7: >before return(9) ?after |after
// EXPECT: 8: >after return(9) ?plus |plus
// EXPECT: 9: >plus return(20) ?minus |minus
// EXPECT: 10: >minus return(-10) ?convert to string |convert to string
// EXPECT: 11: >convert to string return(b 10) b 10 ?convert |convert
// EXPECT: 12: >convert return(10) ?times |times
// EXPECT: 13: >times return(20) ?literal |literal
// EXPECT: 14: >literal return(7) ?assign |assign
// EXPECT: 15: >assign return() ?comma |comma
// EXPECT: 16: >comma return(10) ?not |not
// EXPECT: 17: >not return(0) return(183)
// EXPECT: end: -outside -b -a
