// RUN: %run_and_compare %s %t
// Parameters: those by value are copied or moved into the coroutine once each, unused and unnamed ones too, and live
// until after the promise; references refer to what the caller gave; the body can change, move from and capture them
// ([dcl.fct.def.coroutine]/13). Default arguments, arrays, functions, empty and large classes, const.
#include "trace.hpp"
#include <array>
#include <memory>
#include <vector>

task<> by_value(noisy object) { co_await wait("a"), say("%s", object.text()); }
task<> by_const_value(const noisy object) { co_await wait("a"), say("%s", object.text()); }
task<> by_reference(noisy &object) { co_await wait("a"), object.name += "!"; }
task<> by_const_reference(const noisy &object) { co_await wait("a"), say("%s", object.text()); }
task<> by_rvalue(noisy &&object) {
  co_await wait("a");
  noisy stolen = std::move(object);
  co_await wait("b");
}
task<> unnamed(noisy, noisy &, const noisy &, noisy &&, int, int) { co_await wait("a"); }
task<> unused([[maybe_unused]] noisy object, int = 5) { co_await wait("a"); }
task<> move_only(movable object) {
  co_await wait("a");
  say("%s", object.text());
  movable taken = std::move(object);
  co_await wait("b");
}
task<> owning(std::unique_ptr<noisy> owner) {
  co_await wait("a");
  say("%s", owner->text());
  owner.reset();
  co_await wait("b");
}
task<> changed(int n, std::string text, std::vector<int> list, bool flag) {
  ++n;
  text += "!";
  co_await wait("a");
  list.push_back(n);
  flag = !flag;
  int *address = &n;
  co_await wait("b");
  *address += 10;
  say("%d %s %d %zu %d", n, text.c_str(), list.back(), list.size(), flag);
}
int twice(int n) { return 2 * n; }
task<> kinds(int array[3], int function(int), int (&reference)[2], const int cv, std::array<int, 100> large,
             std::nullptr_t, int noisy::*member, int &&number, unsigned char small) {
  co_await wait("a");
  array[1] += function(cv);
  reference[0] = large[99] + small;
  co_await wait("b");
  say("%d %d %d %d", array[1], reference[0], member == nullptr, ++number);
}
struct empty {};
struct bits {
  unsigned low : 4, high : 4;
};
enum class colour { red, green };
task<> small_ones(empty, bits b, colour c, char16_t wide, long double big) {
  co_await wait("a");
  b.low = 15;
  say("%u%u %d %d %.1Lf", b.low, b.high, c == colour::green, wide == u'w', big);
}
noisy fallback("fallback");
task<> defaulted(int a, int b = twice(4), const char *c = "default", const noisy &d = fallback) {
  co_await wait("a");
  say("%d %d %s %s", a, b, c, d.text());
}
task<> captured(noisy object, int n) {
  auto by_reference = [&] { return object.name + std::to_string(++n); };
  auto by_copy = [object, n] { return object.name + std::to_string(n); };
  co_await wait("a");
  object.name += "?";
  say("%s", by_reference().c_str());
  say("%s %d", by_copy().c_str(), n);
}
task<> aligned(char a, double b, char c, long long d, short e) {
  co_await wait("a");
  say("%c %.1f %c %lld %d", a, b, c, d, e);
}

int main() {
  noisy outside("outside");
  run("temporary", [] { return by_value(noisy("object")); });
  run("lvalue", [&] { return by_value(outside); });
  run("moved", [&] { return by_value(noisy(outside)); });
  run("const", [] { return by_const_value(noisy("object")); });
  run("converted", [] { return by_value("object"); });
  run("reference", [&] { return by_reference(outside); });
  run("const reference", [&] { return by_const_reference(outside); });
  run("rvalue", [&] { return by_rvalue(std::move(outside)); });
  run("unnamed", [&] { return unnamed(noisy("unnamed"), outside, outside, std::move(outside), 1, 2); });
  run("unused", [] { return unused(noisy("unused")); });
  run("move only", [] { return move_only(movable("movable")); });
  destroy_everywhere("move only", [] { return move_only(movable("movable")); });
  run("owning", [] { return owning(std::make_unique<noisy>("owned")); });
  destroy_everywhere("owning", [] { return owning(std::make_unique<noisy>("owned")); });
  run("changed", [] { return changed(1, "a text that is not kept in place at all", {1, 2}, true); });
  int array[] = {1, 2, 3}, two[] = {4, 5}, n = 6;
  std::array<int, 100> large{};
  large[99] = 99;
  run("kinds", [&] { return kinds(array, twice, two, 7, large, nullptr, nullptr, std::move(n), 8); });
  run("small ones", [] { return small_ones({}, {1, 2}, colour::green, u'w', 0.5L); });
  run("defaulted", [] { return defaulted(1); });
  run("not defaulted", [&] { return defaulted(1, 2, "given", outside); });
  run("captured", [] { return captured(noisy("object"), 5); });
  run("aligned", [] { return aligned('a', 1.5, 'c', 1LL << 40, 7); });
}
// EXPECT: +fallback +outside
// EXPECT: temporary: +object move(object) -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a object return()
// EXPECT: end: -object
// EXPECT: lvalue: copy(outside) move(outside') -(outside')
// EXPECT: 1: ?a |a
// EXPECT: 2: >a outside' return()
// EXPECT: end: -outside'
// EXPECT: moved: copy(outside) move(outside') -(outside')
// EXPECT: 1: ?a |a
// EXPECT: 2: >a outside' return()
// EXPECT: end: -outside'
// EXPECT: const: +object copy(object) -object
// EXPECT: 1: ?a |a
// EXPECT: 2: >a object' return()
// EXPECT: end: -object'
// EXPECT: converted: +object move(object) -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a object return()
// EXPECT: end: -object
// EXPECT: reference:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return()
// EXPECT: end:
// EXPECT: const reference:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a outside! return()
// EXPECT: end:
// EXPECT: rvalue:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a move(outside!) ?b |b
// EXPECT: 3: >b -outside! return()
// EXPECT: end:
// EXPECT: unnamed: +unnamed move(unnamed) -(unnamed)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return()
// EXPECT: end: -unnamed
// EXPECT: unused: +unused move(unused) -(unused)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return()
// EXPECT: end: -unused
// EXPECT: move only: +movable move(movable) -(movable)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a movable move(movable) ?b |b
// EXPECT: 3: >b -movable return()
// EXPECT: end: -(movable)
// EXPECT: move only destroyed after 0: -movable
// EXPECT: move only destroyed after 1: -movable
// EXPECT: move only destroyed after 2: -movable -(movable)
// EXPECT: move only destroyed after 3, done: -(movable)
// EXPECT: owning: +owned
// EXPECT: 1: ?a |a
// EXPECT: 2: >a owned -owned ?b |b
// EXPECT: 3: >b return()
// EXPECT: end:
// EXPECT: owning destroyed after 0: -owned
// EXPECT: owning destroyed after 1: -owned
// EXPECT: owning destroyed after 2:
// EXPECT: owning destroyed after 3, done:
// EXPECT: changed:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 12 a text that is not kept in place at all! 2 3 0 return()
// EXPECT: end:
// EXPECT: kinds:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 16 107 1 7 return()
// EXPECT: end:
// EXPECT: small ones:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 152 1 1 0.5 return()
// EXPECT: end:
// EXPECT: defaulted:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 1 8 default fallback return()
// EXPECT: end:
// EXPECT: not defaulted:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 1 2 given (outside!) return()
// EXPECT: end:
// EXPECT: captured: +object move(object) -(object)
// EXPECT: 1: copy(object) ?a |a
// EXPECT: 2: >a object?6 object'5 6 -object' return()
// EXPECT: end: -object?
// EXPECT: aligned:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a a 1.5 c 1099511627776 7 return()
// EXPECT: end: -(outside!) -fallback
