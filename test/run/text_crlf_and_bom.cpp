// RUN: %run_and_compare %s %t
// A file that begins with a byte order mark, and whose lines end in CR and LF.
#include "trace.hpp"

#define TWO_LINES(x) \
  co_await wait("macro", x)

task<int> lines(int n) {
  // a comment
  const char *text = R"(raw
text)";
  int a = co_await wait("a", \
                        n);
#if 1
  a += TWO_LINES(1);
#else
  never
#endif
  /* over
     two lines */
  say("%d %d", a, static_cast<int>(std::string(text).size()));
  co_return a;
}

#define DEFINE(name) \
  task<int> name() { \
    co_return 1; \
  }
DEFINE(made)

int main() {
  run("lines", [] { return lines(1); });
  run("made", made);
}
