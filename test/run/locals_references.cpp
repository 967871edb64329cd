// RUN: %run_and_compare %s %t
// Locals that refer to others (references, pointers, iterators, views, classes that keep them) across awaits: every
// object that is referred to keeps its address while it lives; a reference is bound once ([dcl.ref], [basic.life]).
#include "trace.hpp"
#include <functional>
#include <string_view>
#include <vector>

struct observer {
  int &seen;
  int *also;
  explicit observer(int &seen) : seen(seen), also(&seen) {}
  ~observer() { say("observed(%d,%d)", seen, also == &seen); }
};
struct linked { // a list through the frame
  linked *next;
  int value;
  static int sum(const linked *from) { return from ? from->value + sum(from->next) : 0; }
};
struct self_aware {
  const self_aware *self = this;
  int value = 1;
  self_aware() = default;
  self_aware(const self_aware &other) : value(other.value + 1) {}
  bool intact() const { return self == this; }
};
int global = 5;
int &global_reference() { return say("bind"), global; }
int &pick(int &a, int &b, bool first) { return first ? a : b; }

task<> references(int parameter) {
  int local = 1;
  int &a = local;
  const int &b = parameter;
  int &&c = std::move(local);
  int &d = global_reference();
  int *const e = &a;
  co_await wait("a");
  a += 10;
  d = 6;
  int &f = pick(a, parameter, false);
  co_await wait("b");
  f = 50;
  int &g = co_await wait_ref("c", f);
  ++g;
  const int &h = a + 1;
  int (&array)[2] = *new int[1][2]{{1, 2}};
  co_await wait("d");
  say("%d %d %d %d %d %d %d %d", local, b, c, d, *e, f, h, array[1]);
  say("%d%d%d%d%d", &a == &local, &b == &parameter, &c == &local, e == &local, &g == &b);
  delete[] &array;
}

task<> observers() {
  int value = 1;
  observer first(value);
  {
    int inner = 10;
    observer second(inner);
    co_await wait("a");
    inner += value;
  }
  co_await wait("b");
  value = 2;
  std::function<int &()> getter = [&]() -> int & { return value; };
  co_await wait("c");
  getter() += 1;
  std::reference_wrapper<int> wrapped = value;
  co_await wait("d");
  wrapped.get() += 1;
}

task<> views(std::string text) {
  std::string_view whole = text, part = whole.substr(2);
  std::vector<int> numbers{1, 2, 3};
  auto it = numbers.begin() + 1, end = numbers.end();
  const char *middle = text.data() + 3;
  co_await wait("a");
  text[2] = 'X';
  for (; it != end; ++it) {
    co_await wait("b");
    *it *= 10;
  }
  say("%d %s %c", numbers[2], std::string(part).c_str(), *middle);
}

task<> chain() {
  linked one{nullptr, 1};
  co_await wait("a");
  linked two{&one, 20};
  for (linked three{&two, 300}; three.value < 302; ++three.value) {
    linked four{&three, 4000};
    co_await wait("b");
    say("%d", linked::sum(&four));
  }
  co_await wait("c");
  one.value = 5;
  say("%d", linked::sum(&two));
}

task<> addresses(self_aware parameter) {
  self_aware local, array[2], copy = parameter;
  const void *before[] = {&parameter, &local, &array[1], &copy};
  int plain = 7, *escaped = &plain;
  co_await wait("a");
  self_aware awaited = co_await wait("b", self_aware());
  say("%d%d%d%d%d", parameter.intact(), local.intact(), array[1].intact(), copy.intact(), awaited.intact());
  const void *after[] = {&parameter, &local, &array[1], &copy};
  for (int i = 0; i < 4; ++i) say("%d", before[i] == after[i]);
  co_await wait("c");
  ++*escaped;
  say("%d %d", plain, awaited.intact());
}

int main() {
  run("references", [] { return references(40); });
  run("observers", [] { return observers(); });
  destroy_everywhere("observers", [] { return observers(); });
  run("views", [] { return views("a text that is too long to be kept in place"); });
  run("chain", [] { return chain(); });
  run("addresses", [] { return addresses(self_aware()); });
}
// EXPECT: references:
// EXPECT: 1: bind ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d 11 51 11 6 11 51 12 2 11111 return()
// EXPECT: end:
// EXPECT: observers:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a observed(11,1) ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d observed(4,1) return()
// EXPECT: end:
// EXPECT: observers destroyed after 0:
// EXPECT: observers destroyed after 1: observed(10,1) observed(1,1)
// EXPECT: observers destroyed after 2: observed(1,1)
// EXPECT: observers destroyed after 3: observed(2,1)
// EXPECT: observers destroyed after 4: observed(3,1)
// EXPECT: observers destroyed after 5, done:
// EXPECT: views:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?b |b
// EXPECT: 4: >b 30 Xext that is too long to be kept in place e return()
// EXPECT: end:
// EXPECT: chain:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 4321 ?b |b
// EXPECT: 4: >b 4322 ?c |c
// EXPECT: 5: >c 25 return()
// EXPECT: end:
// EXPECT: addresses:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b 11111 1 1 1 1 ?c |c
// EXPECT: 4: >c 8 1 return()
// EXPECT: end:
