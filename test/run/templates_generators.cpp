// RUN: %run_and_compare %s %t
// co_yield in templates: lvalues, const lvalues, prvalues and what converts to the parameter of yield_value, which are
// alive while the consumer looks at them; generators over generators; yields in loops, in try blocks, and to consumers
// that leave early ([expr.yield]).
#include "trace.hpp"
#include <string>
#include <utility>
#include <vector>

template <class T> struct generator { // T: a value, or a reference to what is yielded
  using reference = std::conditional_t<std::is_reference_v<T>, T, const T &>;
  struct promise_type {
    std::remove_reference_t<reference> *value = nullptr;
    std::exception_ptr error;
    generator get_return_object() { return generator(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(reference next) noexcept {
      value = std::addressof(next);
      return {};
    }
    void return_void() noexcept {}
    void unhandled_exception() noexcept { error = std::current_exception(); }
    template <class U> void await_transform(U &&) = delete;
  };
  std::coroutine_handle<promise_type> handle;
  explicit generator(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  generator(generator &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~generator() {
    if (handle) handle.destroy();
  }
  struct iterator {
    std::coroutine_handle<promise_type> handle;
    reference operator*() const { return *handle.promise().value; }
    void operator++() {
      handle.resume();
      if (handle.promise().error) std::rethrow_exception(handle.promise().error);
    }
    bool operator!=(std::nullptr_t) const { return !handle.done(); }
  };
  iterator begin() {
    iterator first{handle};
    ++first;
    return first;
  }
  std::nullptr_t end() const { return nullptr; }
};

template <class T> generator<T &> each(std::vector<T> &of) {
  for (T &item : of) co_yield item;
}
template <class Range> generator<const typename Range::value_type &> each_const(Range range) {
  for (const auto &item : range) co_yield item;
}
template <class T> generator<T> count(T from, T to, T step = T(1)) {
  for (T at = from; at < to; at = at + step) co_yield at + T();
}
template <class T, class... Items> generator<T> list(Items... items) {
  noisy mark("mark");
  (void)mark;
  (co_yield items, ...);
  co_yield "last"; // converts
  co_yield T("very last");
}
template <class T, class F> generator<T> filter(generator<T> from, F keep) {
  for (auto &&item : from)
    if (keep(item)) co_yield item;
}
template <class A, class B> generator<std::pair<A, B>> zip(generator<A> a, generator<B> b) {
  auto first = a.begin();
  auto second = b.begin();
  for (; first != a.end() && second != b.end(); ++first, ++second) co_yield std::pair<A, B>(*first, *second);
}
template <class T> generator<T> hanoi(T n) {
  if (n == 0) co_return;
  for (const T &below : hanoi<T>(n - 1)) co_yield below;
  co_yield n;
  for (T below : hanoi(T(n - 1))) co_yield below;
}
template <class Error, class T> generator<T> guarded(std::vector<T> items) {
  for (auto &item : items) {
    noisy inside("inside");
    try {
      co_yield item;
      if (item == items.back()) throw Error{"guarded"};
      co_yield item + item;
    } catch (const failure &caught) {
      say("caught(%s)", caught.what);
    }
  }
  co_yield T();
}
struct another {
  const char *what;
};

int main() {
  std::vector<noisy> objects;
  objects.reserve(2);
  objects.emplace_back("a"), objects.emplace_back("b");
  line("each:");
  int i = 0;
  for (noisy &item : each(objects)) item.name += "!", say("%s %d", item.text(), &item == &objects[i++]);
  line("each const:");
  for (const std::string &item : each_const(std::vector<std::string>{"x", "y"})) say("%s", item.c_str());
  line("count:");
  for (int n : count(1, 4)) say("%d", n);
  for (double n : count(0.5, 2.0, 0.5)) say("%.1f", n);
  line("list of strings:");
  for (const auto &item : list<std::string>("first", std::string("second"))) say("'%s'", item.c_str());
  line("list left early:");
  for (const auto &item : list<noisy>(noisy("one"), "two")) {
    say("'%s'", item.text());
    if (item.name == "two") break;
  }
  line("filter:");
  for (int n : filter(count(1, 9), [i](int n) { return n % i == 1; })) say("%d", n);
  line("zip:");
  for (auto [n, text] : zip(count(1, 9), list<std::string>("a", "b"))) say("%d%s", n, text.c_str());
  line("hanoi:");
  for (long n : hanoi(3L)) say("%ld", n);
  line("guarded:");
  for (int n : guarded<failure>(std::vector<int>{1, 2})) say("%d", n);
  line("not caught:");
  try {
    for (const std::string &text : guarded<another>(std::vector<std::string>{"x", "y"})) say("%s", text.c_str());
  } catch (const another &caught) {
    say("out(%s)", caught.what);
  }
  line("left early:");
  for (int n : guarded<failure>(std::vector<int>{3, 4}))
    if (n == 6) break;
}
// EXPECT: +a +b
// EXPECT: each: a! 1 b! 1
// EXPECT: each const: x y
// EXPECT: count: 1 2 3 0.5 1.0 1.5
// EXPECT: list of strings: +mark 'first' 'second' 'last' 'very last' -mark
// EXPECT: list left early: +one move(one) -(one) +mark 'one' +two 'two' -two -mark -one
// EXPECT: filter: 1 3 5 7
// EXPECT: zip: +mark 1a 2b 3last 4very last -mark
// EXPECT: hanoi: 1 2 1 3 1 2 1
// EXPECT: guarded: +inside 1 2 -inside +inside 2 caught(guarded) -inside 0
// EXPECT: not caught: +inside x xx -inside +inside y -inside out(guarded)
// EXPECT: left early: +inside -inside -a! -b!
