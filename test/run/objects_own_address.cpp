// RUN: %run_and_compare %s %t
// Objects that know where they are, in braces, conditionals and statement expressions with awaits: they are made where
// they lie, although they could be copied byte by byte.
#include "trace.hpp"
struct self {
  int value;
  self *me;
  int more[6] = {};
  self(int value) : value(value), me(this) {}
  const char *where() const { return me == this ? "here" : "elsewhere"; }
};
struct first {
  self object;
  int number;
};
struct second {
  int number;
  self object;
};
struct several {
  self objects[2];
  int number;
};
self make(int value) { return self(value); }

task<int> braces() {
  first a{self(4), co_await wait("a", 5)};
  say("%s", a.object.where());
  second b{co_await wait("b", 5), self(4)};
  say("%s", b.object.where());
  several c{{1, co_await wait("c", 2)}, co_await wait("d", 3)};
  say("%s %s", c.objects[0].where(), c.objects[1].where());
  self array[2] = {self(3), co_await wait("e", 3)};
  say("%s %s", array[0].where(), array[1].where());
  co_await wait("f");
  say("%s %s %s %s", a.object.where(), b.object.where(), c.objects[1].where(), array[0].where());
  co_return 1;
}
task<int> conditionals(bool which) {
  self a = which ? self(co_await wait("a", 1)) : make(2);
  say("%s", a.where());
  self b = which ? self(1) : self(co_await wait("b", 3));
  say("%s", b.where());
  const self &c = self(co_await wait("c", 4));
  say("%s", c.where());
  co_await wait("d");
  say("%s %s %s", a.where(), b.where(), c.where());
  co_return a.value + b.value + c.value;
}
task<int> statement_expression() {
  self a = ({
    int value = co_await wait("a", 1);
    self(value + 1);
  });
  say("%s", a.where());
  co_await wait("b");
  say("%s", a.where());
  co_return a.value;
}
int main() {
  run("braces", braces);
  run("conditional, true", [] { return conditionals(true); });
  run("conditional, false", [] { return conditionals(false); });
  run("statement expression", statement_expression);
}
