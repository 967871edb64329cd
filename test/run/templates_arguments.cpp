// RUN: %run_and_compare %s %t
// Arguments of calls that only the instantiations resolve: those of parameters by value are made
// where the parameter is, without a move ([dcl.init.general]/16.6.1), and those that are bound to
// references are alive while the coroutine waits ([class.temporary]/4), be they of dependent types,
// literals, or results of awaits.
#include "trace.hpp"
#include <string>
#include <utility>
#include <vector>

// When a parameter object ends is implementation-defined ([expr.call]/6): these do not show it.
struct pinned {
  std::string name;
  pinned(const char *name) : name(name) { say("pinned(%s)", name); }
  pinned(const pinned &) = delete;
};
struct counted {
  std::string name;
  int moves = 0;
  explicit counted(const char *name) : name(name) { say("counted(%s)", name); }
  counted(counted &&other) noexcept : name(other.name), moves(other.moves + 1) { say("moved"); }
};
inline std::string shown(const pinned &value) { return value.name; }
inline std::string shown(const counted &value) {
  return value.name + " " + std::to_string(value.moves);
}

template <class T> T make(const char *name) { return T(name); }
template <class T> waiter<std::string> take(T value) { return wait("take", shown(value)); }
template <class T> waiter<const T &> look(const T &value) { return {"look", false, value}; }
template <class T> struct both_waiter : waiter<const T &> {
  const T &second;
  both_waiter(const T &first, const T &second)
      : waiter<const T &>("both", false, first), second(second) {}
  std::string await_resume() {
    say(">both");
    return shown(this->value) + "," + shown(second);
  }
};
template <class T> both_waiter<T> look_at_both(const T &first, const T &second) {
  return {first, second};
}

template <class T> struct inbox {
  waiter<std::string> push(T value) { return wait("push", shown(value)); }
  waiter<const T &> peek(const T &value) { return {"peek", false, value}; }
  waiter<std::string> convert(T value, const std::string &label) {
    return wait("convert", label + shown(value));
  }
};

template <class T> task<> by_value() {
  std::string a = co_await take(make<T>("a"));
  inbox<T> to;
  std::string b = co_await to.push(T("b"));
  say("%s %s", a.c_str(), b.c_str());
  std::string c = shown(make<T>("c")) + co_await take(T(a == "a" ? "d" : "e"));
  say("%s %s", c.c_str(), (co_await to.convert(T("f"), a)).c_str());
}
template <class T> task<> by_reference() {
  inbox<T> to;
  const T &a = co_await look(make<T>("a"));
  (void)a;
  say("%s", shown(co_await to.peek(make<T>("b"))).c_str());
  say("%s", (co_await look_at_both(make<T>("c"), T("d"))).c_str());
  say("%s", shown(co_await look(co_await look(make<T>("e")))).c_str());
}
template <class T> task<> literals(T number) {
  inbox<T> to;
  say("%s", shown(co_await look(5)).c_str());
  say("%s", shown(co_await to.peek(7)).c_str());
  say("%s", (co_await look_at_both(number, 9)).c_str());
  say("%s", (co_await look_at_both(number + 1, T(number * 2))).c_str());
}
struct tree { // an operator by value
  std::string name;
  tree(const char *name) : name(name) {}
  tree(std::string name, int) : name(std::move(name)) {}
  tree(tree &&other) noexcept : name("moved " + other.name) {}
  tree(const tree &other) : name("copied " + other.name) {}
};
tree operator+(tree a, const tree &b) { return tree("(" + a.name + b.name + ")", 0); }
std::string operator+(int a, tree b) { return std::to_string(a) + b.name; }
inline std::string shown(const tree &value) { return value.name; }
template <class T> task<> operators(T) {
  say("%s", shown(co_await look(make<T>("a") + make<T>("b"))).c_str());
  say("%s", shown(co_await look(1 + make<T>("c"))).c_str());
  say("%s", shown(co_await look(co_await ready("three", 3) + make<T>("d"))).c_str());
}
template <class F> task<> callables(F f) {
  say("%s", (co_await f(counted("x"), std::string("named"))).c_str());
  say("%s",
      (co_await f(make<counted>("y"), make<std::string>("a long name that is kept on the heap")))
          .c_str());
}
// An object that only its call can make, and an await behind it: it is made after that
// ([expr.call]/8).
template <class T> waiter<std::string> use(T value, int n) {
  return wait("use", shown(value) + std::to_string(n));
}
template <class T> task<> await_behind() {
  std::string text = co_await use(T("a"), co_await ready("n", 1));
  say("%s", text.c_str());
}
// In lambdas, members of class templates, and generic lambdas.
template <class T> struct service {
  inbox<T> to;
  task<> run(const char *name) {
    say("%s", (co_await to.push(make<T>(name))).c_str());
    auto inner = [this](auto make_it) -> task<> {
      say("%s", (co_await to.push(make_it())).c_str());
    };
    co_await inner([name] { return make<T>(name); });
  }
  template <class U> task<> run_with(U give) { say("%s", (co_await take(give("with"))).c_str()); }
};
template <class T> struct service<T *> {
  task<> run(const char *name) { say("%s", (co_await take(make<T>(name))).c_str()); }
};

// A promise that takes what is awaited and yielded by value.
template <class T> struct own_task {
  struct promise_type {
    own_task get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() { say("return()"); }
    void unhandled_exception() {}
    waiter<std::string> await_transform(T t) { return wait("transformed", shown(t)); }
    std::suspend_always yield_value(T t) {
      say("yield %s", shown(t).c_str());
      return {};
    }
  };
  std::coroutine_handle<promise_type> handle;
  own_task(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  own_task(own_task &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~own_task() {
    if (handle)
      handle.destroy();
  }
  bool done() const { return handle.done(); }
};
template <class T> own_task<T> promise_by_value() {
  say("%s", (co_await T("a")).c_str());
  co_yield T("b");
  co_yield "c";
  say("%s", (co_await "d").c_str());
}

int main() {
  run("by value pinned", [] { return by_value<pinned>(); });
  run("by value counted", [] { return by_value<counted>(); });
  run("by value string", [] { return by_value<std::string>(); });
  run("by reference noisy", [] { return by_reference<noisy>(); });
  destroy_everywhere("by reference noisy", [] { return by_reference<noisy>(); });
  run("by reference string", [] { return by_reference<std::string>(); });
  run("literals", [] { return literals(1); });
  run("operators", [] { return operators(tree("")); });
  run("callables", [] {
    return callables([](counted value, const std::string &name) {
      return waiter<std::string>{"f", false, shown(value) + name};
    });
  });
  run("await behind", [] { return await_behind<std::string>(); });
  service<pinned> of_pinned;
  run("service", [&] { return of_pinned.run("p"); });
  run("service with", [&] { return of_pinned.run_with(&make<counted>); });
  service<counted *> of_pointer;
  run("service of pointer", [&] { return of_pointer.run("q"); });
  run("promise string", [] { return promise_by_value<std::string>(); });
  run("promise pinned", [] { return promise_by_value<pinned>(); });
}
// EXPECT: by value pinned:
// EXPECT: 1: pinned(a) ?take |take
// EXPECT: 2: >take pinned(b) ?push |push
// EXPECT: 3: >push a b pinned(c) pinned(d) ?take |take
// EXPECT: 4: >take pinned(f) ?convert |convert
// EXPECT: 5: >convert cd af return()
// EXPECT: end:
// EXPECT: by value counted:
// EXPECT: 1: counted(a) ?take |take
// EXPECT: 2: >take counted(b) ?push |push
// EXPECT: 3: >push a 0 b 0 counted(c) counted(e) ?take |take
// EXPECT: 4: >take counted(f) ?convert |convert
// EXPECT: 5: >convert c 0e 0 a 0f 0 return()
// EXPECT: end:
// EXPECT: by value string:
// EXPECT: 1: ?take |take
// EXPECT: 2: >take ?push |push
// EXPECT: 3: >push a b ?take |take
// EXPECT: 4: >take ?convert |convert
// EXPECT: 5: >convert cd af return()
// EXPECT: end:
// EXPECT: by reference noisy:
// EXPECT: 1: +a ?look |look
// EXPECT: 2: >look -a +b ?peek |peek
// EXPECT: 3: >peek b -b +c +d ?both |both
// EXPECT: 4: >both c,d -d -c +e ?look |look
// EXPECT: 5: >look ?look |look
// EXPECT: 6: >look e -e return()
// EXPECT: end:
// EXPECT: by reference noisy destroyed after 0:
// EXPECT: by reference noisy destroyed after 1: -a
// EXPECT: by reference noisy destroyed after 2: -b
// EXPECT: by reference noisy destroyed after 3: -d -c
// EXPECT: by reference noisy destroyed after 4: -e
// EXPECT: by reference noisy destroyed after 5: -e
// EXPECT: by reference noisy destroyed after 6, done:
// EXPECT: by reference string:
// EXPECT: 1: ?look |look
// EXPECT: 2: >look ?peek |peek
// EXPECT: 3: >peek b ?both |both
// EXPECT: 4: >both c,d ?look |look
// EXPECT: 5: >look ?look |look
// EXPECT: 6: >look e return()
// EXPECT: end:
// EXPECT: literals:
// EXPECT: 1: ?look |look
// EXPECT: 2: >look 5 ?peek |peek
// EXPECT: 3: >peek 7 ?both |both
// EXPECT: 4: >both 1,9 ?both |both
// EXPECT: 5: >both 2,2 return()
// EXPECT: end:
// EXPECT: operators:
// EXPECT: 1: ?look |look
// EXPECT: 2: >look (ab) ?look |look
// EXPECT: 3: >look 1c ?three >three ?look |look
// EXPECT: 4: >look 3d return()
// EXPECT: end:
// EXPECT: callables:
// EXPECT: 1: counted(x) ?f |f
// EXPECT: 2: >f x 0named counted(y) ?f |f
// EXPECT: 3: >f y 0a long name that is kept on the heap return()
// EXPECT: end:
// EXPECT: await behind:
// EXPECT: 1: ?n >n ?use |use
// EXPECT: 2: >use a1 return()
// EXPECT: end:
// EXPECT: service:
// EXPECT: 1: pinned(p) ?push |push
// EXPECT: 2: >push p pinned(p) ?push |push
// EXPECT: 3: >push p return() return()
// EXPECT: end:
// EXPECT: service with:
// EXPECT: 1: counted(with) ?take |take
// EXPECT: 2: >take with 0 return()
// EXPECT: end:
// EXPECT: service of pointer:
// EXPECT: 1: counted(q) ?take |take
// EXPECT: 2: >take q 0 return()
// EXPECT: end:
// EXPECT: promise string:
// EXPECT: 1: ?transformed |transformed
// EXPECT: 2: >transformed a yield b
// EXPECT: end, not done:
// EXPECT: promise pinned:
// EXPECT: 1: pinned(a) ?transformed |transformed
// EXPECT: 2: >transformed a pinned(b) yield b
// EXPECT: end, not done:
