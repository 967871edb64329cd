// RUN: %run_and_compare %s %t
// Coroutines in namespaces (nested, inline, anonymous, reopened, defined from outside with a qualified name), static,
// inline, extern, extern "C++", with one name in several namespaces; pointers to them ([namespace.def], [dcl.stc]).
#include "trace.hpp"

task<> in_global() { co_await wait("global"); }

namespace outer {
const char *name = "outer";
task<> in_namespace() { co_await wait(name); }
namespace inner {
const char *name = "inner";
task<> in_namespace() { co_await wait(name); }
task<> declared_here(const char *);
} // namespace inner
inline namespace version {
task<> in_inline_namespace() { co_await wait(name); }
} // namespace version
} // namespace outer
namespace outer::inner {
task<> in_nested() { co_await wait(name), co_await in_namespace(), co_await outer::in_namespace(); }
} // namespace outer::inner
task<> outer::inner::declared_here(const char *text) { co_await wait(name), co_await wait(text); }

namespace {
const char *hidden = "anonymous";
task<> in_anonymous() { co_await wait(hidden); }
namespace deeper {
task<> in_anonymous() { co_await wait("deeper"); }
} // namespace deeper
} // namespace

static task<> is_static() { co_await wait("static"); }
inline task<> is_inline() { co_await wait("inline"); }
static inline task<> is_both() { co_await wait("both"); }
extern task<> is_extern();
task<> is_extern() { co_await wait("extern"); }
extern "C++" task<> is_cplusplus() { co_await wait("C++"); }
extern "C++" {
task<> in_cplusplus(int n) { co_await wait("in C++", n); }
}

int main() {
  for (task<> (*each)() : {&in_global, &outer::in_namespace, &outer::inner::in_namespace, &outer::in_inline_namespace,
                           &outer::inner::in_nested, &in_anonymous, &deeper::in_anonymous, &is_static, &is_inline,
                           &is_both, &is_extern, &is_cplusplus}) {
    run("next", each);
  }
  run("declared here", [] { return outer::inner::declared_here("text"); });
  run("in C++", [] { return in_cplusplus(1); });
}
// EXPECT: next:
// EXPECT: 1: ?global |global
// EXPECT: 2: >global return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?outer |outer
// EXPECT: 2: >outer return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?inner |inner
// EXPECT: 2: >inner return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?outer |outer
// EXPECT: 2: >outer return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?inner |inner
// EXPECT: 2: >inner ?inner |inner
// EXPECT: 3: >inner return() ?outer |outer
// EXPECT: 4: >outer return() return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?anonymous |anonymous
// EXPECT: 2: >anonymous return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?deeper |deeper
// EXPECT: 2: >deeper return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?static |static
// EXPECT: 2: >static return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?inline |inline
// EXPECT: 2: >inline return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?both |both
// EXPECT: 2: >both return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?extern |extern
// EXPECT: 2: >extern return()
// EXPECT: end:
// EXPECT: next:
// EXPECT: 1: ?C++ |C++
// EXPECT: 2: >C++ return()
// EXPECT: end:
// EXPECT: declared here:
// EXPECT: 1: ?inner |inner
// EXPECT: 2: >inner ?text |text
// EXPECT: 3: >text return()
// EXPECT: end:
// EXPECT: in C++:
// EXPECT: 1: ?in C++ |in C++
// EXPECT: 2: >in C++ return()
// EXPECT: end:
