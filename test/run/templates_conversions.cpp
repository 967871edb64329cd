// RUN: %run_and_compare %s %t
// Conversions of arguments in calls that only the instantiations resolve, and of what is yielded:
// they make temporaries that live to the end of the full-expression, over the suspension
// ([class.temporary]/4).
#include "trace.hpp"
#include <chrono>
#include <string>
#include <utility>
#include <vector>

struct word : noisy { // converts from what a noisy is made of
  using noisy::noisy;
};
template <class T> struct queue {
  std::vector<std::string> sent;
  struct pushing : void_waiter {
    const T &value;
    std::string await_resume() const {
      say(">%s", name);
      return shown(value);
    }
  };
  pushing push(const T &value) { return {{"push", false}, value}; }
  pushing first_of(const std::vector<T> &values) { return {{"list", false}, values.front()}; }
  pushing put(T &&value, int = 0) { return {{"put", false}, value}; }
};
struct texts {
  struct sending : void_waiter {
    const std::string &text;
    const long &count;
    std::string await_resume() const {
      say(">%s", name);
      return text + " " + std::to_string(count);
    }
  };
  sending send(const std::string &text, const long &count = 1) {
    return {{"send", false}, text, count};
  }
  sending overloaded(const std::string &text) { return {{"const", false}, text, one}; }
  sending overloaded(std::string &&text) { return {{"moved", false}, text, one}; }
  long one = 1;
};

template <class Queue> task<> opaque(Queue &to) {
  say("%s", (co_await to.push("a text that is too long for the object itself")).c_str());
  const char *later = "another text that is too long for the object itself";
  say("%s", (co_await to.push(later)).c_str());
  say("%s", (co_await to.put("moved")).c_str());
}
template <class T> task<> of_elements(queue<T> &to) {
  say("%s", (co_await to.push("element")).c_str());
  say("%s", (co_await to.put("moved", co_await ready("one", 1))).c_str());
  say("%s", (co_await to.push(T("itself"))).c_str());
  say("%s", (co_await to.push({"in braces"})).c_str());
}
template <class T> task<> lists(queue<T> &to, T &own) {
  say("%s", (co_await to.first_of({"a text that is too long for the object itself", own})).c_str());
}
template <class T> task<> numbers(queue<T> to, int n, short s) {
  say("%s", (co_await to.push(n)).c_str());
  say("%s", (co_await to.push(n + 1)).c_str());
  say("%s", (co_await to.put(s + n)).c_str());
  say("%s", (co_await to.push('a')).c_str());
}
template <class To> task<> with_known_types(To to, int n) {
  say("%s", (co_await to.send("a text that is too long for the object itself", n)).c_str());
  say("%s", (co_await to.send("the same", 2)).c_str());
  say("%s", (co_await to.overloaded("a text that is too long for the object itself")).c_str());
  std::string text = "kept where it is";
  say("%s", (co_await to.overloaded(text)).c_str());
}
template <class T> task<> either(queue<std::string> &to, T value) { // converts, or not
  say("%s", (co_await to.push(value)).c_str());
}

// Generators.
template <class T> struct generator {
  using value_type = std::remove_cv_t<std::remove_reference_t<T>>;
  struct promise_type {
    const value_type *value = nullptr;
    generator get_return_object() {
      return generator(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const value_type &next) {
      say("const");
      value = std::addressof(next);
      return {};
    }
    std::suspend_always yield_value(value_type &&next) {
      say("moved");
      value = std::addressof(next);
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() { throw; }
  };
  std::coroutine_handle<promise_type> handle;
  explicit generator(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  generator(generator &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~generator() {
    if (handle)
      handle.destroy();
  }
  const value_type *next() {
    handle.resume();
    return handle.done() ? nullptr : handle.promise().value;
  }
};
template <class T> struct stream { // one yield_value
  struct promise_type {
    const T *value = nullptr;
    stream get_return_object() {
      return stream(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(const T &next) noexcept {
      value = std::addressof(next);
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() { throw; }
  };
  std::coroutine_handle<promise_type> handle;
  explicit stream(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  stream(stream &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~stream() {
    if (handle)
      handle.destroy();
  }
  const T *next() {
    handle.resume();
    return handle.done() ? nullptr : handle.promise().value;
  }
};

template <class T> generator<T> words(T first) {
  co_yield "abc";
  co_yield first;
  co_yield T("a text that is too long for the object itself");
  co_yield {"in braces"};
  const char *later = "later";
  co_yield later;
}
template <class T> stream<T> counts(int n) {
  co_yield n;
  co_yield n + 1;
  co_yield 3;
  T own = static_cast<T>(n);
  co_yield own;
}
template <class T, class U> stream<T> converted(U value) { co_yield value; }
template <class T> generator<T> overloaded_counts(int n) {
  co_yield n;
  co_yield n + 1;
  co_yield 3;
}
template <class A, class B> generator<std::pair<A, B>> pairs(A a, B b) {
  co_yield {a, b};
  co_yield {std::move(a), B(b + 1)};
}
inline std::string shown(const std::pair<std::string, int> &of) {
  return of.first + std::to_string(of.second);
}
inline std::string shown(const std::pair<int, int> &of) {
  return std::to_string(of.first * 10 + of.second);
}
template <class Generator> void show(const char *title, Generator from) {
  line("%s:", title);
  while (const auto *value = from.next())
    say("%s", shown(*value).c_str());
}
inline std::string shown(long value) { return std::to_string(value) + "L"; }

// What is awaited converts to the parameter of await_transform.
struct clock_task {
  struct promise_type {
    clock_task get_return_object() {
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() { say("return()"); }
    void unhandled_exception() {}
    struct sleeping : void_waiter {
      const std::chrono::nanoseconds &t;
      void await_resume() { say("%d", (int)(t.count() / 1000)); }
    };
    sleeping await_transform(const std::chrono::nanoseconds &t) { return {{"sleep", false}, t}; }
  };
  std::coroutine_handle<promise_type> handle;
  clock_task(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  clock_task(clock_task &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~clock_task() {
    if (handle)
      handle.destroy();
  }
  bool done() const { return handle.done(); }
};
template <class T> clock_task sleeps(T t) {
  using namespace std::chrono_literals;
  co_await t;
  co_await 5us;
  co_await (t + t);
}

int main() {
  queue<std::string> strings;
  queue<word> objects;
  run("opaque string", [&] { return opaque(strings); });
  run("opaque word", [&] { return opaque(objects); });
  destroy_everywhere("opaque word", [&] { return opaque(objects); });
  run("elements string", [&] { return of_elements(strings); });
  run("elements word", [&] { return of_elements(objects); });
  std::string own = "own";
  run("lists", [&] { return lists(strings, own); });
  run("numbers long", [] { return numbers(queue<long>(), 1, 2); });
  run("numbers int", [] { return numbers(queue<int>(), 3, 4); });
  run("known types", [] { return with_known_types(texts(), 4); });
  run("either converts",
      [&] { return either(strings, "a text that is too long for the object itself"); });
  run("either is", [&] { return either(strings, std::string("itself")); });
  show("words string", words<std::string>("first"));
  show("words noisy", words<noisy>(noisy("first")));
  show("pairs", pairs(std::string("a text that is too long for the object itself"), 1));
  show("pairs int", pairs(1, 2));
  show("counts long", counts<long>(1));
  show("counts int", counts<int>(1));
  show("converted", converted<long>(5));
  show("not converted", converted<long>(5L));
  show("overloaded long", overloaded_counts<long>(1));
  using namespace std::chrono_literals;
  run("sleeps", [] { return sleeps(3ms); });
  run("sleeps", [] { return sleeps(3000ns); });
}
// EXPECT: opaque string:
// EXPECT: 1: ?push |push
// EXPECT: 2: >push a text that is too long for the object itself ?push |push
// EXPECT: 3: >push another text that is too long for the object itself ?put |put
// EXPECT: 4: >put moved return()
// EXPECT: end:
// EXPECT: opaque word:
// EXPECT: 1: +a text that is too long for the object itself ?push |push
// EXPECT: 2: >push a text that is too long for the object itself -a text that is too long for the object itself +another text that is too long for the object itself ?push |push
// EXPECT: 3: >push another text that is too long for the object itself -another text that is too long for the object itself +moved ?put |put
// EXPECT: 4: >put moved -moved return()
// EXPECT: end:
// EXPECT: opaque word destroyed after 0:
// EXPECT: opaque word destroyed after 1: -a text that is too long for the object itself
// EXPECT: opaque word destroyed after 2: -another text that is too long for the object itself
// EXPECT: opaque word destroyed after 3: -moved
// EXPECT: opaque word destroyed after 4, done:
// EXPECT: elements string:
// EXPECT: 1: ?push |push
// EXPECT: 2: >push element ?one >one ?put |put
// EXPECT: 3: >put moved ?push |push
// EXPECT: 4: >push itself ?push |push
// EXPECT: 5: >push in braces return()
// EXPECT: end:
// EXPECT: elements word:
// EXPECT: 1: +element ?push |push
// EXPECT: 2: >push element -element +moved ?one >one ?put |put
// EXPECT: 3: >put moved -moved +itself ?push |push
// EXPECT: 4: >push itself -itself +in braces ?push |push
// EXPECT: 5: >push in braces -in braces return()
// EXPECT: end:
// EXPECT: lists:
// EXPECT: 1: ?list |list
// EXPECT: 2: >list a text that is too long for the object itself return()
// EXPECT: end:
// EXPECT: numbers long:
// EXPECT: 1: ?push |push
// EXPECT: 2: >push 1 ?push |push
// EXPECT: 3: >push 2 ?put |put
// EXPECT: 4: >put 3 ?push |push
// EXPECT: 5: >push 97 return()
// EXPECT: end:
// EXPECT: numbers int:
// EXPECT: 1: ?push |push
// EXPECT: 2: >push 3 ?push |push
// EXPECT: 3: >push 4 ?put |put
// EXPECT: 4: >put 7 ?push |push
// EXPECT: 5: >push 97 return()
// EXPECT: end:
// EXPECT: known types:
// EXPECT: 1: ?send |send
// EXPECT: 2: >send a text that is too long for the object itself 4 ?send |send
// EXPECT: 3: >send the same 2 ?moved |moved
// EXPECT: 4: >moved a text that is too long for the object itself 1 ?const |const
// EXPECT: 5: >const kept where it is 1 return()
// EXPECT: end:
// EXPECT: either converts:
// EXPECT: 1: ?push |push
// EXPECT: 2: >push a text that is too long for the object itself return()
// EXPECT: end:
// EXPECT: either is:
// EXPECT: 1: ?push |push
// EXPECT: 2: >push itself return()
// EXPECT: end:
// EXPECT: words string: moved abc const first moved a text that is too long for the object itself moved in braces moved later +first move(first)
// EXPECT: words noisy: +abc moved abc -abc const first +a text that is too long for the object itself moved a text that is too long for the object itself -a text that is too long for the object itself +in braces moved in braces -in braces +later moved later -later -first -(first)
// EXPECT: pairs: moved a text that is too long for the object itself1 moved a text that is too long for the object itself2
// EXPECT: pairs int: moved 12 moved 13
// EXPECT: counts long: 1 2 3 1
// EXPECT: counts int: 1 2 3 1
// EXPECT: converted: 5
// EXPECT: not converted: 5
// EXPECT: overloaded long: moved 1 moved 2 moved 3
// EXPECT: sleeps:
// EXPECT: 1: ?sleep |sleep
// EXPECT: 2: 3000 ?sleep |sleep
// EXPECT: 3: 5 ?sleep |sleep
// EXPECT: 4: 6000 return()
// EXPECT: end:
// EXPECT: sleeps:
// EXPECT: 1: ?sleep |sleep
// EXPECT: 2: 3 ?sleep |sleep
// EXPECT: 3: 5 ?sleep |sleep
// EXPECT: 4: 6 return()
// EXPECT: end:
