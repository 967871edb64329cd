// RUN: %run_and_compare %s %t
// LIBRARY: Inputs/generators
// Braces that are yielded in the template of a header, where yield_value is overloaded, with
// templates among the overloads; and the parts of an array of a dependent type, which need no
// instantiation.
#include "overloaded_generator.hpp"
#include "trace.hpp"

template <class Generator> void show(const char *name, Generator made) {
  say("%s", name);
  for (made.handle.resume(); !made.handle.done(); made.handle.resume())
    say("%d %d", static_cast<int>(made.handle.promise().value->first),
        static_cast<int>(made.handle.promise().value->second));
  made.handle.destroy();
}

int main() {
  show("numbered", numbered(10, 20));
  show("decomposed", decomposed(3, 4));
}
