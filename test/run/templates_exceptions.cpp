// RUN: %run_and_compare %s %t
// Exceptions in coroutine templates: handlers of dependent types, thrown objects of dependent types, function-try-blocks,
// rethrowing, the order of destruction on unwinding and on destroy(), in each instantiation ([except.handle]).
#include "trace.hpp"
#include <stdexcept>
#include <string>
#include <utility>

template <class T> struct scoped {
  T value;
  explicit scoped(T value) : value(std::move(value)) {}
  scoped(const scoped &) = delete;
  ~scoped() { say("~scoped(%s)", shown(value).c_str()); }
};

template <class Error, class Value> task<int> caught(Value thrown) {
  scoped<Value> outer(thrown);
  try {
    scoped<std::string> inner("inner");
    co_await wait("try");
    if (co_await wait("condition", true)) throw thrown;
    say("never");
  } catch (const Error &error) {
    say("caught(%s)", shown(error).c_str());
    co_return 1;
  } catch (...) {
    say("other(%s)", current_failure().c_str());
    throw;
  }
  co_return 0;
}
template <class... Errors, class F> task<int> any_of(F f) {
  int n = 0;
  for (int i = 0; i < 3; ++i) {
    bool failed = false;
    try {
      co_await wait("f");
      f(i);
      n += 1;
    } catch (const std::exception &error) {
      failed = (false || ... || (dynamic_cast<const Errors *>(&error) != nullptr));
      say("%s", error.what());
      if (!failed) throw;
    }
    if (failed) {
      co_await ready("failed");
      n += 10;
    }
  }
  co_return n;
}
template <class T> task<T> function_try(T parameter) try {
  T local = parameter + parameter;
  co_await wait("function try");
  throw local;
} catch (const T &error) {
  say("%s", shown(error).c_str());
  co_return parameter;
}
template <class T, class U> task<> nested(T first, U second) {
  try {
    try {
      scoped<T> object(first);
      co_await wait("inner");
      throw second;
    } catch (const T &error) {
      say("inner(%s)", shown(error).c_str());
    }
    co_await wait("between");
    throw first;
  } catch (const U &error) {
    say("outer(%s)", shown(error).c_str());
  }
  co_await wait("after");
}
template <class T> task<> in_await(at place) {
  T object("object");
  try {
    T inside("inside");
    co_await throwing{"throwing", place};
  } catch (const failure &caught) {
    T handled("handled");
    say("caught(%s)", caught.what);
  }
  co_await wait("end");
}
// For some arguments the block around the try has nothing to destroy, and no lifetime of its own.
struct logged : throwing {
  noisy held{"awaiter"};
  logged(at place) : throwing{"throwing", place} {}
};
template <class T> task<> trivial_or_not(at place) {
  T object("object");
  try {
    co_await logged(place);
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
  co_await wait(shown(object).c_str());
}

int main() {
  using std::string;
  run("int as int", [] { return caught<int>(7); });
  run("int as string", [] { return caught<string>(8); });
  run("string as string", [] { return caught<string>(string("text")); });
  run("noisy as noisy", [] { return caught<noisy>(noisy("noisy")); });
  destroy_everywhere("noisy as int", [] { return caught<int>(noisy("noisy")); });
  auto throws = [](int i) {
    if (i == 0) throw std::out_of_range("range");
    if (i == 1) throw std::logic_error("logic");
  };
  run("any of logic", [&] { return any_of<std::runtime_error, std::logic_error>(throws); });
  run("any of range", [&] { return any_of<std::out_of_range>(throws); });
  run("any of none", [&] { return any_of<>(throws); });
  run("function try int", [] { return function_try(2); });
  run("function try string", [] { return function_try(string("ab")); });
  run("nested", [] { return nested(1, string("text")); });
  run("nested the same", [] { return nested(string("a"), string("b")); });
  run("nested other", [] { return nested(string("a"), 2); });
  for (at place : {at::ready, at::suspend, at::resume})
    run("in await", [&] { return in_await<noisy>(place); });
  destroy_everywhere("in await", [] { return in_await<noisy>(at::resume); });
  for (at place : {at::ready, at::suspend, at::resume}) {
    run("around a trivial object", [&] { return trivial_or_not<const char *>(place); });
    run("around an object", [&] { return trivial_or_not<noisy>(place); });
  }
}
// EXPECT: int as int:
// EXPECT: 1: ?try |try
// EXPECT: 2: >try ?condition |condition
// EXPECT: 3: >condition ~scoped(inner) caught(7) return(1) ~scoped(7)
// EXPECT: end:
// EXPECT: int as string:
// EXPECT: 1: ?try |try
// EXPECT: 2: >try ?condition |condition
// EXPECT: 3: >condition ~scoped(inner) other(8) ~scoped(8) unhandled(8)
// EXPECT: end:
// EXPECT: string as string:
// EXPECT: 1: ?try |try
// EXPECT: 2: >try ?condition |condition
// EXPECT: 3: >condition ~scoped(inner) caught(text) return(1) ~scoped(text)
// EXPECT: end:
// EXPECT: noisy as noisy: +noisy move(noisy) -(noisy)
// EXPECT: 1: copy(noisy) move(noisy') -(noisy') ?try |try
// EXPECT: 2: >try ?condition |condition
// EXPECT: 3: >condition copy(noisy) ~scoped(inner) caught(noisy') return(1) -noisy' ~scoped(noisy') -noisy'
// EXPECT: end: -noisy
// EXPECT: noisy as int destroyed after 0: -noisy
// EXPECT: noisy as int destroyed after 1: ~scoped(inner) ~scoped(noisy') -noisy' -noisy
// EXPECT: noisy as int destroyed after 2: ~scoped(inner) ~scoped(noisy') -noisy' -noisy
// EXPECT: noisy as int destroyed after 3, done: -noisy' -noisy
// EXPECT: any of logic:
// EXPECT: 1: ?f |f
// EXPECT: 2: >f range ?failed >failed ?f |f
// EXPECT: 3: >f logic ?failed >failed ?f |f
// EXPECT: 4: >f return(21)
// EXPECT: end:
// EXPECT: any of range:
// EXPECT: 1: ?f |f
// EXPECT: 2: >f range ?failed >failed ?f |f
// EXPECT: 3: >f logic unhandled(logic)
// EXPECT: end:
// EXPECT: any of none:
// EXPECT: 1: ?f |f
// EXPECT: 2: >f range unhandled(range)
// EXPECT: end:
// EXPECT: function try int:
// EXPECT: 1: ?function try |function try
// EXPECT: 2: >function try 4 return(2)
// EXPECT: end:
// EXPECT: function try string:
// EXPECT: 1: ?function try |function try
// EXPECT: 2: >function try abab return(ab)
// EXPECT: end:
// EXPECT: nested:
// EXPECT: 1: ?inner |inner
// EXPECT: 2: >inner ~scoped(1) outer(text) ?after |after
// EXPECT: 3: >after return()
// EXPECT: end:
// EXPECT: nested the same:
// EXPECT: 1: ?inner |inner
// EXPECT: 2: >inner ~scoped(a) inner(b) ?between |between
// EXPECT: 3: >between outer(a) ?after |after
// EXPECT: 4: >after return()
// EXPECT: end:
// EXPECT: nested other:
// EXPECT: 1: ?inner |inner
// EXPECT: 2: >inner ~scoped(a) outer(2) ?after |after
// EXPECT: 3: >after return()
// EXPECT: end:
// EXPECT: in await:
// EXPECT: 1: +object +inside ?throwing throw(throwing) -inside +handled caught(throwing) -handled ?end |end
// EXPECT: 2: >end -object return()
// EXPECT: end:
// EXPECT: in await:
// EXPECT: 1: +object +inside ?throwing |throwing throw(throwing) -inside +handled caught(throwing) -handled ?end |end
// EXPECT: 2: >end -object return()
// EXPECT: end:
// EXPECT: in await:
// EXPECT: 1: +object +inside ?throwing |throwing
// EXPECT: 2: >throwing throw(throwing) -inside +handled caught(throwing) -handled ?end |end
// EXPECT: 3: >end -object return()
// EXPECT: end:
// EXPECT: in await destroyed after 0:
// EXPECT: in await destroyed after 1: -inside -object
// EXPECT: in await destroyed after 2: -object
// EXPECT: in await destroyed after 3, done:
// EXPECT: around a trivial object:
// EXPECT: 1: +awaiter ?throwing throw(throwing) -awaiter caught(throwing) ?object |object
// EXPECT: 2: >object return()
// EXPECT: end:
// EXPECT: around an object:
// EXPECT: 1: +object +awaiter ?throwing throw(throwing) -awaiter caught(throwing) ?object |object
// EXPECT: 2: >object -object return()
// EXPECT: end:
// EXPECT: around a trivial object:
// EXPECT: 1: +awaiter ?throwing |throwing throw(throwing) -awaiter caught(throwing) ?object |object
// EXPECT: 2: >object return()
// EXPECT: end:
// EXPECT: around an object:
// EXPECT: 1: +object +awaiter ?throwing |throwing throw(throwing) -awaiter caught(throwing) ?object |object
// EXPECT: 2: >object -object return()
// EXPECT: end:
// EXPECT: around a trivial object:
// EXPECT: 1: +awaiter ?throwing |throwing
// EXPECT: 2: >throwing throw(throwing) -awaiter caught(throwing) ?object |object
// EXPECT: 3: >object return()
// EXPECT: end:
// EXPECT: around an object:
// EXPECT: 1: +object +awaiter ?throwing |throwing
// EXPECT: 2: >throwing throw(throwing) -awaiter caught(throwing) ?object |object
// EXPECT: 3: >object -object return()
// EXPECT: end:
