// RUN: %run_and_compare %s %t
// Friends that are defined in a class see the names of the class ([class.friend]/7), also in class templates, where each
// instantiation has its own; and in local and nested places; and member functions that are friends of another class.
#include "trace.hpp"
#include <string>

template <class T> class box {
  T value;
  static inline int asked = 0;
  using type = T;
  struct nested {
    T held;
    noisy tag{"nested"};
  };

public:
  explicit box(T value) : value(value) {}
  friend task<T> open(box &of, type more) {
    nested kept{of.value};
    ++asked;
    co_await wait("open");
    of.value = kept.held + more;
    co_return of.value;
  }
  friend task<int> how_often(const box &) {
    co_await wait("how often");
    co_return asked;
  }
  friend task<bool> operator==(const box &left, const box &right) {
    const T &other = right.value;
    co_await wait("equal");
    co_return left.value == other;
  }
  template <class U> friend task<> exchange(box &left, box<U> &right, U from_left) {
    type from_right = static_cast<type>(co_await right.give(from_left));
    co_await wait("exchange");
    left.value = from_right;
  }
  task<T> give(T other) {
    T mine = value;
    co_await wait("give");
    value = other;
    co_return mine;
  }
};

class vault;
struct thief {
  int found = 0;
  task<int> look(vault &in, int times);
};
class vault {
  int hidden = 7;
  struct secret {
    int value;
    noisy tag{"secret"};
  };
  secret make() const { return {hidden, {"made"}}; }
  friend task<int> thief::look(vault &in, int times);
  friend struct inspector;
};
task<int> thief::look(vault &in, int times) {
  for (int i = 0; i < times; ++i) {
    vault::secret taken = in.make();
    co_await wait("look");
    found += taken.value;
    in.hidden -= i;
  }
  co_return found;
}
struct inspector {
  task<int> count(const vault &in) const {
    const vault::secret seen = in.make();
    co_await wait("count");
    co_return seen.value + in.hidden;
  }
  static task<int> count_static(vault in) { co_return co_await wait("static", in.hidden); }
};

namespace shop {
struct holder {
  struct item {
    int price;
    friend task<int> pay(item &of, int with) { // found by argument-dependent look-up
      int rest = with - of.price;
      co_await wait("pay");
      of.price = 0;
      co_return rest;
    }
  };
  item one{30};
  friend task<int> pay_all(holder &of) { co_return co_await pay(of.one, 100); }
};
} // namespace shop

int main() {
  box<int> a(5), b(5);
  box<std::string> c("text");
  run("open int", [&] { return open(a, 1); });
  run("open string", [&] { return open(c, "!"); });
  destroy_everywhere("open string", [&] { return open(c, "?"); });
  run("how often", [&] { return how_often(c); });
  run("how often", [&] { return how_often(a); });
  run("equal", [&] { return a == b; });
  box<double> d(2.5);
  run("exchange", [&] { return exchange(a, d, 9.5); });
  thief t;
  vault v;
  run("look", [&] { return t.look(v, 3); });
  destroy_everywhere("look", [&] { return t.look(v, 1); });
  run("count", [&] { return inspector().count(v); });
  run("count static", [&] { return inspector::count_static(v); });
  shop::holder h;
  run("pay", [&] { return pay_all(h); });
}
// EXPECT: open int:
// EXPECT: 1: +nested ?open |open
// EXPECT: 2: >open return(6) -nested
// EXPECT: end:
// EXPECT: open string:
// EXPECT: 1: +nested ?open |open
// EXPECT: 2: >open return(text!) -nested
// EXPECT: end:
// EXPECT: open string destroyed after 0:
// EXPECT: open string destroyed after 1: -nested
// EXPECT: open string destroyed after 2, done:
// EXPECT: how often:
// EXPECT: 1: ?how often |how often
// EXPECT: 2: >how often return(3)
// EXPECT: end:
// EXPECT: how often:
// EXPECT: 1: ?how often |how often
// EXPECT: 2: >how often return(1)
// EXPECT: end:
// EXPECT: equal:
// EXPECT: 1: ?equal |equal
// EXPECT: 2: >equal return(0)
// EXPECT: end:
// EXPECT: exchange:
// EXPECT: 1: ?give |give
// EXPECT: 2: >give return(2) ?exchange |exchange
// EXPECT: 3: >exchange return()
// EXPECT: end:
// EXPECT: look:
// EXPECT: 1: +made ?look |look
// EXPECT: 2: >look -made +made ?look |look
// EXPECT: 3: >look -made +made ?look |look
// EXPECT: 4: >look -made return(20)
// EXPECT: end:
// EXPECT: look destroyed after 0:
// EXPECT: look destroyed after 1: -made
// EXPECT: look destroyed after 2, done:
// EXPECT: count:
// EXPECT: 1: +made ?count |count
// EXPECT: 2: >count return(8) -made
// EXPECT: end:
// EXPECT: count static:
// EXPECT: 1: ?static |static
// EXPECT: 2: >static return(4)
// EXPECT: end:
// EXPECT: pay:
// EXPECT: 1: ?pay |pay
// EXPECT: 2: >pay return(70) return(70)
// EXPECT: end:
