// RUN: %run_and_compare %s %t
// Statement expressions that end in a comma expression: its value is the right operand, and not what two arguments
// would construct; also in a template, where the value's type is deduced.
#include "trace.hpp"

task<> plain(const noisy &value) {
  noisy copied = ({
    co_await wait("a");
    say("left"), noisy(value);
  });
  say("%s", copied.text());
  say("%s", ({
              co_await wait("b");
              say("middle"), value.text();
            }));
}

template <class T> task<> generic(const T &value) {
  co_await wait("a"), say("%s", ({
                            co_await wait("b");
                            say("middle"), value.text();
                          }));
}

int main() {
  noisy value("value");
  run("plain", [&] { return plain(value); });
  run("generic", [&] { return generic(value); });
}

// EXPECT: +value
// EXPECT: plain:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a left copy(value) value' ?b |b
// EXPECT: 3: >b middle value -value' return()
// EXPECT: end:
// EXPECT: generic:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b middle value return()
// EXPECT: end: -value
