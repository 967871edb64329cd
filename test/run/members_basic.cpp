// RUN: %run_and_compare %s %t
// Coroutines that are member functions: they refer to the object and do not copy it; static, const, volatile, virtual,
// ref-qualified and noexcept ones; default arguments; overloads that differ in their qualifiers ([class.mfct]).
#include "trace.hpp"

struct account {
  noisy owner;
  int balance = 0;
  mutable int reads = 0;
  const account *self = this;

  explicit account(const char *owner) : owner(owner) {}

  task<int> deposit(int amount) {
    co_await wait("deposit");
    balance += amount;
    co_return balance;
  }
  task<int> read() const {
    ++reads;
    co_await wait("read");
    say("%s", owner.text());
    co_return balance * 10 + reads;
  }
  static task<int> fixed(int n) {
    co_await wait("fixed");
    co_return n + 1;
  }
  static int fee(int n) { return n / 2; }
  task<int> with_defaults(int amount = fee(8), const noisy &note = noisy("default"), noisy tag = "tag") {
    balance += amount;
    co_await ready("with defaults");
    say("%s", tag.text());
    co_return balance + static_cast<int>(note.name.size() * 0);
  }
  task<bool> same() noexcept {
    const account *before = this;
    co_await wait("same");
    const noisy *of = &(*this).owner;
    co_return before == this && self == this && of == &owner;
  }
  task<int> counted() volatile {
    co_await wait("counted");
    balance = balance + 1;
    co_return balance;
  }
  task<> which() & { co_await wait("a"), say("& %s", owner.text()); }
  task<> which() const & { co_await wait("a"), say("const & %s", owner.text()); }
  task<> which() && {
    co_await wait("a");
    noisy taken = std::move(*this).owner;
    co_await wait("b"), say("&& %s", taken.text());
  }
  task<int> kind() { co_return co_await wait("plain", 1); }
  task<int> kind() const { co_return co_await wait("const", 2); }
  task<int> kind(int n) const { co_return co_await wait("const int", n); }
};

struct shape {
  noisy name;
  virtual ~shape() = default;
  explicit shape(const char *name) : name(name) {}
  virtual task<int> area() const = 0;
  virtual task<int> grow(int by) {
    co_await wait("shape::grow");
    co_return by;
  }
  task<int> both() {
    int area_before = co_await area();
    co_await grow(1);
    co_return area_before * 100 + co_await area();
  }
};
struct square : shape {
  int side;
  square(const char *name, int side) : shape(name), side(side) {}
  task<int> area() const override {
    co_await wait("square::area");
    co_return side * side;
  }
  task<int> grow(int by) override {
    int from_base = co_await shape::grow(by * 2);
    side += from_base;
    co_return side;
  }
};
struct padding {
  long room[3] = {};
  virtual ~padding() = default;
};
struct moved_square final : padding, square { // `this` of square is not at the object's address
  moved_square() : square("moved", 4) {}
  task<int> area() const final { co_return co_await square::area() + 1; }
};

int main() {
  account a("ann");
  run("deposit", [&] { return a.deposit(5); });
  run("read", [&] { return a.read(); });
  run("fixed", [] { return account::fixed(1); });
  run("fixed of an object", [&] { return a.fixed(2); });
  noisy note("note");
  run("defaults", [&] { return a.with_defaults(1, note); });
  run("same", [&] { return a.same(); });
  run("counted", [&] { return a.counted(); });
  run("lvalue", [&] { return a.which(); });
  run("const lvalue", [&] { return std::as_const(a).which(); });
  run("const rvalue", [&] { return static_cast<const account &&>(a).which(); });
  run("rvalue", [&] { return std::move(a).which(); });
  run("kind", [&] { return a.kind(); });
  run("const kind", [&] { return std::as_const(a).kind(); });
  run("kind of int", [&] { return a.kind(3); });
  auto pointer = &account::deposit;
  run("pointer to member", [&] { return (a.*pointer)(7); });
  say("%d", noexcept(a.same()) && !noexcept(a.kind()));
  square s("square", 2);
  moved_square m;
  shape *shapes[] = {&s, &m};
  for (shape *each : shapes) {
    run("virtual", [&] { return each->both(); });
    destroy_everywhere("virtual", [&] { return each->both(); });
  }
  run("not virtual", [&] { return s.shape::grow(9); });
}
// EXPECT: +ann
// EXPECT: deposit:
// EXPECT: 1: ?deposit |deposit
// EXPECT: 2: >deposit return(5)
// EXPECT: end:
// EXPECT: read:
// EXPECT: 1: ?read |read
// EXPECT: 2: >read ann return(51)
// EXPECT: end:
// EXPECT: fixed:
// EXPECT: 1: ?fixed |fixed
// EXPECT: 2: >fixed return(2)
// EXPECT: end:
// EXPECT: fixed of an object:
// EXPECT: 1: ?fixed |fixed
// EXPECT: 2: >fixed return(3)
// EXPECT: end: +note
// EXPECT: defaults: +tag move(tag) -(tag)
// EXPECT: 1: ?with defaults >with defaults tag return(6)
// EXPECT: end: -tag
// EXPECT: same:
// EXPECT: 1: ?same |same
// EXPECT: 2: >same return(1)
// EXPECT: end:
// EXPECT: counted:
// EXPECT: 1: ?counted |counted
// EXPECT: 2: >counted return(7)
// EXPECT: end:
// EXPECT: lvalue:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a & ann return()
// EXPECT: end:
// EXPECT: const lvalue:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a const & ann return()
// EXPECT: end:
// EXPECT: const rvalue:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a const & ann return()
// EXPECT: end:
// EXPECT: rvalue:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a move(ann) ?b |b
// EXPECT: 3: >b && ann -ann return()
// EXPECT: end:
// EXPECT: kind:
// EXPECT: 1: ?plain |plain
// EXPECT: 2: >plain return(1)
// EXPECT: end:
// EXPECT: const kind:
// EXPECT: 1: ?const |const
// EXPECT: 2: >const return(2)
// EXPECT: end:
// EXPECT: kind of int:
// EXPECT: 1: ?const int |const int
// EXPECT: 2: >const int return(3)
// EXPECT: end:
// EXPECT: pointer to member:
// EXPECT: 1: ?deposit |deposit
// EXPECT: 2: >deposit return(14)
// EXPECT: end: 1 +square +moved
// EXPECT: virtual:
// EXPECT: 1: ?square::area |square::area
// EXPECT: 2: >square::area return(4) ?shape::grow |shape::grow
// EXPECT: 3: >shape::grow return(2) return(4) ?square::area |square::area
// EXPECT: 4: >square::area return(16) return(416)
// EXPECT: end:
// EXPECT: virtual destroyed after 0:
// EXPECT: virtual destroyed after 1:
// EXPECT: virtual destroyed after 2:
// EXPECT: virtual destroyed after 3:
// EXPECT: virtual destroyed after 4, done:
// EXPECT: virtual:
// EXPECT: 1: ?square::area |square::area
// EXPECT: 2: >square::area return(16) return(17) ?shape::grow |shape::grow
// EXPECT: 3: >shape::grow return(2) return(6) ?square::area |square::area
// EXPECT: 4: >square::area return(36) return(37) return(1737)
// EXPECT: end:
// EXPECT: virtual destroyed after 0:
// EXPECT: virtual destroyed after 1:
// EXPECT: virtual destroyed after 2:
// EXPECT: virtual destroyed after 3:
// EXPECT: virtual destroyed after 4, done:
// EXPECT: not virtual:
// EXPECT: 1: ?shape::grow |shape::grow
// EXPECT: 2: >shape::grow return(9)
// EXPECT: end: -moved -square -note -(ann)
