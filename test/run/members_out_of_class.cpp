// RUN: %run_and_compare %s %t
// Members of templates whose definitions name the parameters anew; their calls of members with parameters by value.
#include "trace.hpp"

template <class Protocol, int Size> struct stream {
  template <class Key> struct entry {
    task<int> twice(Key key);
    int n = 3;
  };
  Protocol n = 0;
  task<int> read(int count);
  template <class Result> task<Result> as(Protocol more) const;
};
template <class P, int N> task<int> stream<P, N>::read(int count) {
  n += count + co_await wait("read", 1);
  co_return n + N;
}
template <class P, int N> template <class R> task<R> stream<P, N>::as(P more) const {
  co_await wait("as");
  co_return static_cast<R>(n + more + N);
}
template <class P, int N> template <class K> task<int> stream<P, N>::entry<K>::twice(K key) {
  co_await wait("twice");
  co_return n * static_cast<int>(key);
}

template <class T> struct holder {
  waiter<int> named(noisy n) { return say("%s", n.text()), wait("named", 1); }
  waiter<int> both(noisy n, T more) { return say("%s", n.text()), wait("both", more); }
  task<int> run(T n) {
    int sum = co_await named("implicit");
    sum += co_await this->both(noisy("explicit"), n);
    holder &other = *this;
    sum += co_await other.both({"braces"}, n);
    co_return sum;
  }
};
struct plain {
  waiter<int> named(noisy n) { return say("%s", n.text()), wait("named", 1); }
  template <class U> task<int> run(U n) { co_return co_await named({"in a member template"}) + n; }
};

int main() {
  stream<long, 4> s;
  run("read", [&] { return s.read(2); });
  run("as", [&] { return s.as<int>(5); });
  stream<long, 4>::entry<char> e;
  run("twice", [&] { return e.twice(2); });
  holder<int> h;
  run("by value", [&] { return h.run(3); });
  plain p;
  run("by value, member template", [&] { return p.run(3); });
}
