// RUN: %run_and_compare %s %t
// A reference of a type that depends on nothing, which an await in a template initialises: it extends the life of what
// the await gives, unless that is a reference itself, or is converted. A reference of a dependent type is bound to what
// a conversion function refers to; what one gives as an object has its life extended.
#include "trace.hpp"

#include <functional>
#include <vector>

struct part : noisy {
  using noisy::noisy;
};

template <class T> task<> bind(T given) {
  noisy local("local");
  const noisy &object = co_await wait("a", noisy("object"));
  const noisy &reference = co_await wait_ref("b", local);
  noisy &&made = noisy(co_await wait("c", "made"));
  const noisy &base = (co_await wait("d", part("base")));
  const long &converted = co_await wait("e", given);
  const noisy &braces{co_await wait("f", noisy("braces"))};
  co_await wait("g");
  say("%s %s %s %s %ld %s", object.text(), reference.text(), made.text(), base.text(), converted, braces.text());
}

template <class T> struct box {
  T value;
  operator const T &() const { return value; }
};
template <class T> struct maker {
  const char *name;
  operator T() const { return T(name); }
};
template <class T> class counted : T {
public:
  using T::T;
  task<> rename() {
    T &base = *this;
    co_await wait("i");
    base.name += "+";
    say("%s", this->text());
  }
};

template <class T> task<> convert(T first) {
  T second("second");
  std::vector<std::reference_wrapper<T>> all{first, second};
  for (T &each : all) {
    co_await wait("a", each.text());
    each.name += "!";
  }
  for (const T &each : all) {
    say("%s", (co_await wait_ref("b", each)).text());
  }
  T &reference = all[0];
  const box<T> boxed{second};
  const T &inside = boxed;
  const T &object = maker<T>{"object"};
  co_await wait("c");
  reference.name += "?";
  say("%s %s %s %d %s", first.text(), second.text(), inside.text(), &inside == &boxed.value, object.text());
}

int main() {
  run("convert", [] { return convert(noisy("first")); });
  destroy_everywhere("convert", [] { return convert(noisy("first")); });
  run("counted", [] {
    static counted<noisy> object("base");
    return object.rename();
  });
  run("bind", [] { return bind(5); });
  destroy_everywhere("bind", [] { return bind(5); });
}
