// RUN: %run_and_compare %s %t
// The runtime's own functions are not taken for those of the program that their arguments lead to
// ([basic.lookup.argdep]): a library has functions of the same names.
#include "trace.hpp"

namespace library {
struct item {
  int n;
  waiter<int> operator co_await() const { return wait("item", n); }
};
template <class T> auto get_awaiter(T &&of) { return static_cast<T &&>(of).operator co_await(); }
template <class T> T *hidden(T *of) { return of; }
template <class... T> void construct_promise(T &...) {}
template <class... T> void construct_aggregate(T &...) {}
template <class T> T &in_braces(T &of) { return of; }
template <class... T> void range_begin(T &...) {}
template <class... T> void range_end(T &...) {}
template <class... T> int nth(T &...) { return 0; }
template <class... T> void flow_off(T &...) {}
template <class... T> void await_operator(T &&...) {}
template <class... T> void start(T &&...) {}
template <class... T> void address_of(T &&...) {}
} // namespace library

template <class T> task<int> generic(T item) {
  int n = co_await item;
  co_return n + co_await get_awaiter(item);
}
task<int> plain(library::item item) { co_return co_await item; }

int main() {
  run("generic", [] { return generic(library::item{1}); });
  run("plain", [] { return plain(library::item{2}); });
}
