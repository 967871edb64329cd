// RUN: %run_and_compare %s %t
// if constexpr in coroutine templates: awaits in both branches, of which one is discarded and would not compile for the
// argument; nested, in loops and try blocks; locals of branches; a result or none, by argument ([stmt.if]/2).
#include "trace.hpp"
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

struct pod {
  int n = 3;
};

template <class T> task<int> branches(T value) {
  int n = 0;
  if constexpr (std::is_integral_v<T>) {
    T half = value / 2;
    co_await wait("integral");
    n = half + co_await wait("value", static_cast<int>(value % 10));
  } else if constexpr (std::is_class_v<T>) {
    auto size = value.size();
    noisy local("local");
    co_await wait("class");
    value.clear();
    n = static_cast<int>(size) * 100;
    co_await ready("cleared");
  } else {
    co_await wait("other");
    n = *value;
  }
  co_await wait("after");
  co_return n;
}

template <bool Twice, bool Fail = false> task<int> nested(noisy object) {
  int rounds = 0;
  for (int i = 0; i < 2; ++i) {
    noisy each("each");
    if constexpr (Twice) {
      co_await wait("first");
      if constexpr (Fail) {
        try {
          noisy inside("inside");
          co_await wait("fails");
          fail("inside");
        } catch (const failure &caught) {
          say("caught(%s)", caught.what);
          if (i) co_return -1;
          continue;
        }
      }
      co_await wait("second");
    } else if (i > 0) {
      co_await wait("runtime");
      break;
    }
    ++rounds;
  }
  say("%s", object.text());
  co_return rounds;
}

template <class T> task<T> result(T *source) {
  co_await wait("result");
  if constexpr (std::is_void_v<T>) {
    co_await ready("nothing");
    co_return;
  } else {
    if constexpr (std::is_same_v<T, int>) co_return *source + co_await wait("int", 1);
    T kept = *source;
    co_await wait("some");
    co_return kept;
  }
}

template <class... Types> task<> each_of(Types... values) {
  if constexpr (sizeof...(values) == 0) {
    co_await wait("empty");
  } else {
    int index = 0;
    auto show = [&](const auto &value) {
      if constexpr (std::is_pointer_v<std::decay_t<decltype(value)>>) say("*%d", *value);
      else say("%s", shown(value).c_str());
      return ++index;
    };
    co_await wait("some");
    (show(values), ...);
    if constexpr (constexpr int last = sizeof...(values); last > 2)
      co_await wait("many", last);
    else if constexpr (last == 2) say("two");
    else static_assert(last == 1);
    say("%d", index);
  }
}

template <class T> task<int> unevaluated(T value) {
  if constexpr (noexcept(value.get())) {
    using type = decltype(value.get());
    type kept = value.get();
    co_await wait("get");
    co_return kept != nullptr ? 1 : 0;
  } else if constexpr (sizeof(value) == sizeof(int)) {
    if (int n = value.n; n > 2) co_return n + co_await wait("sizeof", 10);
    co_return 0;
  }
  co_return -1;
}
struct throwing_get {
  int padding[2] = {};
  pod *get() { throw 1; }
};
struct with_n {
  int n;
  pod *get() { return nullptr; }
};

int main() {
  int number = 42;
  run("int", [] { return branches(25); });
  run("long", [] { return branches(7L); });
  run("string", [] { return branches(std::string("text")); });
  run("vector", [] { return branches(std::vector<int>{1, 2}); });
  run("pointer", [&] { return branches(&number); });
  destroy_everywhere("string", [] { return branches(std::string("text")); });
  run("nested once", [] { return nested<false>(noisy("object")); });
  run("nested twice", [] { return nested<true>(noisy("object")); });
  run("nested failing", [] { return nested<true, true>(noisy("object")); });
  destroy_everywhere("nested failing", [] { return nested<true, true>(noisy("object")); });
  run("void", [] { return result<void>(nullptr); });
  run("result", [&] { return result(&number); });
  std::string text = "text";
  run("result", [&] { return result(&text); });
  run("each of none", [] { return each_of(); });
  run("each of one", [&] { return each_of(&number); });
  run("each of two", [&] { return each_of(1, "two"); });
  run("each of three", [&] { return each_of(1, &number, std::string("three")); });
  run("unique", [] { return unevaluated(std::make_unique<pod>()); });
  run("sizeof", [] { return unevaluated(with_n{3}); });
  run("neither", [] { return unevaluated(throwing_get()); });
}
// EXPECT: int:
// EXPECT: 1: ?integral |integral
// EXPECT: 2: >integral ?value |value
// EXPECT: 3: >value ?after |after
// EXPECT: 4: >after return(17)
// EXPECT: end:
// EXPECT: long:
// EXPECT: 1: ?integral |integral
// EXPECT: 2: >integral ?value |value
// EXPECT: 3: >value ?after |after
// EXPECT: 4: >after return(10)
// EXPECT: end:
// EXPECT: string:
// EXPECT: 1: +local ?class |class
// EXPECT: 2: >class ?cleared >cleared -local ?after |after
// EXPECT: 3: >after return(400)
// EXPECT: end:
// EXPECT: vector:
// EXPECT: 1: +local ?class |class
// EXPECT: 2: >class ?cleared >cleared -local ?after |after
// EXPECT: 3: >after return(200)
// EXPECT: end:
// EXPECT: pointer:
// EXPECT: 1: ?other |other
// EXPECT: 2: >other ?after |after
// EXPECT: 3: >after return(42)
// EXPECT: end:
// EXPECT: string destroyed after 0:
// EXPECT: string destroyed after 1: -local
// EXPECT: string destroyed after 2:
// EXPECT: string destroyed after 3, done:
// EXPECT: nested once: +object move(object) -(object)
// EXPECT: 1: +each -each +each ?runtime |runtime
// EXPECT: 2: >runtime -each object return(1)
// EXPECT: end: -object
// EXPECT: nested twice: +object move(object) -(object)
// EXPECT: 1: +each ?first |first
// EXPECT: 2: >first ?second |second
// EXPECT: 3: >second -each +each ?first |first
// EXPECT: 4: >first ?second |second
// EXPECT: 5: >second -each object return(2)
// EXPECT: end: -object
// EXPECT: nested failing: +object move(object) -(object)
// EXPECT: 1: +each ?first |first
// EXPECT: 2: >first +inside ?fails |fails
// EXPECT: 3: >fails throw(inside) -inside caught(inside) -each +each ?first |first
// EXPECT: 4: >first +inside ?fails |fails
// EXPECT: 5: >fails throw(inside) -inside caught(inside) return(-1) -each
// EXPECT: end: -object
// EXPECT: nested failing destroyed after 0: -object
// EXPECT: nested failing destroyed after 1: -each -object
// EXPECT: nested failing destroyed after 2: -inside -each -object
// EXPECT: nested failing destroyed after 3: -each -object
// EXPECT: nested failing destroyed after 4: -inside -each -object
// EXPECT: nested failing destroyed after 5, done: -object
// EXPECT: void:
// EXPECT: 1: ?result |result
// EXPECT: 2: >result ?nothing >nothing return()
// EXPECT: end:
// EXPECT: result:
// EXPECT: 1: ?result |result
// EXPECT: 2: >result ?int |int
// EXPECT: 3: >int return(43)
// EXPECT: end:
// EXPECT: result:
// EXPECT: 1: ?result |result
// EXPECT: 2: >result ?some |some
// EXPECT: 3: >some return(text)
// EXPECT: end:
// EXPECT: each of none:
// EXPECT: 1: ?empty |empty
// EXPECT: 2: >empty return()
// EXPECT: end:
// EXPECT: each of one:
// EXPECT: 1: ?some |some
// EXPECT: 2: >some *42 1 return()
// EXPECT: end:
// EXPECT: each of two:
// EXPECT: 1: ?some |some
// EXPECT: 2: >some 1 *116 two 2 return()
// EXPECT: end:
// EXPECT: each of three:
// EXPECT: 1: ?some |some
// EXPECT: 2: >some 1 *42 three ?many |many
// EXPECT: 3: >many 3 return()
// EXPECT: end:
// EXPECT: unique:
// EXPECT: 1: ?get |get
// EXPECT: 2: >get return(1)
// EXPECT: end:
// EXPECT: sizeof:
// EXPECT: 1: ?sizeof |sizeof
// EXPECT: 2: >sizeof return(13)
// EXPECT: end:
// EXPECT: neither:
// EXPECT: 1: return(-1)
// EXPECT: end:
