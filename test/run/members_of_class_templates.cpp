// RUN: %run_and_compare %s %t
// Coroutines that are members of class templates: defined inside and outside, static ones, of nested classes, of full
// and partial specialisations, members specialised on their own, and explicit instantiations ([temp.class]).
#include "trace.hpp"
#include <string>
#include <vector>

template <class T, int N = 1> struct box {
  using value_type = T;
  T value;
  static inline int made = 0;
  static constexpr int size = N;

  task<T> inside(T more) {
    T before = value;
    ++made;
    co_await wait("inside");
    value = before + more;
    co_return value;
  }
  task<T> outside(const T &more) const;
  static task<int> static_inside(std::vector<T> all) {
    noisy counted("counted");
    co_await wait("static");
    co_return static_cast<int>(all.size()) * N + made;
  }
  static task<int> static_outside(value_type first);
  struct node {
    T item;
    node *next = nullptr;
    task<int> length() {
      int n = 0;
      for (node *at = this; at; at = at->next) n += co_await wait("node", size);
      co_return n;
    }
    task<T> first(box &of);
  };
  task<const char *> kind() const { co_return co_await wait("kind", "general"); }
  task<const char *> specialised() const { co_return co_await wait("specialised", "general"); }
};
template <class T, int N> task<T> box<T, N>::outside(const T &more) const {
  T sum = value;
  for (int i = 0; i < N; ++i) {
    T step = more;
    co_await wait("outside");
    sum += step;
  }
  co_return sum;
}
template <class U, int M> auto box<U, M>::static_outside(value_type first) -> task<int> {
  U copy = first;
  co_await wait("static outside");
  co_return copy == first ? M : -1;
}
template <class T, int N> task<T> box<T, N>::node::first(box &of) {
  T sum = item;
  co_await wait("first");
  sum += of.value;
  co_return sum;
}

template <> task<const char *> box<int, 2>::specialised() const {
  co_await wait("box<int, 2>");
  co_return "a specialised member";
}
template <class T> struct box<T *, 1> {
  T *pointer;
  task<T> inside(T more) {
    T *kept = pointer;
    co_await wait("pointer");
    *kept += more;
    co_return *pointer;
  }
  task<const char *> kind() const;
};
template <class T> task<const char *> box<T *, 1>::kind() const {
  co_await wait("partial");
  co_return "partial";
}
template <> struct box<bool> {
  bool value;
  task<int> inside(int n) { co_return co_await wait("bool", n + value); }
  task<const char *> kind() const;
};
task<const char *> box<bool>::kind() const {
  co_await wait("full");
  co_return "full";
}

template <class T> struct wrapper {
  box<T> inner;
  task<T> both(T a, T b) {
    T first = co_await inner.inside(a);
    T second = co_await inner.outside(b);
    say("%d", inner.value == first);
    co_return first + second;
  }
};
template struct wrapper<long>; // members are instantiated, and none is called

int main() {
  box<int, 2> a{5};
  box<std::string> b{"text"};
  box<int> c{40};
  run("int inside", [&] { return a.inside(3); });
  run("string inside", [&] { return b.inside("!"); });
  run("int outside", [&] { return a.outside(c.value); });
  run("string outside", [&] { return b.outside(b.value); });
  run("int static", [] { return box<int, 2>::static_inside({1, 2, 3}); });
  run("double static", [] { return box<double, 7>::static_inside({1.5}); });
  destroy_everywhere("double static", [] { return box<double, 7>::static_inside({1.5}); });
  run("string static outside", [] { return box<std::string>::static_outside("x"); });
  box<int>::node n{1}, m{2, &n};
  run("length", [&] { return m.length(); });
  run("first", [&] { return n.first(c); });
  run("kind", [&] { return a.kind(); });
  run("specialised", [&] { return a.specialised(); });
  run("not specialised", [&] { return b.specialised(); });
  int target = 10;
  box<int *> p{&target};
  run("pointer", [&] { return p.inside(5); });
  run("pointer kind", [&] { return p.kind(); });
  box<bool> f{true};
  run("bool", [&] { return f.inside(1); });
  run("bool kind", [&] { return f.kind(); });
  wrapper<std::string> w{{"a"}};
  run("wrapper", [&] { return w.both("b", "c"); });
}
// EXPECT: int inside:
// EXPECT: 1: ?inside |inside
// EXPECT: 2: >inside return(8)
// EXPECT: end:
// EXPECT: string inside:
// EXPECT: 1: ?inside |inside
// EXPECT: 2: >inside return(text!)
// EXPECT: end:
// EXPECT: int outside:
// EXPECT: 1: ?outside |outside
// EXPECT: 2: >outside ?outside |outside
// EXPECT: 3: >outside return(88)
// EXPECT: end:
// EXPECT: string outside:
// EXPECT: 1: ?outside |outside
// EXPECT: 2: >outside return(text!text!)
// EXPECT: end:
// EXPECT: int static:
// EXPECT: 1: +counted ?static |static
// EXPECT: 2: >static return(7) -counted
// EXPECT: end:
// EXPECT: double static:
// EXPECT: 1: +counted ?static |static
// EXPECT: 2: >static return(7) -counted
// EXPECT: end:
// EXPECT: double static destroyed after 0:
// EXPECT: double static destroyed after 1: -counted
// EXPECT: double static destroyed after 2, done:
// EXPECT: string static outside:
// EXPECT: 1: ?static outside |static outside
// EXPECT: 2: >static outside return(1)
// EXPECT: end:
// EXPECT: length:
// EXPECT: 1: ?node |node
// EXPECT: 2: >node ?node |node
// EXPECT: 3: >node return(2)
// EXPECT: end:
// EXPECT: first:
// EXPECT: 1: ?first |first
// EXPECT: 2: >first return(41)
// EXPECT: end:
// EXPECT: kind:
// EXPECT: 1: ?kind |kind
// EXPECT: 2: >kind return(general)
// EXPECT: end:
// EXPECT: specialised:
// EXPECT: 1: ?box<int, 2> |box<int, 2>
// EXPECT: 2: >box<int, 2> return(a specialised member)
// EXPECT: end:
// EXPECT: not specialised:
// EXPECT: 1: ?specialised |specialised
// EXPECT: 2: >specialised return(general)
// EXPECT: end:
// EXPECT: pointer:
// EXPECT: 1: ?pointer |pointer
// EXPECT: 2: >pointer return(15)
// EXPECT: end:
// EXPECT: pointer kind:
// EXPECT: 1: ?partial |partial
// EXPECT: 2: >partial return(partial)
// EXPECT: end:
// EXPECT: bool:
// EXPECT: 1: ?bool |bool
// EXPECT: 2: >bool return(2)
// EXPECT: end:
// EXPECT: bool kind:
// EXPECT: 1: ?full |full
// EXPECT: 2: >full return(full)
// EXPECT: end:
// EXPECT: wrapper:
// EXPECT: 1: ?inside |inside
// EXPECT: 2: >inside return(ab) ?outside |outside
// EXPECT: 3: >outside return(abc) 1 return(ababc)
// EXPECT: end:
