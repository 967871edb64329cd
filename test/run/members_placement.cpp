// RUN: %run_and_compare %s %t
// Where the class of a member coroutine is: nested, local to a function, in an unnamed namespace, unnamed, derived from
// a local class, used before it is complete; and the member is defined in it or outside ([class.mfct]/1).
#include "trace.hpp"

class early; // used by coroutines before it is defined
task<int> ask(early &of);

namespace shop {
struct cart {
  int count = 1;
  task<int> inside() {
    later += co_await wait("inside", count); // members are declared below
    co_return uses_later();
  }
  task<int> outside(int n);
  task<int> outside(noisy) const;
  static task<int> static_outside(int n = 3);
  struct item {
    int price = 5;
    task<int> inside() { co_return co_await wait("item", price); }
    task<int> outside(cart &in);
    struct part;
  };
  struct declared_later;
  task<int> ask_later(declared_later &other);
  int later = 0;
  int uses_later() const { return later; }
};
inline task<int> cart::outside(int n) {
  co_await wait("cart::outside");
  co_return count += n;
}
} // namespace shop

task<int> shop::cart::outside(noisy object) const {
  item made; // names of the class, without qualification
  co_await wait("shop::cart::outside");
  say("%s", object.text());
  co_return made.price + count;
}
task<int> shop::cart::static_outside(int n) { co_return co_await wait("static", n + item().price); }
task<int> shop::cart::item::outside(cart &in) {
  cart *c = &in;
  co_await wait("item::outside");
  co_return price * 10 + c->count;
}
struct shop::cart::item::part {
  item of;
  task<int> inside() { co_return co_await of.inside() + 1; }
};
struct shop::cart::declared_later {
  int n = 70;
};
task<int> shop::cart::ask_later(declared_later &other) { co_return co_await wait("later", other.n) + count; }

class early {
  int n = 4;
  friend task<int> ask(early &of) {
    co_await wait("ask");
    co_return of.n + co_await of.own();
  }
  task<int> own() { co_return co_await wait("own", n * 10); }
};

namespace {
struct hidden {
  noisy tag{"hidden"};
  task<> show() {
    co_await wait("show");
    say("%s", tag.text());
  }
  task<> show_outside();
};
task<> hidden::show_outside() {
  hidden another;
  co_await wait("show outside");
  say("%s %s", tag.text(), another.tag.text());
}
} // namespace

struct {
  int n = 6;
  task<int> get() {
    co_await wait("unnamed");
    co_return ++n;
  }
} unnamed;


task<int> with_local_classes(int n) {
  struct local {
    int n;
    noisy tag;
    local(int n, const char *tag) : n(n), tag(tag) {}
    task<int> add(int more) {
      noisy made("made");
      co_await wait("add");
      say("%s", tag.text());
      co_return n += more;
    }
    struct nested {
      task<int> twice(int n) { co_return co_await wait("twice", 2 * n); }
    };
    virtual task<int> which() { co_return co_await wait("which", 1); }
    virtual ~local() = default;
  };
  struct derived : local {
    using local::local;
    task<int> which() override { co_return co_await local::which() + 1; }
  };
  local first(n, "first");
  int sum = co_await first.add(1);
  derived second(0, "second");
  local &as_base = second;
  sum += co_await as_base.which();
  co_return sum + co_await local::nested().twice(10);
}

int in_function(int n) { // a local class of a function that is no coroutine
  static int calls = 0;
  enum { limit = 50 };
  struct local {
    int n;
    task<int> get() {
      ++calls;
      co_await wait("get");
      co_return n + calls + limit;
    }
  } object{n};
  run("local class", [&] { return object.get(); });
  return calls;
}

int main() {
  shop::cart c;
  run("inside", [&] { return c.inside(); });
  run("outside", [&] { return c.outside(3); });
  run("outside with object", [&] { return c.outside(noisy("object")); });
  run("static outside", [&] { return c.static_outside(); });
  shop::cart::item i;
  run("item inside", [&] { return i.inside(); });
  run("item outside", [&] { return i.outside(c); });
  shop::cart::item::part p{i};
  run("part", [&] { return p.inside(); });
  shop::cart::declared_later later;
  run("later", [&] { return c.ask_later(later); });
  early e;
  run("early", [&] { return ask(e); });
  hidden h;
  run("hidden", [&] { return h.show(); });
  run("hidden outside", [&] { return h.show_outside(); });
  destroy_everywhere("hidden outside", [&] { return h.show_outside(); });
  run("unnamed", [] { return unnamed.get(); });
  run("local classes", [] { return with_local_classes(5); });
  destroy_everywhere("local classes", [] { return with_local_classes(5); });
  line("%d", in_function(100));
  line("%d", in_function(200));
}
// EXPECT: inside:
// EXPECT: 1: ?inside |inside
// EXPECT: 2: >inside return(1)
// EXPECT: end:
// EXPECT: outside:
// EXPECT: 1: ?cart::outside |cart::outside
// EXPECT: 2: >cart::outside return(4)
// EXPECT: end:
// EXPECT: outside with object: +object move(object) -(object)
// EXPECT: 1: ?shop::cart::outside |shop::cart::outside
// EXPECT: 2: >shop::cart::outside object return(9)
// EXPECT: end: -object
// EXPECT: static outside:
// EXPECT: 1: ?static |static
// EXPECT: 2: >static return(8)
// EXPECT: end:
// EXPECT: item inside:
// EXPECT: 1: ?item |item
// EXPECT: 2: >item return(5)
// EXPECT: end:
// EXPECT: item outside:
// EXPECT: 1: ?item::outside |item::outside
// EXPECT: 2: >item::outside return(54)
// EXPECT: end:
// EXPECT: part:
// EXPECT: 1: ?item |item
// EXPECT: 2: >item return(5) return(6)
// EXPECT: end:
// EXPECT: later:
// EXPECT: 1: ?later |later
// EXPECT: 2: >later return(74)
// EXPECT: end:
// EXPECT: early:
// EXPECT: 1: ?ask |ask
// EXPECT: 2: >ask ?own |own
// EXPECT: 3: >own return(40) return(44)
// EXPECT: end: +hidden
// EXPECT: hidden:
// EXPECT: 1: ?show |show
// EXPECT: 2: >show hidden return()
// EXPECT: end:
// EXPECT: hidden outside:
// EXPECT: 1: +hidden ?show outside |show outside
// EXPECT: 2: >show outside hidden hidden -hidden return()
// EXPECT: end:
// EXPECT: hidden outside destroyed after 0:
// EXPECT: hidden outside destroyed after 1: -hidden
// EXPECT: hidden outside destroyed after 2, done:
// EXPECT: unnamed:
// EXPECT: 1: ?unnamed |unnamed
// EXPECT: 2: >unnamed return(7)
// EXPECT: end:
// EXPECT: local classes:
// EXPECT: 1: +first +made ?add |add
// EXPECT: 2: >add first return(6) -made +second ?which |which
// EXPECT: 3: >which return(1) return(2) ?twice |twice
// EXPECT: 4: >twice return(20) return(28) -second -first
// EXPECT: end:
// EXPECT: local classes destroyed after 0:
// EXPECT: local classes destroyed after 1: -made -first
// EXPECT: local classes destroyed after 2: -second -first
// EXPECT: local classes destroyed after 3: -second -first
// EXPECT: local classes destroyed after 4, done:
// EXPECT: local class:
// EXPECT: 1: ?get |get
// EXPECT: 2: >get return(151)
// EXPECT: end:
// EXPECT: 1
// EXPECT: local class:
// EXPECT: 1: ?get |get
// EXPECT: 2: >get return(252)
// EXPECT: end:
// EXPECT: 2 -hidden
