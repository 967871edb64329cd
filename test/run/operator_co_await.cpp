// RUN: %run_and_compare %s %t
// operator co_await as a member (const, by category of the object, inherited, a template, virtual) and as a free
// function (found in a namespace, by reference, by value, a template, a friend, for an enumeration, of a base class);
// the awaiter it gives is a prvalue, an lvalue, or the object itself ([expr.await]/3.3).
// GCC-DIFFERS: g++ 12 does not find operator co_await of an enumeration.
#include "trace.hpp"
#include <memory>

struct member {
  const char *name;
  waiter<int> operator co_await() const { return wait(name, 1); }
};
struct by_category {
  waiter<const char *> operator co_await() & { return wait("lvalue", "&"); }
  waiter<const char *> operator co_await() const & { return wait("const lvalue", "const &"); }
  waiter<const char *> operator co_await() && { return wait("rvalue", "&&"); }
};
struct gives_reference { // the awaiter is inside
  keeper inside{"inside"};
  keeper &operator co_await() { return inside; }
};
struct gives_itself : maybe {
  gives_itself() : maybe{"maybe", true} {}
  gives_itself &operator co_await() { return say("itself"), *this; }
};
struct base {
  virtual ~base() = default;
  virtual waiter<int> operator co_await() { return wait("base", 2); }
};
struct derived : base {
  waiter<int> operator co_await() override { return wait("derived", 3); }
};
template <class T> struct generic {
  T value;
  auto operator co_await() const { return wait("generic", value); }
};
struct by_template {
  template <class Awaiter = waiter<int>> Awaiter operator co_await() { return {"template", false, 4}; }
};

namespace shop {
struct order {
  noisy tag;
};
keeper operator co_await(const order &o) { return keeper(o.tag.name + "'s awaiter"); }
enum class colour { red = 5 };
waiter<int> operator co_await(colour c) { return wait("colour", static_cast<int>(c)); }
struct base_order {};
waiter<int> operator co_await(base_order &&) { return wait("base order", 6); }
struct derived_order : base_order {};
class with_friend {
  int hidden = 7;
  friend waiter<int> operator co_await(with_friend w) { return wait("friend", w.hidden); }
};
template <class T> struct box {
  T value;
};
template <class T> waiter<T> operator co_await(box<T> b) { return wait("box", b.value); }
} // namespace shop

template <class T> waiter<T> operator co_await(const std::unique_ptr<T> &p) { return wait("unique", *p); }

task<> members() {
  say("%d", co_await member{"member"});
  const member constant{"constant"};
  say("%d", co_await constant);
  by_category object;
  const by_category fixed;
  say("%s", co_await object);
  say("%s", co_await fixed);
  say("%s", co_await by_category());
  say("%s", co_await std::move(object));
  say("%s", (co_await gives_reference()).text());
  say("; next");
  gives_reference local;
  say("%d", &co_await local == &local.inside.item);
  gives_itself self;
  say("%d", co_await self);
  derived d;
  base &b = d;
  say("%d", co_await b);
  say("%s", co_await generic<const char *>{"text"});
  say("%d", co_await by_template());
}

task<> functions() {
  say("%s", (co_await shop::order{noisy("order")}).text());
  say("; next");
  shop::order local{noisy("local")};
  (say("before"), co_await local).name += "!";
  say("; next %s", local.tag.text());
  say("%d", co_await shop::colour::red);
  say("%d", co_await shop::derived_order());
  say("%d", co_await shop::with_friend());
  say("%d", co_await shop::box<int>{8});
  say("%s", co_await shop::box<const char *>{"text"});
  auto pointer = std::make_unique<int>(9);
  say("%d", co_await pointer);
  say("%d", co_await std::make_unique<int>(10));
  for (shop::colour c : {shop::colour::red, shop::colour{6}}) say("%d", co_await c + 1);
}

int main() {
  run("members", [] { return members(); });
  run("functions", [] { return functions(); });
  destroy_everywhere("functions", [] { return functions(); });
}
// EXPECT: members:
// EXPECT: 1: ?member |member
// EXPECT: 2: >member 1 ?constant |constant
// EXPECT: 3: >constant 1 ?lvalue |lvalue
// EXPECT: 4: >lvalue & ?const lvalue |const lvalue
// EXPECT: 5: >const lvalue const & ?rvalue |rvalue
// EXPECT: 6: >rvalue && ?rvalue |rvalue
// EXPECT: 7: >rvalue && +inside ?inside |inside
// EXPECT: 8: >inside inside -inside ; next +inside ?inside |inside
// EXPECT: 9: >inside 1 itself ?maybe |maybe
// EXPECT: 10: >maybe 1 ?derived |derived
// EXPECT: 11: >derived 3 ?generic |generic
// EXPECT: 12: >generic text ?template |template
// EXPECT: 13: >template 4 -inside return()
// EXPECT: end:
// EXPECT: functions:
// EXPECT: 1: +order +order's awaiter ?order's awaiter |order's awaiter
// EXPECT: 2: >order's awaiter order's awaiter -order's awaiter -order ; next +local before +local's awaiter ?local's awaiter |local's awaiter
// EXPECT: 3: >local's awaiter -local's awaiter! ; next local ?colour |colour
// EXPECT: 4: >colour 5 ?base order |base order
// EXPECT: 5: >base order 6 ?friend |friend
// EXPECT: 6: >friend 7 ?box |box
// EXPECT: 7: >box 8 ?box |box
// EXPECT: 8: >box text ?unique |unique
// EXPECT: 9: >unique 9 ?unique |unique
// EXPECT: 10: >unique 10 ?colour |colour
// EXPECT: 11: >colour 6 ?colour |colour
// EXPECT: 12: >colour 7 -local return()
// EXPECT: end:
// EXPECT: functions destroyed after 0:
// EXPECT: functions destroyed after 1: -order's awaiter -order
// EXPECT: functions destroyed after 2: -local's awaiter -local
// EXPECT: functions destroyed after 3: -local
// EXPECT: functions destroyed after 4: -local
// EXPECT: functions destroyed after 5: -local
// EXPECT: functions destroyed after 6: -local
// EXPECT: functions destroyed after 7: -local
// EXPECT: functions destroyed after 8: -local
// EXPECT: functions destroyed after 9: -local
// EXPECT: functions destroyed after 10: -local
// EXPECT: functions destroyed after 11: -local
// EXPECT: functions destroyed after 12, done:
