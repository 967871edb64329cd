// RUN: %run_and_compare %s %t
// An object whose destructor does nothing, and whose constructor has told others where it is: it is there to the end of
// its scope, although nothing names it behind the await ([basic.life]/1).
#include "trace.hpp"
#include <array>
struct entry { // of a list
  int value;
  entry *next;
  static inline entry *first = nullptr;
  explicit entry(int value) : value(value), next(first) { first = this; }
  entry() : entry(40) {}
};
int total() {
  int sum = 0;
  for (entry *each = entry::first; each; each = each->next)
    sum += each->value;
  return sum;
}
struct list_scope { // what is in the list ends with it
  entry *before = entry::first;
  ~list_scope() { entry::first = before; }
};
struct rooted {
  int value;
  int *own;
  explicit rooted(int value);
};
rooted::rooted(int value) : value(value) { own = &this->value; }
struct declared_only {
  int value = 5;
  declared_only();
  int *where() const;
};
struct aggregate {
  int number;
  entry one;
  entry others[2];
};
struct by_default {
  int value;
  by_default *self = this;
};
struct derived : entry {
  using entry::entry;
};
struct through_member_function {
  int value;
  explicit through_member_function(int value) : value(value) { keep(); }
  void keep() { kept = this; }
  static inline through_member_function *kept = nullptr;
};
task<int> list() {
  list_scope scope;
  entry a(1), b{2};
  aggregate c{0, entry(4), {entry(8), entry(16)}};
  derived d(32);
  co_await wait("first");
  say("total %d", total());
  co_await wait("second");
  entry many[2] = {entry(64), entry(128)};
  const entry &extended = entry(256);
  entry again;
  co_await wait("third");
  co_return total();
}
task<int> own() {
  rooted object(7);
  int &value = *object.own;
  co_await wait("a");
  value += 10;
  co_await wait("b");
  by_default self{3};
  by_default *pointer = self.self;
  through_member_function other(5);
  co_await wait("c");
  pointer->value += value;
  co_await wait("d");
  co_return pointer->value * 100 + through_member_function::kept->value;
}
task<int> loops() {
  list_scope scope;
  int sum = 0;
  for (int i = 0; i != 3; ++i) {
    list_scope inner;
    derived each(i);
    auto closure = [kept = entry(10), large = aggregate{}] { return 1; };
    co_await wait("round");
    sum = sum * 100 + total();
  }
  co_return sum;
}
template <class T> task<int> dependent(T number) {
  list_scope scope;
  entry one(number);
  entry two{int(number) + 1};
  co_await wait("dependent");
  const int first = total();
  entry three(first);
  co_await wait("again");
  co_return total();
}
struct functions {
  int value;
  int numbers[2] = {1, 2};
  explicit functions(int value) : value(value) {}
  int get() const { return value + numbers[1]; }
  int &reference() { return value; }
  functions *self() { return this; }
  const int *begin() const { return numbers; }
  functions &add(int by) {
    value += by;
    return *this;
  }
  int keep() {
    kept = this;
    return 0;
  }
  int keep_later() { return keep(); }
  auto closure() {
    return [this] { return value; };
  }
  task<int> coroutine() {
    co_await wait("in a member function");
    co_return value;
  }
  virtual int overridden() { return 0; }
  static inline functions *kept = nullptr;
};
struct overriding : functions {
  explicit overriding(int value) : functions(value) {}
  int overridden() override { return keep(); }
};
task<int> member_functions() {
  functions a(1), b(2), c(3), d(4), e(5), f(6), g(7);
  overriding h(8);
  std::array<int, 2> array{9, 10};
  int &of_a = a.reference();
  functions *of_b = b.self();
  const int *of_c = c.begin();
  functions &of_d = d.add(1);
  auto of_e = e.closure();
  auto of_f = f.coroutine();
  auto last = array.begin() + 1;
  co_await wait("first");
  say("%d %d %d %d %d %d", of_a, of_b->value, *of_c, of_d.value, of_e(), *last);
  say("%d", co_await std::move(of_f));
  int sum = g.keep_later();
  co_await wait("second");
  sum += functions::kept->value;
  functions &base = h;
  sum += base.overridden();
  co_await wait("third");
  functions i(11), j(12);
  co_return sum + functions::kept->value + i.get() + j.get();
}
int main() {
  run("member functions", member_functions);
  run("list", list);
  run("own", own);
  run("loops", loops);
  run("dependent", [] { return dependent(5); });
}
