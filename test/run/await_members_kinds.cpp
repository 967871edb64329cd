// RUN: %run_and_compare %s %t
// await_ready, await_suspend and await_resume are looked up and called as members of the awaiter, so they may be
// templates, have defaults and further parameters, and be inherited from several bases ([expr.await]/3).
#include "trace.hpp"

struct one {
  template <class T = bool> T await_ready() { return say("? of one"), false; }
};
struct two {
  template <class T, class U = void> U await_suspend(std::coroutine_handle<T> handle, int n = 5) {
    say("| of two %d", n);
    pending = handle;
  }
};
struct three {
  noisy item{"item"};
  decltype(auto) await_resume(bool which = true) { return (say("> of three %d", which), item); }
};
struct inherited : one, private two, three {
  using two::await_suspend;
};

task<> all() {
  inherited local;
  say("%d", &co_await local == &local.item);
  say("%s", (co_await inherited()).text());
}

int main() {
  run("all", [] { return all(); });
  destroy_everywhere("all", [] { return all(); });
}
// EXPECT: all:
// EXPECT: 1: +item ? of one | of two 5
// EXPECT: 2: > of three 1 1 +item ? of one | of two 5
// EXPECT: 3: > of three 1 item -item -item return()
// EXPECT: end:
// EXPECT: all destroyed after 0:
// EXPECT: all destroyed after 1: -item
// EXPECT: all destroyed after 2: -item -item
// EXPECT: all destroyed after 3, done:
