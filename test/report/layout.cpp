// What a report says of sizes and offsets is what the compilers make of the lowered program: for promises, parameters
// and values of every size and alignment, nested and alternative states, slots, and instantiations of templates.
//
// RUN: %check_layout %s %t | FileCheck %s
// CHECK: 32 coroutines lie as the report says

#include <coroutine>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

template <class Promise> struct job {
  struct promise_type : Promise {
    job get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
  std::coroutine_handle<promise_type> handle;
};
struct nothing {};
struct small {
  char c;
};
struct medium {
  std::uint64_t n;
  std::uint16_t rest;
};
struct alignas(64) wide {
  char c[65];
};
using plain = job<nothing>;

template <class T> struct given : std::suspend_never {
  T value;
  explicit given(T value) : value(std::move(value)) {}
  T await_resume() { return std::move(value); }
};
template <class T> given(T) -> given<T>;

struct noisy {
  char c = 0;
  ~noisy() {}
};
struct big {
  char bytes[100] = {};
  ~big() {}
};

// The frame itself.
plain empty() { co_await std::suspend_always(); }
job<small> small_promise(char c) {
  co_await std::suspend_always();
  (void)c;
}
job<medium> tail_padding(char c, short s, char d) {
  co_await std::suspend_always();
  (void)(c + s + d);
}
job<wide> wide_promise(int n) {
  co_await std::suspend_always();
  (void)n;
}
plain wide_parameter(char c, wide w, char d) {
  co_await std::suspend_always();
  (void)(c + d + w.c[0]);
}
plain parameters(const std::string text, std::string &reference, std::string &&moved, const char *p, medium m, char c,
                 long double d, int (*function)(int), int medium::*, bool) {
  co_await std::suspend_always();
  (void)(text.size() + reference.size() + moved.size() + m.n + c + d);
  (void)p;
  (void)function;
}

// Values.
plain fields(int n) {
  char a = 1;
  double b = 2;
  short c = 3;
  co_await std::suspend_always();
  (void)(a + b + c + n);
  char later = 4;
  co_await std::suspend_always();
  (void)later;
}
plain scopes(int n) {
  noisy first;
  {
    big second;
    co_await given<char>('a');
    {
      noisy third;
      std::uint64_t fourth = 5;
      co_await given<double>(1);
      (void)fourth;
    }
    co_await given<wide>({});
  }
  for (int i = 0; i < n; ++i) {
    std::string text = "x";
    co_await given<int>(i);
    (void)text;
  }
}
plain references(std::string &outside) {
  std::string text = "x";
  const std::string &inner = text;
  std::string &&extended = std::string("y");
  auto &other = outside;
  co_await std::suspend_always();
  (void)(inner.size() + extended.size() + other.size());
}
plain arrays() {
  int table[7] = {1};
  big bigs[2];
  char text[] = "hello";
  alignas(32) char line[5] = {};
  co_await std::suspend_always();
  (void)(table[0] + bigs[0].bytes[0] + text[0] + line[0]);
}
plain bindings() {
  auto [a, b] = std::make_pair(1, std::string("x"));
  auto [c, d] = std::tuple<char, double>(1, 2);
  co_await std::suspend_always();
  (void)(a + b.size() + c + d);
}
plain from_awaits() {
  auto text = co_await given<std::string>("x");
  auto number = co_await given<char>(1);
  noisy last = co_await given<noisy>({});
  co_await std::suspend_always();
  (void)(text.size() + number + last.c);
}
int sum(int a, const std::string &b, int c) { return a + int(b.size()) + c; }
char one() { return 1; }
plain operands() {
  (void)sum(one(), std::string("temporary"), co_await given<int>(2));
  (void)sum(one(), std::to_string(co_await given<char>(3)), co_await given<int>(4));
}
plain slots(bool b) {
  std::string text = b ? co_await given<std::string>("x") : std::string("y");
  (void)(b && (co_await given<std::string>("z")).empty());
  (void)(b ? co_await given<big>({}) : co_await given<big>({})).bytes[0];
  co_await std::suspend_always();
  (void)text;
}
plain range(std::vector<std::string> all) {
  for (const std::string &each : all)
    co_await given<int>(int(each.size()));
  for (std::string each : std::vector<std::string>(2)) {
    co_await std::suspend_always();
    (void)each;
  }
}
plain tries(int n) {
  try {
    noisy guard;
    int before = n + 1;
    co_await given<int>(1);
    (void)before;
    throw 1;
  } catch (int) {
  }
  switch (co_await given<int>(2)) {
  case 2: {
    big inside;
    co_await given<long>(3);
  }
  }
}
plain lambdas() {
  auto closure = [a = std::string("x"), b = 'c']() { return a.size() + b; };
  co_await std::suspend_always();
  (void)closure();
}
plain local_types() {
  struct pair {
    char a;
    double b;
  };
  pair p{1, 2};
  enum : std::uint8_t { red } colour = red;
  co_await std::suspend_always();
  (void)(p.a + colour);
}

// Where it stands.
struct device {
  char name = 'd';
  plain read(char c) {
    co_await given<char>(name);
    (void)c;
  }
  static plain check(double d) {
    co_await given<double>(d);
  }
};
namespace {
plain hidden(short s) { co_await given<short>(s); }
} // namespace

// Templates.
template <class T> plain keep(T first, T &second) {
  T third = first;
  co_await given<T>(second);
  (void)third;
}
template <class... T> plain keep_all(T... all) {
  co_await given<int>(sizeof...(T));
  (void)(0 + ... + sizeof(all));
}
template <class T> struct box {
  T inside;
  job<small> open(char c) {
    auto &reference = inside;
    T copy = co_await given<T>(inside);
    for (int i = 0; i != 1; ++i) {
      co_await given<int>(i);
    }
    (void)(&reference == &copy);
    (void)c;
  }
};

// Frames in frames.
template <class Promise> struct [[clang::coro_await_elidable]] inside : job<Promise> {
  struct promise_type : job<Promise>::promise_type {
    inside get_return_object() {
      return {{std::coroutine_handle<typename job<Promise>::promise_type>::from_promise(*this)}};
    }
  };
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>) {}
  void await_resume() {}
};
inside<wide> innermost(char c) {
  wide local{};
  co_await std::suspend_never();
  local.c[0] = c;
}
inside<small> inner(char c, const std::string text) {
  co_await innermost(c);
  (void)text;
}
inside<nothing> outer(char c) {
  big before;
  co_await inner(c, "text");
  co_await innermost(c);
}

int main() {
  std::string text = "text";
  empty();
  small_promise('a');
  tail_padding('a', 1, 'b');
  wide_promise(1);
  wide_parameter('a', {}, 'b');
  parameters(text, text, std::move(text), "", {}, 'c', 1, nullptr, nullptr, true);
  fields(1);
  scopes(1);
  references(text);
  arrays();
  bindings();
  from_awaits();
  operands();
  slots(true);
  range({"a"});
  tries(1);
  lambdas();
  local_types();
  device().read('c');
  device::check(1);
  hidden(1);
  char c = 'c';
  keep('c', c);
  keep(text, text);
  medium m{};
  keep(m, m);
  keep_all();
  keep_all('c', 2.0, text);
  box<char>{'c'}.open('d');
  box<std::string>{"x"}.open('d');
  auto lambda = [&text](auto n) -> plain {
    auto kept = n;
    co_await given<int>(int(text.size()));
    (void)kept;
  };
  lambda('c');
  innermost('c');
  inner('c', text);
  outer('c');
}
