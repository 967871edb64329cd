// RUN: %run_and_compare %s %t
// The object's own members in awaits: bit-fields, references, constants, arrays, nested and anonymous unions and
// structs, mutable and volatile ones, awaiters that are members, pointers to members; members of unions can be
// coroutines too ([class.bit], [class.union.anon]).
// GCC-DIFFERS: g++ 12 evaluates the left side of an assignment first, and reads results late.
#include "trace.hpp"
#include <array>
#include <memory>
#include <vector>

struct device {
  unsigned low : 4, high : 4;
  int : 0;
  bool on : 1;
  int &shared;
  const int fixed;
  noisy &&bound;
  int grid[2][3] = {};
  std::array<int, 3> list{{1, 2, 3}};
  union {
    int as_int;
    float as_float;
  };
  struct {
    int x, y;
  } point = {4, 5};
  volatile int port = 7;
  mutable int asked = 0;
  std::unique_ptr<noisy> owned = std::make_unique<noisy>("owned");
  void_waiter signal = wait("signal");
  waiter<int> number = wait("number", 8);
  int (*function)(int) = [](int n) { return n * 100; };
  device(int &shared, noisy &bound)
      : low(1), high(2), on(true), shared(shared), fixed(3), bound(std::move(bound)), as_int(6) {}

  task<int> bits() {
    low = co_await wait("a", 9u);
    high += co_await wait("b", 3u);
    on = low > high && !co_await wait("c", true);
    unsigned copy = low;
    co_await wait("d");
    ++low;
    co_return low * 1000 + high * 100 + on * 10 + copy;
  }
  task<int> references() {
    int &alias = shared;
    shared += co_await wait("a", fixed);
    bound.name += "!";
    auto &[first, second] = point;
    co_await wait("b");
    alias += 10;
    second += first;
    say("%s %d %d", bound.text(), point.y, &alias == &shared);
    co_return shared;
  }
  task<int> elements(int i) const {
    auto *self = const_cast<device *>(this);
    self->grid[i][co_await wait("a", 2)] = co_await wait("b", 5);
    int sum = 0;
    for (int each : list) {
      co_await wait("c", each);
      sum += each;
    }
    for (auto &row : grid) sum += row[2] * co_await wait("d", 2);
    ++asked;
    co_return sum + asked;
  }
  task<int> awaiters() {
    co_await signal;
    int sum = co_await number + co_await number;
    number.value = 10;
    co_await this->signal;
    sum += co_await this->number + as_int + port;
    port = port + co_await wait("a", 1);
    as_float = 0.5f;
    co_await wait("b");
    sum += static_cast<int>(as_float * 2);
    co_return sum + port + function(co_await wait("c", 1));
  }
  task<> moves() {
    std::unique_ptr<noisy> taken = std::move(owned);
    co_await wait("a");
    say("%s %d", taken->text(), owned == nullptr);
    owned = std::make_unique<noisy>(co_await wait("b", std::string("new")));
    std::swap(owned, taken);
    co_await wait("c");
    say("%s", owned->text());
  }
};

union either {
  int number;
  float fraction;
  task<int> get(int n) {
    co_await wait("either");
    number += n;
    co_return number;
  }
  static task<int> twice(int n) { co_return co_await wait("twice", n * 2); }
};

struct list {
  std::vector<noisy> items;
  noisy &at(int i) { return items[static_cast<unsigned>(i)]; }
  task<> each() {
    for (noisy &item : items) {
      co_await wait(item.text());
      item.name += "!";
    }
    const auto begin = items.begin(), end = items.end();
    for (auto it = begin; it != end; ++it) co_await wait("again"), say("%s", it->text());
    noisy copy = at(co_await wait("index", 1));
    co_await wait("end");
    say("%s", copy.text());
  }
};

int main() {
  int shared = 50;
  noisy bound("bound");
  device d(shared, bound);
  run("bits", [&] { return d.bits(); });
  run("references", [&] { return d.references(); });
  run("elements", [&] { return d.elements(1); });
  run("awaiters", [&] { return d.awaiters(); });
  destroy_everywhere("moves", [&] { return d.owned = std::make_unique<noisy>("owned"), d.moves(); });
  run("moves", [&] { return d.moves(); });
  either e{3};
  run("either", [&] { return e.get(4); });
  run("twice", [] { return either::twice(5); });
  list l;
  l.items.reserve(2);
  l.items.emplace_back("first");
  l.items.emplace_back("second");
  run("each", [&] { return l.each(); });
}
// EXPECT: +bound +owned
// EXPECT: bits:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d return(10509)
// EXPECT: end:
// EXPECT: references:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b bound! 9 1 return(63)
// EXPECT: end:
// EXPECT: elements:
// EXPECT: 1: ?b |b
// EXPECT: 2: >b ?a |a
// EXPECT: 3: >a ?c |c
// EXPECT: 4: >c ?c |c
// EXPECT: 5: >c ?c |c
// EXPECT: 6: >c ?d |d
// EXPECT: 7: >d ?d |d
// EXPECT: 8: >d return(17)
// EXPECT: end:
// EXPECT: awaiters:
// EXPECT: 1: ?signal |signal
// EXPECT: 2: >signal ?number |number
// EXPECT: 3: >number ?number |number
// EXPECT: 4: >number ?signal |signal
// EXPECT: 5: >signal ?number |number
// EXPECT: 6: >number ?a |a
// EXPECT: 7: >a ?b |b
// EXPECT: 8: >b ?c |c
// EXPECT: 9: >c return(148)
// EXPECT: end:
// EXPECT: moves destroyed after 0:
// EXPECT: moves destroyed after 1: -owned
// EXPECT: moves destroyed after 2: -owned
// EXPECT: moves destroyed after 3: -new
// EXPECT: moves destroyed after 4, done:
// EXPECT: moves:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a owned 1 ?b |b
// EXPECT: 3: >b +new ?c |c
// EXPECT: 4: >c owned -new return()
// EXPECT: end:
// EXPECT: either:
// EXPECT: 1: ?either |either
// EXPECT: 2: >either return(7)
// EXPECT: end:
// EXPECT: twice:
// EXPECT: 1: ?twice |twice
// EXPECT: 2: >twice return(10)
// EXPECT: end: +first +second
// EXPECT: each:
// EXPECT: 1: ?first |first
// EXPECT: 2: >first ?second |second
// EXPECT: 3: >second ?again |again
// EXPECT: 4: >again first! ?again |again
// EXPECT: 5: >again second! ?index |index
// EXPECT: 6: >index copy(second!) ?end |end
// EXPECT: 7: >end second!' -second!' return()
// EXPECT: end: -first! -second! -owned -bound!
