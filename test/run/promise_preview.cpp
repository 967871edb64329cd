// RUN: %run_and_compare %s %t
// The promise is constructed from lvalues of the parameter copies if a constructor takes them all, else by default
// ([dcl.fct.def.coroutine]/4, 13): overloads, templates, explicit and converting constructors, references, const,
// and parameters that are moved from or changed there; the body sees the same copies.
// GCC-DIFFERS: g++ 12 passes rvalue references to the promise as rvalues.
#include "trace.hpp"
#include <type_traits>

template <class Promise> struct coroutine {
  struct promise_type : Promise {
    using Promise::Promise;
    coroutine get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
  coroutine(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  coroutine(coroutine &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~coroutine() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

struct taking {
  taking() { say("promise()"); }
  taking(int n, noisy &object) {
    say("promise(%d,%s)", n, object.text());
    object.name += "+";
  }
  taking(const char *text) { say("promise(%s)", text); }
  taking(double d) { say("promise(%.1f)", d); }
  taking(int *&pointer) { say("promise(pointer)"), ++pointer; }
};
coroutine<taking> exact(int n, noisy object) { co_await wait("a"), say("%d %s", n, object.text()); }
coroutine<taking> none() { co_await wait("a"); }
coroutine<taking> unfit(noisy object, int) { co_await wait("a"), say("%s", object.text()); }
coroutine<taking> text(const char *) { co_await wait("a"); }
coroutine<taking> converted(float) { co_await wait("a"); }
coroutine<taking> pointer(int *p) { co_await wait("a"), say("%d", *p); }
coroutine<taking> too_many(int, noisy, char) { co_await wait("a"); }

struct stealing {
  noisy stolen;
  stealing(noisy &object) : stolen(std::move(object)) {}
};
coroutine<stealing> stolen(noisy object) { co_await wait("a"), say("%s", object.text()); }
coroutine<stealing> stolen_reference(noisy &&object) { co_await wait("a"), say("%s", object.text()); }
coroutine<stealing> stolen_lvalue(noisy &object) { co_await wait("a"), say("%s", object.text()); }

struct categories {
  categories(int &, int &, int &) { say("lvalues"); }
  categories(int &&, int &, int &) { say("never"); }
  categories(const int &, int &, int &) { say("const first"); }
  categories(const int &, const int &, const int &) { say("all const"); }
};
coroutine<categories> lvalues(int a, int &b, int &&c) { co_await wait("a"), say("%d%d%d", a, b, c); }
coroutine<categories> const_first(const int a, int &b, int c) { co_await wait("a"), say("%d%d%d", a, b, c); }
coroutine<categories> all_const(const int &a, const int b, const int &&c) {
  co_await wait("a"), say("%d%d%d", a, b, c);
}

struct generic {
  template <class... Arguments> generic(Arguments &&...arguments) {
    say("generic(%zu)", sizeof...(arguments));
    say("%d", (0 + ... + int(std::is_lvalue_reference_v<Arguments>)));
  }
};
coroutine<generic> several(int, noisy, const char *, const int &) { co_await wait("a"); }
coroutine<generic> zero() { co_await wait("a"); }

struct keeping { // refers to the parameter copy
  const noisy *seen;
  explicit keeping(const noisy &object) : seen(&object) {}
  waiter<bool> await_transform(const noisy &object) { return wait("same", &object == seen); }
};
coroutine<keeping> kept(noisy object) { say("%d", co_await object); }
coroutine<keeping> kept_reference(const noisy &object) { say("%d", co_await object); }

int main() {
  run("exact", [] { return exact(1, noisy("object")); });
  run("none", [] { return none(); });
  run("unfit", [] { return unfit(noisy("object"), 2); });
  run("text", [] { return text("text"); });
  run("converted", [] { return converted(2.5f); });
  int numbers[] = {10, 20}, n = 3;
  run("pointer", [&] { return pointer(numbers); });
  run("too many", [] { return too_many(1, noisy("object"), 'c'); });
  noisy outside("outside");
  run("stolen", [] { return stolen(noisy("object")); });
  run("stolen reference", [&] { return stolen_reference(std::move(outside)); });
  run("stolen lvalue", [&] { return stolen_lvalue(outside); });
  run("lvalues", [&] { return lvalues(1, n, std::move(n)); });
  run("const first", [&] { return const_first(1, n, 2); });
  run("all const", [&] { return all_const(n, 2, std::move(n)); });
  run("several", [&] { return several(1, noisy("object"), "text", n); });
  run("zero", [] { return zero(); });
  run("kept", [] { return kept(noisy("object")); });
  run("kept reference", [&] { return kept_reference(outside); });
}
// EXPECT: exact: +object move(object) promise(1,object) -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 1 object+
// EXPECT: end: -object+
// EXPECT: none: promise()
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end:
// EXPECT: unfit: +object move(object) promise() -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a object
// EXPECT: end: -object
// EXPECT: text: promise(text)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end:
// EXPECT: converted: promise(2.5)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end:
// EXPECT: pointer: promise(pointer)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 20
// EXPECT: end:
// EXPECT: too many: +object move(object) promise() -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end: -object +outside
// EXPECT: stolen: +object move(object) move(object) -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a (object)
// EXPECT: end: -object -(object)
// EXPECT: stolen reference: move(outside)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a (outside)
// EXPECT: end: -outside
// EXPECT: stolen lvalue: move((outside))
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ((outside))
// EXPECT: end: -(outside)
// EXPECT: lvalues: lvalues
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 133
// EXPECT: end:
// EXPECT: const first: const first
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 132
// EXPECT: end:
// EXPECT: all const: all const
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 323
// EXPECT: end:
// EXPECT: several: +object move(object) generic(4) 4 -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end: -object
// EXPECT: zero: generic(0) 0
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end:
// EXPECT: kept: +object move(object) -(object)
// EXPECT: 1: ?same |same
// EXPECT: 2: >same 1
// EXPECT: end: -object
// EXPECT: kept reference:
// EXPECT: 1: ?same |same
// EXPECT: 2: >same 1
// EXPECT: end: -((outside))
