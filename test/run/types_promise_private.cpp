// RUN: %run_and_compare %s %t
// A promise type that only its alias `promise_type` makes public; co_return of a comma; the rest of an array.
#include "trace.hpp"

class job {
  struct hidden {
    job get_return_object() { return say("get"), job(); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    template <class T> void return_value(T &&value) { say("return %s", value.text()); }
    void unhandled_exception() { say("unhandled(%s)", current_failure().c_str()); }
  };

public:
  using promise_type = hidden;
};
struct numbered {
  int n;
  numbered(int n = 0) : n(n) { say("+%d", n); }
  numbered(const numbered &) = delete;
  ~numbered() { say("-%d", n); }
};
struct filled {
  int n = 4;
  noisy name = "filled";
};

job comma(int n) { co_return say("%d", n), noisy("last"); }
job comma_of_awaits() { co_return co_await std::suspend_never(), noisy("awaited"); }
task<int> rest() {
  numbered all[4] = {co_await wait("a", 2), co_await wait("b", 3)};
  filled more[3] = {{co_await wait("c", 5), "first"}};
  co_await wait("d");
  co_return all[1].n * 100 + more[0].n * 10 + more[2].n;
}

int main() {
  comma(1);
  comma_of_awaits();
  run("rest", rest);
}
