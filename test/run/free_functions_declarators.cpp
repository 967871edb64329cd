// RUN: %run_and_compare %s %t
// Coroutines declared in every way: with attributes of each spelling, noexcept, trailing return types, through aliases
// and typedefs, elaborated, spread over lines with comments; the declaration keeps its form ([dcl.fct], [dcl.attr]).
#include "trace.hpp"

[[nodiscard]] task<> has_attribute([[maybe_unused]] int unused) { co_await wait("attribute"); }
[[nodiscard]] [[gnu::noinline]] task<> has_attributes() { co_await wait("attributes"); }
__attribute__((noinline)) task<> has_gnu_attribute() { co_await wait("gnu"); }
task<> is_noexcept() noexcept { co_await wait("noexcept"); }
task<> is_conditionally_noexcept(int n) noexcept(sizeof(n) > 2) { co_await wait("noexcept(...)", n); }
auto trails(int n) -> task<int> { co_return co_await wait("trailing", n); }
auto trails_dependently(int n, decltype(n) m) noexcept -> task<decltype(n + m)> {
  co_return n + co_await wait("and", m);
}
using alias = task<int>;
typedef task<int> old_alias(int);
alias has_alias(int n) { co_return n; }
old_alias declared_by_type;
task<int> declared_by_type(int n) { co_return co_await wait("by type", n); }
struct task<int> elaborated() { co_return co_await wait("elaborated", 1); }
task
<
    int
> // over lines
spread(
    int first, // one
    int /* two */ second
    )
{ co_return first + co_await wait("spread", second); }

int main() {
  run("attribute", [] { return has_attribute(2); });
  run("attributes", has_attributes);
  run("gnu attribute", has_gnu_attribute);
  run("noexcept", [] { return is_noexcept(); });
  say("%d%d%d", noexcept(is_noexcept()), noexcept(is_conditionally_noexcept(1)), noexcept(has_attributes()));
  run("conditionally noexcept", [] { return is_conditionally_noexcept(3); });
  run("trails", [] { return trails(4); });
  run("trails dependently", [] { return trails_dependently(5, 6); });
  run("alias", [] { return has_alias(7); });
  run("by type", [] { return declared_by_type(8); });
  run("elaborated", [] { return elaborated(); });
  run("spread", [] { return spread(9, 10); });
}
// EXPECT: attribute:
// EXPECT: 1: ?attribute |attribute
// EXPECT: 2: >attribute return()
// EXPECT: end:
// EXPECT: attributes:
// EXPECT: 1: ?attributes |attributes
// EXPECT: 2: >attributes return()
// EXPECT: end:
// EXPECT: gnu attribute:
// EXPECT: 1: ?gnu |gnu
// EXPECT: 2: >gnu return()
// EXPECT: end:
// EXPECT: noexcept:
// EXPECT: 1: ?noexcept |noexcept
// EXPECT: 2: >noexcept return()
// EXPECT: end: 110
// EXPECT: conditionally noexcept:
// EXPECT: 1: ?noexcept(...) |noexcept(...)
// EXPECT: 2: >noexcept(...) return()
// EXPECT: end:
// EXPECT: trails:
// EXPECT: 1: ?trailing |trailing
// EXPECT: 2: >trailing return(4)
// EXPECT: end:
// EXPECT: trails dependently:
// EXPECT: 1: ?and |and
// EXPECT: 2: >and return(11)
// EXPECT: end:
// EXPECT: alias:
// EXPECT: 1: return(7)
// EXPECT: end:
// EXPECT: by type:
// EXPECT: 1: ?by type |by type
// EXPECT: 2: >by type return(8)
// EXPECT: end:
// EXPECT: elaborated:
// EXPECT: 1: ?elaborated |elaborated
// EXPECT: 2: >elaborated return(1)
// EXPECT: end:
// EXPECT: spread:
// EXPECT: 1: ?spread |spread
// EXPECT: 2: >spread return(19)
// EXPECT: end:
