// RUN: %run_and_compare %s %t
// Coroutines that are defined outside of the namespaces that they are members of, one of them inline.
#include "trace.hpp"

namespace outer {
inline namespace v1 {
namespace inner {
struct item {
  int n;
};
task<int> declared(item i);
} // namespace inner
task<int> versioned(int n);
} // namespace v1
} // namespace outer

task<int> outer::inner::declared(item i) {
  item copy = i;
  co_await wait("declared");
  co_return copy.n;
}
task<int> outer::v1::versioned(int n) {
  inner::item copy{n};
  co_await wait("versioned");
  co_return copy.n;
}

int main() {
  run("declared", [] { return outer::inner::declared({1}); });
  run("versioned", [] { return outer::versioned(2); });
}
