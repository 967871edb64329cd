// RUN: %run_and_compare %s %t
// Templates that await what only a function `operator co_await` in a namespace around them takes,
// which no argument leads to ([over.match.oper]/3.2): of the standard library, of other namespaces,
// of scalars' enumerations.
#include "trace.hpp"
#include <chrono>
#include <optional>
#include <vector>

template <class Rep, class Period> auto operator co_await(std::chrono::duration<Rep, Period> d) {
  return waiter<int>{"duration", false, static_cast<int>(d.count())};
}
template <class T> struct in_optional {
  std::optional<T> value;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<>) const {}
  T await_resume() { return *value; }
};
template <class T> in_optional<T> operator co_await(std::optional<T> &&o) { return {std::move(o)}; }
template <class T> in_optional<T> operator co_await(const std::optional<T> &o) {
  say("const");
  return {o};
}

namespace other {
struct place {
  int n;
};
struct member {
  waiter<int> operator co_await() const { return {"member", false, 7}; }
};
} // namespace other
inline waiter<int> operator co_await(other::place p) { return {"place", true, p.n}; }

namespace mine {
template <class T> task<int> two(std::optional<T> o, T t) {
  std::optional<T> second{t};
  T sum = co_await std::move(o);
  sum += co_await second;
  using namespace std::chrono_literals;
  sum += co_await 5ms;
  sum += co_await other::member{};
  sum += co_await wait("waiter", t);
  co_return sum;
}
template <class T> struct holder {
  T kept;
  task<int> both(other::place p) {
    if constexpr (sizeof(T) > 1)
      co_return co_await p + co_await std::optional<T>(kept);
    else
      co_return co_await p;
  }
  task<int> after(std::vector<std::optional<T>> list);
};
template <class T> task<int> holder<T>::after(std::vector<std::optional<T>> list) {
  int sum = 0;
  for (auto &each : list)
    sum += co_await each * co_await std::chrono::seconds(2);
  co_return sum;
}
} // namespace mine

int main() {
  run("two", [] { return mine::two<int>(3, 4); });
  mine::holder<int> h{5};
  mine::holder<char> c{'c'};
  run("both", [&] { return h.both({6}); });
  run("both char", [&] { return c.both({6}); });
  run("after", [&] { return h.after({1, 2}); });
}
