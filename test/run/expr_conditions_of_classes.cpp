// RUN: %run_and_compare %s %t
// Objects whose conversion to bool is explicit, as conditions with awaits in them and as operands of `&&`, `||`, `!`
// and `?:` ([conv.general]/4).
#include "trace.hpp"

struct answer {
  int n;
  explicit operator bool() const { return say("bool(%d)", n), n > 0; }
};

task<> loops() {
  answer last{0};
  for (int n = 2; (last = co_await wait("a", answer{n--}));) say("for%d", last.n);
  int n = 1;
  while ((last = co_await wait("b", answer{n--}))) say("while%d", last.n);
  do say("do");
  while ((last = co_await wait("c", answer{-1})));
  while (auto own = co_await wait("d", answer{++n})) {
    say("own%d", own.n);
    if (own.n > 1) break;
  }
}

task<> operands(int n) {
  answer last{5};
  if ((last = co_await wait("a", answer{n}))) say("if");
  if (n > 0 && (last = co_await wait("b", answer{n - 1}))) say("and");
  if (last && co_await wait("c", answer{n}) && !(last = co_await wait("d", answer{n - 1}))) say("not");
  bool either = n > 1 || (last = co_await wait("e", answer{n})) || co_await wait("f", answer{1});
  bool no = !co_await wait("g", answer{n});
  int chosen = (last = co_await wait("h", answer{n - 1})) ? co_await wait("i", 1) : 2;
  say("%d%d%d", either, no, chosen);
}

int main() {
  run("loops", [] { return loops(); });
  for (int n = 0; n < 3; ++n) run("operands", [n] { return operands(n); });
}
