// RUN: %run_and_compare %s %t
// Nested try blocks around awaits: the nearest handler that matches, in order; rethrow by throw; and by falling through
// to the outer one; handlers by value, reference, base, pointer and ...; exceptions thrown in handlers; the exception
// object lives until its last handler is left ([except.handle], [except.throw]/3,4).
#include "trace.hpp"
#include <stdexcept>

struct base {
  const char *kind = "base";
  base() = default;
  base(const base &) : kind("sliced") {}
};
struct derived : base {
  derived() { kind = "derived"; }
};
std::exception_ptr thrown(const char *name) {
  try {
    throw noisy(name);
  } catch (...) {
    return std::current_exception();
  }
}
void raise(int what) {
  switch (what) {
  case 1: throw 1;
  case 2: throw 2.5;
  case 3: throw "text";
  case 4: throw derived();
  case 5: throw std::runtime_error("runtime");
  case 6: throw noisy("object");
  case 7: throw std::string("string");
  }
}

task<int> handlers(int what) {
  noisy outer("outer");
  try {
    noisy middle("middle");
    try {
      noisy inner("inner");
      co_await wait("a");
      raise(what);
      co_await wait("b");
      say("nothing thrown");
    } catch (int n) {
      say("int(%d)", n);
      co_return n;
    } catch (const base &b) {
      say("base(%s)", b.kind);
      throw;
    } catch (noisy &n) {
      n.name += "!";
      say("noisy(%s)", n.text());
      throw;
    } catch (double) {
      say("double");
      throw 3;
    }
    co_await wait("c");
  } catch (const char *text) {
    say("text(%s)", text);
  } catch (const std::exception &e) {
    say("exception(%s)", e.what());
  } catch (base b) { // a copy
    say("by value(%s)", b.kind);
  } catch (int n) {
    say("outer int(%d)", n);
  } catch (noisy n) {
    say("copied(%s)", n.text());
  } catch (...) {
    say("...");
  }
  co_await wait("d");
  co_return 0;
}

task<> in_turn() {
  for (int what = 1; what <= 6; ++what) {
    try {
      try {
        co_await wait("a");
        raise(what);
      } catch (int) {
        say("int");
      } catch (...) {
        try {
          noisy in_handler("in_handler");
          throw;
        } catch (const noisy &n) {
          say("again(%s)", n.text());
          throw n;
        } catch (double d) {
          say("again(%.1f)", d);
        }
        say("after");
      }
    } catch (...) {
      say("outer(%s)", current_failure().c_str());
      std::exception_ptr kept = std::current_exception();
      try {
        std::rethrow_exception(kept);
      } catch (const std::exception &e) {
        say("kept(%s)", e.what());
      } catch (...) {
        say("kept");
      }
    }
  }
}

task<> across(std::exception_ptr kept) {
  std::exception_ptr later;
  try {
    try {
      co_await throwing{"x", at::resume};
    } catch (...) {
      later = std::current_exception();
    }
    co_await wait("a"); // outside every handler
    try {
      std::rethrow_exception(kept);
    } catch (const noisy &n) {
      say("parameter(%s)", n.text());
    }
    kept = nullptr;
    co_await wait("b");
    std::rethrow_exception(later);
  } catch (const failure &f) {
    say("later(%s) %d", f.what, std::current_exception() == later);
  }
  say("%d", std::current_exception() == nullptr);
}

int main() {
  for (int what = 0; what <= 7; ++what) run("handlers", [=] { return handlers(what); });
  destroy_everywhere("handlers", [] { return handlers(2); });
  run("in turn", [] { return in_turn(); });
  run("across", [] { return across(thrown("kept")); });
}
// EXPECT: handlers:
// EXPECT: 1: +outer +middle +inner ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b nothing thrown -inner ?c |c
// EXPECT: 4: >c -middle ?d |d
// EXPECT: 5: >d return(0) -outer
// EXPECT: end:
// EXPECT: handlers:
// EXPECT: 1: +outer +middle +inner ?a |a
// EXPECT: 2: >a -inner int(1) return(1) -middle -outer
// EXPECT: end:
// EXPECT: handlers:
// EXPECT: 1: +outer +middle +inner ?a |a
// EXPECT: 2: >a -inner double -middle outer int(3) ?d |d
// EXPECT: 3: >d return(0) -outer
// EXPECT: end:
// EXPECT: handlers:
// EXPECT: 1: +outer +middle +inner ?a |a
// EXPECT: 2: >a -inner -middle text(text) ?d |d
// EXPECT: 3: >d return(0) -outer
// EXPECT: end:
// EXPECT: handlers:
// EXPECT: 1: +outer +middle +inner ?a |a
// EXPECT: 2: >a -inner base(derived) -middle by value(sliced) ?d |d
// EXPECT: 3: >d return(0) -outer
// EXPECT: end:
// EXPECT: handlers:
// EXPECT: 1: +outer +middle +inner ?a |a
// EXPECT: 2: >a -inner -middle exception(runtime) ?d |d
// EXPECT: 3: >d return(0) -outer
// EXPECT: end:
// EXPECT: handlers:
// EXPECT: 1: +outer +middle +inner ?a |a
// EXPECT: 2: >a +object -inner noisy(object!) -middle copy(object!) copied(object!') -object!' -object! ?d |d
// EXPECT: 3: >d return(0) -outer
// EXPECT: end:
// EXPECT: handlers:
// EXPECT: 1: +outer +middle +inner ?a |a
// EXPECT: 2: >a -inner -middle ... ?d |d
// EXPECT: 3: >d return(0) -outer
// EXPECT: end:
// EXPECT: handlers destroyed after 0:
// EXPECT: handlers destroyed after 1: -inner -middle -outer
// EXPECT: handlers destroyed after 2: -outer
// EXPECT: handlers destroyed after 3, done:
// EXPECT: in turn:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a int ?a |a
// EXPECT: 3: >a +in_handler -in_handler again(2.5) after ?a |a
// EXPECT: 4: >a +in_handler -in_handler outer(unknown) kept ?a |a
// EXPECT: 5: >a +in_handler -in_handler outer(unknown) kept ?a |a
// EXPECT: 6: >a +in_handler -in_handler outer(runtime) kept(runtime) ?a |a
// EXPECT: 7: >a +object +in_handler -in_handler again(object) copy(object) -object outer(object') kept -object' return()
// EXPECT: end:
// EXPECT: across: +kept
// EXPECT: 1: ?x |x
// EXPECT: 2: >x throw(x) ?a |a
// EXPECT: 3: >a parameter(kept) -kept ?b |b
// EXPECT: 4: >b later(x) 1 1 return()
// EXPECT: end:
