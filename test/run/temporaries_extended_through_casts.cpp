// RUN: %run_and_compare %s %t
// A reference that is bound to a cast of a temporary extends the life of that temporary ([class.temporary]/6.6): it is
// the object itself that is kept, not one that is moved from it.
#include "trace.hpp"
struct derived : noisy {
  using noisy::noisy;
};
task<> casts(bool condition) {
  noisy &&a = static_cast<noisy &&>(noisy("a"));
  const noisy &b = (const noisy &)noisy("b");
  noisy &&c = static_cast<noisy &&>(co_await wait("c", noisy("c")));
  const noisy &d((const noisy &)(co_await wait("d", noisy("d"))));
  noisy &&e = (static_cast<noisy &&>((say("comma"), noisy("e"))));
  noisy &&f{const_cast<noisy &&>(condition ? co_await wait("f1", noisy("f1")) : noisy("f2"))};
  const noisy &g = static_cast<const noisy &>(derived("g"));
  const int &h = static_cast<const int &>(co_await wait("h", 8));
  co_await wait("x");
  say("%s %s %s %s %s %s %s %d", a.text(), b.text(), c.text(), d.text(), e.text(), f.text(), g.text(), h);
}
task<> not_kept() {
  noisy &&a = static_cast<noisy &&>(noisy("a"));
  say("%s", a.text());
  noisy &&b = static_cast<noisy &&>(co_await wait("b", noisy("b")));
  say("%s", b.text());
}
int main() {
  run("casts", [] { return casts(true); });
  run("casts, otherwise", [] { return casts(false); });
  destroy_everywhere("casts", [] { return casts(true); });
  run("not kept", [] { return not_kept(); });
}
