// RUN: %run_and_compare %s %t
// The object is the first argument of a member coroutine: the promise's constructor and operator new see *this as an
// lvalue of its cv-qualified class, before the parameters; the object is not
// copied ([dcl.fct.def.coroutine]/3, 4, 9). For a static member there is none.
#include "trace.hpp"
#include <cstddef>
#include <new>
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

struct service;
const char *name_of(service &of);
struct taking {
  noisy life{"promise"};
  taking() { say("()"); }
  taking(service &of) { say("(service)"), seen = &of; }
  taking(const service &of) { say("(const service)"), seen = &of; }
  taking(service &of, noisy &object) {
    say("(service,%s)", object.text());
    object.name += "+";
    seen = &of;
  }
  taking(const service &, int n) { say("(const service,%d)", n); }
  taking(int n) { say("(%d)", n); }
  taking(service &&, double) { say("never"); }
  const service *seen = nullptr;
};
struct allocating {
  allocating(service &of, noisy &object) { say("promise(%s,%s)", name_of(of), object.text()); }
  allocating(const service &) { say("promise(const)"); }
  static void *operator new(std::size_t size, service &of, const noisy &object);
  static void *operator new(std::size_t size, const service &) { return say("new(const)"), ::operator new(size); }
  static void *operator new(std::size_t size) { return say("new(size)"), ::operator new(size); }
  static void operator delete(void *memory) { say("delete"), ::operator delete(memory); }
};
struct counting { // how many arguments, and the category and constness of the first
  template <class First, class... Rest> explicit counting(First &&, Rest &&...) {
    say("%zu%s%s", 1 + sizeof...(Rest), std::is_const_v<std::remove_reference_t<First>> ? "c" : "",
        std::is_lvalue_reference_v<First> ? "&" : "&&");
  }
  counting() { say("0"); }
};

struct service {
  noisy tag{"service"};
  int allocations = 0;

  coroutine<taking> none() { co_await wait("a"), say("%s", tag.text()); }
  coroutine<taking> constant() const { co_await wait("a"), say("%s", tag.text()); }
  coroutine<taking> object(noisy n) { co_await wait("a"), say("%s", n.text()); }
  coroutine<taking> number(int n) const { co_await wait("a"), say("%d", n); }
  coroutine<taking> rvalue() && { co_await wait("a"), say("%s", tag.text()); }
  coroutine<taking> of_double(double) { co_await wait("a"); }
  static coroutine<taking> of_class(int n) { co_await wait("a"), say("%d", n); }
  coroutine<allocating> with_object(noisy n) { co_await wait("a"), say("%s %d", n.text(), allocations); }
  coroutine<allocating> with_nothing() const;
  coroutine<counting> count(int, noisy) { co_await wait("a"); }
  coroutine<counting> count() const volatile { co_await wait("a"); }
  coroutine<counting> count_rvalue() && { co_await wait("a"); }
  static coroutine<counting> count(int) { co_await wait("a"); }
  static coroutine<counting> count_none() { co_await wait("a"); }
};
coroutine<allocating> service::with_nothing() const { co_await wait("a"), say("%s", tag.text()); }
const char *name_of(service &of) { return of.tag.text(); }
void *allocating::operator new(std::size_t size, service &of, const noisy &object) {
  return say("new(%s,%s,#%d)", of.tag.text(), object.text(), ++of.allocations), ::operator new(size);
}

int main() {
  service s;
  run("none", [&] { return s.none(); });
  run("constant", [&] { return s.constant(); });
  run("object", [&] { return s.object(noisy("object")); });
  run("number", [&] { return s.number(1); });
  run("rvalue", [&] { return std::move(s).rvalue(); });
  run("double", [&] { return s.of_double(1.5); });
  run("of class", [&] { return s.of_class(2); });
  run("with object", [&] { return s.with_object(noisy("object")); });
  run("with nothing", [&] { return s.with_nothing(); });
  run("count", [&] { return s.count(1, noisy("object")); });
  run("count volatile", [&] { return std::as_const(s).count(); });
  run("count rvalue", [&] { return std::move(s).count_rvalue(); });
  run("count static", [] { return service::count(1); });
  run("count none", [] { return service::count_none(); });
}
// EXPECT: +service
// EXPECT: none: +promise (service)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a service
// EXPECT: end: -promise
// EXPECT: constant: +promise (const service)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a service
// EXPECT: end: -promise
// EXPECT: object: +object move(object) +promise (service,object) -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a object+
// EXPECT: end: -promise -object+
// EXPECT: number: +promise (const service,1)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 1
// EXPECT: end: -promise
// EXPECT: rvalue: +promise (service)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a service
// EXPECT: end: -promise
// EXPECT: double: +promise (const service,1)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end: -promise
// EXPECT: of class: +promise (2)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 2
// EXPECT: end: -promise
// EXPECT: with object: +object new(service,object,#1) move(object) promise(service,object) -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a object 1
// EXPECT: end: -object delete
// EXPECT: with nothing: new(const) promise(const)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a service
// EXPECT: end: delete
// EXPECT: count: +object move(object) 3& -(object)
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end: -object
// EXPECT: count volatile: 1c&
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end:
// EXPECT: count rvalue: 1&
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end:
// EXPECT: count static: 1&
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end:
// EXPECT: count none: 0
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: end: -service
