// RUN: %run_and_compare %s %t
// Calls through pointers to members: the object and the pointer are evaluated before the arguments ([expr.call]/8), and
// each may await.
#include "trace.hpp"
struct adder {
  int number;
  int add(int n) { return number + n; }
  int subtract(int n) const { return number - n; }
  adder *self() { return say("self"), this; }
};
using function = int (adder::*)(int);
function chosen(const char *name) {
  say("chosen(%s)", name);
  return &adder::add;
}
adder made(const char *name) {
  say("made(%s)", name);
  return {10};
}
task<int> all() {
  adder a{10};
  function f = &adder::add;
  int (adder::*g)(int) const = &adder::subtract;
  int sum = ((co_await wait_ref("a", a)).*f)(co_await wait("b", 5));
  sum += (a.*f)(co_await wait("c", 6));
  sum += (a.self()->*f)(co_await wait("d", 7));
  sum += ((co_await wait("e", &a))->*co_await wait("f", f))(co_await wait("g", 8));
  sum += (a.*chosen("h"))(co_await wait("h", 9));
  sum += (made("i").*g)(co_await wait("i", 10));
  sum += ((co_await wait("j", a)).*g)(co_await wait("k", 11));
  int adder::*number = &adder::number;
  sum += (co_await wait_ref("l", a)).*number + co_await wait("m", 12);
  (a.*f)(1), f = nullptr;
  co_return sum;
}
int main() {
  run("all", [] { return all(); });
  destroy_everywhere("all", [] { return all(); });
}
