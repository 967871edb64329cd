// RUN: %run_and_compare %s %t
// Statement expressions with awaits in templates: what the last expression gives is an object of a type that only the
// arguments tell; jumps out of them, and nested ones.
#include "trace.hpp"

#define TRY(...)                                                                                                       \
  ({                                                                                                                   \
    auto tried = (__VA_ARGS__);                                                                                        \
    if (!tried) co_return -1;                                                                                          \
    std::move(*tried);                                                                                                 \
  })

template <class T> struct maybe_value {
  T value;
  bool is_there;
  explicit operator bool() const { return is_there; }
  T &operator*() { return value; }
};
template <class T> task<maybe_value<T>> find(T value, bool is_there = true) {
  co_await wait("find");
  co_return maybe_value<T>{std::move(value), is_there};
}
inline std::string shown(const maybe_value<int> &value) { return std::to_string(value.value); }
inline std::string shown(const maybe_value<std::string> &value) { return value.value; }

template <class T> task<int> length(T one, T two, bool is_there) {
  T both = TRY(co_await find(one)) + TRY(co_await find(two, is_there));
  co_await wait("kept");
  say("%s", shown(both).c_str());
  auto again = ({
    auto inner = TRY(co_await find(both));
    co_await wait("inner");
    inner + both;
  });
  say("%s", shown(again).c_str());
  co_return static_cast<int>(sizeof(again) == sizeof(T));
}

int main() {
  run("int", [] { return length(1, 2, true); });
  run("string", [] { return length<std::string>("a", "b", true); });
  run("none", [] { return length(1, 2, false); });
}
// EXPECT: int:
// EXPECT: 1: ?find |find
// EXPECT: 2: >find return(1) ?find |find
// EXPECT: 3: >find return(2) ?kept |kept
// EXPECT: 4: >kept 3 ?find |find
// EXPECT: 5: >find return(3) ?inner |inner
// EXPECT: 6: >inner 6 return(1)
// EXPECT: end:
// EXPECT: string:
// EXPECT: 1: ?find |find
// EXPECT: 2: >find return(a) ?find |find
// EXPECT: 3: >find return(b) ?kept |kept
// EXPECT: 4: >kept ab ?find |find
// EXPECT: 5: >find return(ab) ?inner |inner
// EXPECT: 6: >inner abab return(1)
// EXPECT: end:
// EXPECT: none:
// EXPECT: 1: ?find |find
// EXPECT: 2: >find return(1) ?find |find
// EXPECT: 3: >find return(2) return(-1)
// EXPECT: end:
