// RUN: %run_and_compare %s %t -- --await-elidable='^task<'
// Coroutines in the states of those that await them: the same trace as with frames of their own, wherever they
// suspend, throw or are destroyed. Their parameters, locals and results live as long as ever.
#include "trace.hpp"

task<int> leaf(const char *name, int value) {
  noisy local(name);
  int n = co_await wait(name, value);
  if (n < 0) fail(name);
  co_return n;
}
task<int> middle(noisy parameter, int n) {
  noisy local("middle");
  int sum = co_await leaf("a", n);
  sum += co_await leaf(parameter.text(), n + 1);
  co_return sum;
}
task<int> chain(int n) {
  co_return co_await middle(noisy("p"), n) + co_await leaf("last", 100);
}
task<int> longer(int n) {
  int made = co_await chain(n);
  say("made(%d)", made);
  co_return made + 1;
}
task<int> nested_operands(int n) {
  co_return co_await leaf("outer", co_await leaf("inner", n) + co_await ready("between", 1));
}
task<int> loop(int rounds) {
  int sum = 0;
  for (int i = 0; i < rounds; ++i) {
    noisy round("round");
    sum += co_await leaf("in loop", i);
  }
  while (co_await leaf("condition", --rounds) > 0)
    ;
  co_return sum;
}
task<int> branches(int n) {
  int sum = n > 1 ? co_await leaf("then", n) : co_await middle(noisy("else"), n);
  if (n > 1 && co_await leaf("and", n) > 2) sum += 1000;
  bool either = n > 5 || co_await leaf("or", 1);
  co_return sum + either;
}
task<std::string> text_of(const noisy &object) {
  co_await wait(object.text());
  co_return object.name + "!";
}
task<noisy &> same(noisy &object) {
  co_await wait("same");
  co_return object;
}
task<> temporaries() {
  say("%s", (co_await text_of(noisy("temporary"))).c_str());
  noisy object("object");
  say("%s", (co_await same(object)).text());
  noisy copy = co_await same(object);
  auto text = co_await text_of(copy);
  say("%s", text.c_str());
}
task<int> catching(int n) {
  int sum = 0;
  for (int i = 0; i != n; ++i) {
    try {
      sum += co_await leaf("thrown", i % 2 ? -i : i);
    } catch (const failure &caught) {
      say("caught(%s)", caught.what);
    }
  }
  co_return sum;
}
task<int> letting(noisy parameter) {
  noisy local("letting");
  co_return co_await leaf("let", -1) + co_await leaf("never", 1);
}
task<int> outermost() {
  try {
    co_return co_await letting(noisy("q"));
  } catch (const failure &caught) {
    say("outermost caught(%s)", caught.what);
  }
  co_return co_await catching(2);
}
template <class T> task<T> generic(T value) {
  T more = value + co_await leaf("generic", 1);
  co_return more;
}
struct object {
  noisy name{"member"};
  task<int> read(int n) const {
    int sum = co_await leaf(name.text(), n);
    co_return sum + co_await middle(name, n);
  }
};
task<int> mixed(int n) {
  object o;
  auto lambda = [&o](int n) -> task<int> { co_return n + co_await leaf(o.name.text(), 5); };
  co_return co_await o.read(n) + co_await generic(n) + co_await lambda(n);
}

int main() {
  run("chain", [] { return chain(1); });
  run("longer", [] { return longer(1); });
  run("nested operands", [] { return nested_operands(7); });
  run("loop", [] { return loop(3); });
  run("then", [] { return branches(3); });
  run("else", [] { return branches(1); });
  run("temporaries", [] { return temporaries(); });
  run("catching", [] { return catching(4); });
  run("outermost", [] { return outermost(); });
  run("mixed", [] { return mixed(2); });
  destroy_everywhere("longer", [] { return longer(1); });
  destroy_everywhere("nested operands", [] { return nested_operands(7); });
  destroy_everywhere("loop", [] { return loop(2); });
  destroy_everywhere("then", [] { return branches(3); });
  destroy_everywhere("else", [] { return branches(1); });
  destroy_everywhere("temporaries", [] { return temporaries(); });
  destroy_everywhere("outermost", [] { return outermost(); });
  destroy_everywhere("mixed", [] { return mixed(2); });
}
