// RUN: %run_and_compare %s %t
// Exceptions in member coroutines: thrown by members that the body calls and by awaits on them, caught by type in the
// body and in a function-try-block, with members used in handlers; nothing of the object is destroyed with the frame.
#include "trace.hpp"
#include <memory>
#include <stdexcept>

class connection {
  noisy tag;
  int attempts = 0, limit;
  struct refused : std::runtime_error {
    int code;
    refused(int code) : std::runtime_error("refused"), code(code) {}
  };
  struct guard {
    connection &of;
    explicit guard(connection &of) : of(of) { say("+guard(%d)", of.attempts); }
    guard(const guard &) = delete;
    ~guard() { say("-guard(%d)", of.attempts); }
  };
  void check(int code) {
    if (++attempts < limit) throw refused(code);
  }
  throwing own(at place) const { return {tag.text(), place}; }

public:
  connection(const char *tag, int limit) : tag(tag), limit(limit) {}

  task<int> retry() {
    for (;;) {
      guard held(*this);
      try {
        noisy inside("inside");
        co_await wait("try");
        check(attempts * 10);
        co_return attempts;
      } catch (const refused &error) {
        say("caught(%s,%d)", error.what(), error.code);
        if (error.code >= 20) throw;
      }
      co_await wait("again");
    }
  }
  task<int> function_try(noisy parameter) try {
    guard held(*this);
    co_await own(at::resume);
    co_return 1;
  } catch (const failure &caught) {
    say("caught(%s,%s)", caught.what, parameter.text());
    co_return attempts;
  }
  task<> places(at place) {
    try {
      noisy local("local");
      co_await own(place);
    } catch (...) {
      ++attempts;
      say("%s %s", current_failure().c_str(), tag.text());
      throw;
    }
  }
  task<> nested(noisy) {
    std::unique_ptr<connection> inner = std::make_unique<connection>("inner", 1);
    try {
      co_await inner->places(at::suspend);
    } catch (const failure &) {
      inner.reset();
      throw std::logic_error("nested");
    }
  }
};

int main() {
  connection a("a", 3), b("b", 9);
  run("retry", [&] { return a.retry(); });
  run("retry in vain", [&] { return b.retry(); });
  destroy_everywhere("retry", [&] { return a.retry(); });
  run("function try", [&] { return a.function_try(noisy("parameter")); });
  run("ready", [&] { return a.places(at::ready); });
  run("suspend", [&] { return a.places(at::suspend); });
  run("resume", [&] { return a.places(at::resume); });
  destroy_everywhere("resume", [&] { return a.places(at::resume); });
  run("nested", [&] { return a.nested(noisy("parameter")); });
}
// EXPECT: +a +b
// EXPECT: retry:
// EXPECT: 1: +guard(0) +inside ?try |try
// EXPECT: 2: >try -inside caught(refused,0) ?again |again
// EXPECT: 3: >again -guard(1) +guard(1) +inside ?try |try
// EXPECT: 4: >try -inside caught(refused,10) ?again |again
// EXPECT: 5: >again -guard(2) +guard(2) +inside ?try |try
// EXPECT: 6: >try return(3) -inside -guard(3)
// EXPECT: end:
// EXPECT: retry in vain:
// EXPECT: 1: +guard(0) +inside ?try |try
// EXPECT: 2: >try -inside caught(refused,0) ?again |again
// EXPECT: 3: >again -guard(1) +guard(1) +inside ?try |try
// EXPECT: 4: >try -inside caught(refused,10) ?again |again
// EXPECT: 5: >again -guard(2) +guard(2) +inside ?try |try
// EXPECT: 6: >try -inside caught(refused,20) -guard(3) unhandled(refused)
// EXPECT: end:
// EXPECT: retry destroyed after 0:
// EXPECT: retry destroyed after 1: -inside -guard(3)
// EXPECT: retry destroyed after 2, done:
// EXPECT: function try: +parameter move(parameter) -(parameter)
// EXPECT: 1: +guard(4) ?a |a
// EXPECT: 2: >a throw(a) -guard(4) caught(a,parameter) return(4)
// EXPECT: end: -parameter
// EXPECT: ready:
// EXPECT: 1: +local ?a throw(a) -local a a unhandled(a)
// EXPECT: end:
// EXPECT: suspend:
// EXPECT: 1: +local ?a |a throw(a) -local a a unhandled(a)
// EXPECT: end:
// EXPECT: resume:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a throw(a) -local a a unhandled(a)
// EXPECT: end:
// EXPECT: resume destroyed after 0:
// EXPECT: resume destroyed after 1: -local
// EXPECT: resume destroyed after 2, done:
// EXPECT: nested: +parameter move(parameter) -(parameter)
// EXPECT: 1: +inner +local ?inner |inner throw(inner) -local inner inner unhandled(inner) -inner unhandled(nested)
// EXPECT: end: -parameter -b -a
