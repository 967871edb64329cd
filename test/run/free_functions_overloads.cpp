// RUN: %run_and_compare %s %t
// Overloaded coroutines, and ones that are declared before: with default arguments, repeatedly, in a block, in another
// namespace, with other names for the parameters; recursion, mutual recursion, and coroutines that await each other
// ([over.load], [dcl.fct.default], [basic.def]).
// GCC-DIFFERS: g++ 12 does not compile a function declared in a coroutine.
#include "trace.hpp"

task<int> overloaded(int n);
task<int> overloaded(double d);
task<int> overloaded(const char *text, int n = 3);
task<int> overloaded(int n, int m);
task<int> overloaded(const noisy &object);
task<int> overloaded(noisy &&object);
task<int> even(int n);
task<int> odd(int other_name);
namespace away {
task<int> defaulted(int a, int b = 20, int c = 30);
task<int> defaulted(int a, int b, int c);
task<int> defaulted(int = 10, int, int);
} // namespace away

task<int> caller() {
  task<int> declared_in_block(int n = 7);
  int sum = co_await overloaded(1);
  sum += co_await overloaded(1.5);
  sum += co_await overloaded("text");
  sum += co_await overloaded("text", 4);
  sum += co_await overloaded(5, 6);
  noisy object("object");
  sum += co_await overloaded(object);
  sum += co_await overloaded(noisy("temporary"));
  sum += co_await declared_in_block();
  co_return sum;
}

task<int> overloaded(int n) { co_return co_await wait("int", n); }
task<int> overloaded(double d) { co_return co_await wait("double", static_cast<int>(d * 2)); }
task<int> overloaded(const char *text, int n) { co_return co_await wait(text, n); }
task<int> overloaded(int n, int m) { co_return co_await wait("two ints", n * m); }
task<int> overloaded(const noisy &object) { co_return co_await wait(object.text(), 100); }
task<int> overloaded(noisy &&object) { co_return co_await wait(object.text(), 200); }
task<int> declared_in_block(int n) { co_return co_await wait("block", n); }

task<int> away::defaulted(int a, int b, int c) { co_return co_await wait("away", a + b + c); }

task<int> even(int n) {
  noisy depth("even" + std::to_string(n));
  if (n == 0) co_return 1;
  co_return co_await odd(n - 1);
}
task<int> odd(int n) {
  noisy depth("odd" + std::to_string(n));
  if (n == 0) co_return co_await wait("odd", 0);
  co_return co_await even(n - 1);
}

task<long> fibonacci(int n) {
  if (n < 2) co_return n;
  long first = co_await fibonacci(n - 1);
  co_return first + co_await fibonacci(n - 2);
}
std::string shown(long n) { return std::to_string(n); }

struct tree {
  const tree *left, *right;
  int value;
};
task<int> walk(const tree *node, std::string path) {
  if (!node) co_return 0;
  int left = co_await walk(node->left, path + "l");
  say("%s=%d", path.c_str(), co_await wait("node", node->value));
  co_return left + node->value + co_await walk(node->right, path + "r");
}

int main() {
  run("caller", [] { return caller(); });
  run("away", [] { return away::defaulted(); });
  run("even", [] { return even(3); });
  destroy_everywhere("even", [] { return even(3); });
  run("fibonacci", [] { return fibonacci(4); });
  const tree leaf{nullptr, nullptr, 3}, branch{&leaf, nullptr, 2}, root{&leaf, &branch, 1};
  run("walk", [&] { return walk(&root, "/"); });
  task<int> (*chosen)(double) = overloaded;
  run("chosen", [=] { return chosen(4.5); });
}
// EXPECT: caller:
// EXPECT: 1: ?int |int
// EXPECT: 2: >int return(1) ?double |double
// EXPECT: 3: >double return(3) ?text |text
// EXPECT: 4: >text return(3) ?text |text
// EXPECT: 5: >text return(4) ?two ints |two ints
// EXPECT: 6: >two ints return(30) +object ?object |object
// EXPECT: 7: >object return(100) +temporary ?temporary |temporary
// EXPECT: 8: >temporary return(200) -temporary ?block |block
// EXPECT: 9: >block return(7) return(348) -object
// EXPECT: end:
// EXPECT: away:
// EXPECT: 1: ?away |away
// EXPECT: 2: >away return(60)
// EXPECT: end:
// EXPECT: even:
// EXPECT: 1: +even3 +odd2 +even1 +odd0 ?odd |odd
// EXPECT: 2: >odd return(0) -odd0 return(0) -even1 return(0) -odd2 return(0) -even3
// EXPECT: end:
// EXPECT: even destroyed after 0:
// EXPECT: even destroyed after 1: -odd0 -even1 -odd2 -even3
// EXPECT: even destroyed after 2, done:
// EXPECT: fibonacci:
// EXPECT: 1: return(1) return(0) return(1) return(1) return(2) return(1) return(0) return(1) return(3)
// EXPECT: end:
// EXPECT: walk:
// EXPECT: 1: return(0) ?node |node
// EXPECT: 2: >node /l=3 return(0) return(3) ?node |node
// EXPECT: 3: >node /=1 return(0) ?node |node
// EXPECT: 4: >node /rl=3 return(0) return(3) ?node |node
// EXPECT: 5: >node /r=2 return(0) return(5) return(9)
// EXPECT: end:
// EXPECT: chosen:
// EXPECT: 1: ?double |double
// EXPECT: 2: >double return(9)
// EXPECT: end:
