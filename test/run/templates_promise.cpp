// RUN: %run_and_compare %s %t
// Promises that depend on template parameters: by the result's type, by specialisations of coroutine_traits, by the
// arguments; constructed from the parameters or by default, allocated with them or without, in each instantiation.
#include "trace.hpp"
#include <cstddef>
#include <new>
#include <string>
#include <type_traits>

template <class Promise> struct coroutine {
  struct promise_type : Promise {
    using Promise::Promise;
    coroutine get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
  };
  std::coroutine_handle<promise_type> handle;
  coroutine(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  coroutine(coroutine &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~coroutine() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};
template <class Initial> struct starting {
  Initial initial_suspend() { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
};
struct of_none : starting<std::suspend_always> {
  void return_void() { say("return()"); }
};
struct of_parameters : starting<std::suspend_always> {
  of_parameters() { say("promise()"); }
  of_parameters(int &n, noisy &object) { say("promise(%d,%s)", n++, object.text()); }
  template <class T> of_parameters(T *&pointer, T &value) { say("promise(pointer)"), pointer = &value; }
  void return_value(const std::string &value) { say("return(%s)", value.c_str()); }
};
struct eager : starting<std::suspend_never> {
  template <class... Arguments> explicit eager(Arguments &&...arguments) { say("eager(%zu)", sizeof...(arguments)); }
  void return_void() { say("return()"); }
};
struct allocating : starting<std::suspend_always> {
  static void *operator new(std::size_t size, int, const std::string &text) {
    return say("new(%s)", text.c_str()), ::operator new(size);
  }
  static void *operator new(std::size_t size) { return say("new(size)"), ::operator new(size); }
  static void operator delete(void *memory) { say("delete"), ::operator delete(memory); }
  void return_void() { say("return()"); }
};

template <class Promise, class... Types> coroutine<Promise> nothing(Types... values) {
  co_await wait("nothing");
  (say("%s", shown(values).c_str()), ...);
}
template <class Promise, class A, class B> coroutine<Promise> something(A a, B b) {
  co_await wait("something");
  if constexpr (std::is_pointer_v<A>) co_return shown(*a == b);
  else co_return shown(a) + shown(b);
}
template <class Result> Result any(int n) { // the result's type is the parameter
  for (int i = 0; i < n; ++i) co_await wait("any");
  if constexpr (std::is_same_v<Result, task<int>>) co_return n;
}

template <class Tag> struct handle_owner {
  std::coroutine_handle<> handle;
  explicit handle_owner(std::coroutine_handle<> handle) : handle(handle) {}
  handle_owner(handle_owner &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~handle_owner() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};
template <class Tag, class Argument> struct promise_of : of_none {
  explicit promise_of(Argument &argument) { say("traits(%s)", shown(argument).c_str()); }
  auto get_return_object() {
    return handle_owner<Tag>(std::coroutine_handle<promise_of>::from_promise(*this));
  }
};
template <class Tag> struct reading : promise_of<Tag, const noisy> {
  using promise_of<Tag, const noisy>::promise_of;
  auto get_return_object() { return handle_owner<Tag>(std::coroutine_handle<reading>::from_promise(*this)); }
};
template <class Tag, class T> struct std::coroutine_traits<handle_owner<Tag>, T> {
  using promise_type = promise_of<Tag, T>;
};
template <class Tag> struct std::coroutine_traits<handle_owner<Tag>, const noisy &> {
  using promise_type = reading<Tag>;
};
template <class T, class Tag = T> handle_owner<Tag> by_value(T value) {
  T local = value;
  co_await wait("by value");
  say("%s", shown(local).c_str());
}
template <class T> handle_owner<T> by_reference(const T &value) { co_await wait("reference"), say("%s", value.text()); }

int main() {
  using std::string;
  run("none", [] { return nothing<of_none>(); });
  run("some", [] { return nothing<of_none>(1, string("two")); });
  run("from parameters", [] { return something<of_parameters>(1, noisy("object")); });
  run("by default", [] { return something<of_parameters>(1, string("text")); });
  int n = 5;
  run("pointer", [&] { return something<of_parameters>(&n, 7); });
  run("eager", [] { return nothing<eager>(1, 2, 3); });
  run("allocating", [] { return nothing<allocating>(1, string("text")); });
  run("allocating by size", [] { return nothing<allocating>(1); });
  run("any task", [] { return any<task<int>>(1); });
  run("any void task", [] { return any<task<>>(2); });
  run("any coroutine", [] { return any<coroutine<of_none>>(1); });
  run("traits int", [] { return by_value(8); });
  run("traits string", [] { return by_value<string, int>("text"); });
  noisy object("object");
  run("traits reference", [&] { return by_reference(object); });
}
// EXPECT: none:
// EXPECT: 1: ?nothing |nothing
// EXPECT: 2: >nothing return()
// EXPECT: end:
// EXPECT: some:
// EXPECT: 1: ?nothing |nothing
// EXPECT: 2: >nothing 1 two return()
// EXPECT: end:
// EXPECT: from parameters: +object move(object) promise(1,object) -(object)
// EXPECT: 1: ?something |something
// EXPECT: 2: >something return(2object)
// EXPECT: end: -object
// EXPECT: by default: promise()
// EXPECT: 1: ?something |something
// EXPECT: 2: >something return(1text)
// EXPECT: end:
// EXPECT: pointer: promise(pointer)
// EXPECT: 1: ?something |something
// EXPECT: 2: >something return(1)
// EXPECT: end:
// EXPECT: eager: eager(3) ?nothing |nothing
// EXPECT: 1: >nothing 1 2 3 return()
// EXPECT: end:
// EXPECT: allocating: new(text)
// EXPECT: 1: ?nothing |nothing
// EXPECT: 2: >nothing 1 text return()
// EXPECT: end: delete
// EXPECT: allocating by size: new(size)
// EXPECT: 1: ?nothing |nothing
// EXPECT: 2: >nothing 1 return()
// EXPECT: end: delete
// EXPECT: any task:
// EXPECT: 1: ?any |any
// EXPECT: 2: >any return(1)
// EXPECT: end:
// EXPECT: any void task:
// EXPECT: 1: ?any |any
// EXPECT: 2: >any ?any |any
// EXPECT: 3: >any return()
// EXPECT: end:
// EXPECT: any coroutine:
// EXPECT: 1: ?any |any
// EXPECT: 2: >any return()
// EXPECT: end:
// EXPECT: traits int: traits(8)
// EXPECT: 1: ?by value |by value
// EXPECT: 2: >by value 8 return()
// EXPECT: end:
// EXPECT: traits string: traits(text)
// EXPECT: 1: ?by value |by value
// EXPECT: 2: >by value text return()
// EXPECT: end: +object
// EXPECT: traits reference: traits(object)
// EXPECT: 1: ?reference |reference
// EXPECT: 2: >reference object return()
// EXPECT: end: -object
