// RUN: %run_and_compare %s %t
// In a const member function whose machine is a class of its body: awaiters whose type follows from what they are made
// of, a temporary that is not const.
#include "trace.hpp"
struct value {
  noisy object;
  friend auto operator co_await(value &&v) {
    struct awaiter : keeper {
      awaiter(noisy &from) : keeper(from.name + " awaited") {}
    };
    return awaiter(v.object);
  }
};
struct shape {
  value get(const char *name) const { return {noisy(name)}; }
  task<int> area() const {
    const noisy &object = co_await get("a");
    say("%s", object.text());
    auto counted = [n = 3] { return n; };
    co_await wait("x");
    co_return counted();
  }
  struct nested {
    task<int> area(const shape &s) const { co_return (co_await s.get("b")).name.size(); }
  };
};
int main() {
  run("area", [] { return shape{}.area(); });
  run("nested", [] { return shape::nested{}.area({}); });
}
