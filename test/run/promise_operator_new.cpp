// RUN: %run_and_compare %s %t
// The state is allocated by the promise's operator new, which is called with the size and lvalues of the original
// arguments (before they are copied) if it can be, else with the size alone; else by ::operator new. It is freed by the
// promise's operator delete, with the size if one takes it ([dcl.fct.def.coroutine]/9, 10, 12).
// GCC-DIFFERS: g++ 12 warns about the template, needlessly (-Wmismatched-new-delete).
#include "trace.hpp"
#include <cstddef>
#include <cstdlib>
#include <new>

template <class Allocation> struct coroutine {
  struct promise_type : Allocation {
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

std::size_t allocated;
void *get(std::size_t size) { return allocated = size, std::malloc(size); }
void put(void *memory) { std::free(memory); }

struct sized {
  static void *operator new(std::size_t size) { return say("new(size)"), get(size); }
  static void operator delete(void *memory, std::size_t size) {
    say("delete(size=%d)", size == allocated), put(memory);
  }
};
struct with_arguments {
  static void *operator new(std::size_t size, int n, noisy &object) {
    say("new(size,%d,%s)", n, object.text());
    object.name += "+";
    return get(size);
  }
  static void operator delete(void *memory) { say("delete"), put(memory); }
};
struct with_both {
  static void *operator new(std::size_t size) { return say("new(size)"), get(size); }
  static void *operator new(std::size_t size, int &n, const noisy &object) {
    return say("new(size,%d,%s)", n++, object.text()), get(size);
  }
  static void *operator new(std::size_t size, double) { return say("new(size,double)"), get(size); }
  static void operator delete(void *memory) { say("never"), put(memory); }
  static void operator delete(void *memory, std::size_t) { say("delete(size)"), put(memory); }
};
struct with_template {
  template <class... Arguments> static void *operator new(std::size_t size, Arguments &...) {
    return say("new(size,%zu more)", sizeof...(Arguments)), ::operator new(size);
  }
  static void operator delete(void *memory) { say("delete"), ::operator delete(memory); }
};
struct arena {
  alignas(std::max_align_t) char room[4096];
  bool used = false;
};
struct placed {
  static void *operator new(std::size_t size, arena &from) {
    say("place(%d)", size <= sizeof from.room);
    from.used = true;
    return from.room;
  }
  static void operator delete(void *) { say("unplace"); }
};
struct base_new {
  static void *operator new(std::size_t size) { return say("inherited new"), get(size); }
  static void operator delete(void *memory) { say("inherited delete"), put(memory); }
};
struct inheriting : base_new {};
struct none {};

coroutine<sized> by_size(int, noisy object) { co_await wait("a"), say("%s", object.text()); }
coroutine<with_arguments> by_arguments(int, noisy object) { co_await wait("a"), say("%s", object.text()); }
coroutine<with_both> by_both(int n, noisy object) { co_await wait("a"), say("%d%s", n, object.text()); }
coroutine<with_both> by_size_as_others_fail(const char *) { co_await wait("a"); }
coroutine<with_both> by_conversion(int) { co_await wait("a"); }
coroutine<with_template> by_template(int, noisy, const char *) { co_await wait("a"); }
coroutine<with_template> by_template() { co_await wait("a"); }
coroutine<placed> in_arena(arena &from) { co_await wait("a"), say("%d", from.used); }
coroutine<inheriting> inherited(int) { co_await wait("a"); }
coroutine<none> by_global(int n) { co_await wait("a", n); }

int main() {
  run("by size", [] { return by_size(1, noisy("object")); });
  run("by arguments", [] { return by_arguments(2, noisy("object")); });
  run("by both", [] { return by_both(3, noisy("object")); });
  run("by size as others fail", [] { return by_size_as_others_fail("text"); });
  run("by conversion", [] { return by_conversion(4); });
  run("by template", [] { return by_template(5, noisy("object"), "text"); });
  run("by template", [] { return by_template(); });
  static arena from;
  run("in arena", [] { return in_arena(from); });
  run("inherited", [] { return inherited(6); });
  run("by global", [] { return by_global(7); });
}
// EXPECT: by size: +object new(size) move(object) -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a object
// EXPECT: end: -object delete(size=1)
// EXPECT: by arguments: +object new(size,2,object) move(object+) -(object+)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a object+
// EXPECT: end: -object+ delete
// EXPECT: by both: +object new(size,3,object) move(object) -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 4object
// EXPECT: end: -object delete(size)
// EXPECT: by size as others fail: new(size)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end: delete(size)
// EXPECT: by conversion: new(size,double)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end: delete(size)
// EXPECT: by template: +object new(size,3 more) move(object) -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end: -object delete
// EXPECT: by template: new(size,0 more)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end: delete
// EXPECT: in arena: place(1)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 1
// EXPECT: end: unplace
// EXPECT: inherited: inherited new
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end: inherited delete
// EXPECT: by global:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end:
