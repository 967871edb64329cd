// RUN: %run_and_compare %s %t
// A promise with get_return_object_on_allocation_failure: an allocation that gives nullptr makes the call return that
// function's result, and nothing else is made, no parameter copied; the promise's operator new is used, or ::operator
// new(size, nothrow) ([dcl.fct.def.coroutine]/10). Without it, what the allocation throws leaves the call.
#include "trace.hpp"
#include <cstdlib>
#include <new>

int failures; // of the next allocations

void *operator new(std::size_t size, const std::nothrow_t &) noexcept {
  if (failures > 0) return --failures, say("nothrow fails"), nullptr;
  return say("nothrow"), std::malloc(size);
}
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }
void *operator new(std::size_t size) {
  if (void *memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}

template <class Allocation> struct coroutine {
  struct promise_type : Allocation {
    noisy member{"member"};
    coroutine get_return_object() {
      say("object");
      return std::coroutine_handle<promise_type>::from_promise(*this);
    }
    static coroutine get_return_object_on_allocation_failure() { return say("failure object"), nullptr; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
  coroutine(std::nullptr_t) : handle(nullptr) {}
  coroutine(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  coroutine(coroutine &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~coroutine() {
    if (handle) handle.destroy();
  }
  bool done() const { return !handle || handle.done(); }
};

struct global_new {};
struct own_new {
  static void *operator new(std::size_t size) noexcept {
    if (failures > 0) return --failures, say("own fails"), nullptr;
    return say("own"), std::malloc(size);
  }
  static void operator delete(void *memory) { say("own delete"), std::free(memory); }
};
struct own_new_with_arguments {
  static void *operator new(std::size_t size, int n, const noisy &) noexcept {
    if (n > 0) return say("own fails for %d", n), nullptr;
    return say("own"), std::malloc(size);
  }
  static void operator delete(void *memory) { say("own delete"), std::free(memory); }
};
coroutine<global_new> by_global(int n, noisy object) { co_await wait("a"), say("%d %s", n, object.text()); }
coroutine<own_new> by_own(int n, noisy object) { co_await wait("a"), say("%d %s", n, object.text()); }
coroutine<own_new_with_arguments> by_arguments(int n, noisy) { co_await wait("a"), say("%d", n); }

struct plain { // no such function
  struct promise_type {
    static void *operator new(std::size_t size) {
      if (failures > 0) --failures, fail("plain throws");
      return std::malloc(size);
    }
    static void operator delete(void *memory) { std::free(memory); }
    plain get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
  bool done() const { return handle.done(); }
};
plain without(int n, noisy) { co_await wait("a"), say("%d", n); }

template <class Make> void try_it(const char *title, int count, Make make) {
  failures = count;
  run(title, make);
  failures = 0;
}

int main() {
  for (int count = 0; count <= 1; ++count) {
    try_it("global", count, [=] { return by_global(count, noisy("object")); });
    try_it("own", count, [=] { return by_own(count, noisy("object")); });
    try_it("arguments", count, [=] { return by_arguments(count, noisy("object")); });
  }
  try_it("without", 1, [] { return without(1, noisy("object")); });
}
// EXPECT: global: +object nothrow move(object) +member object -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 0 object
// EXPECT: end: -member -object
// EXPECT: own: +object own move(object) +member object -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 0 object
// EXPECT: end: -member -object own delete
// EXPECT: arguments: +object own move(object) +member object -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 0
// EXPECT: end: -member -object own delete
// EXPECT: global: +object nothrow fails failure object -object
// EXPECT: end:
// EXPECT: own: +object own fails failure object -object
// EXPECT: end:
// EXPECT: arguments: +object own fails for 1 failure object -object
// EXPECT: end:
// EXPECT: without: +object throw(plain throws) -object threw(plain throws)
