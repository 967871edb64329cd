// RUN: %run_and_compare %s %t
// Member templates that are coroutines, of classes and of class templates, defined inside and outside; CRTP, members of
// dependent bases, virtual members of class templates, static members, specialised member templates ([temp.mem]).
#include "trace.hpp"
#include <string>
#include <vector>

struct store {
  std::vector<std::string> lines;
  template <class T> task<int> add(T value) {
    std::string text = shown(value);
    co_await wait("add");
    lines.push_back(text);
    co_return static_cast<int>(lines.size());
  }
  template <class T, class... More> task<int> add_all(const T &value, const More &...more);
  template <int N> static task<int> times(int n) { co_return N * co_await wait("times", n); }
  template <class To> operator task<To>() const {
    co_await wait("convert");
    co_return static_cast<To>(lines.size());
  }
  template <class F> task<> operator()(F f) const {
    for (const std::string &each : lines) {
      co_await wait("call");
      f(each);
    }
  }
};
template <class T, class... More> task<int> store::add_all(const T &value, const More &...more) {
  int n = co_await add(value);
  if constexpr (sizeof...(more) > 0) n = co_await this->add_all(more...);
  co_return n;
}
template <> task<int> store::add(const char *value) {
  co_await wait("specialised");
  lines.emplace_back(value);
  co_return -1;
}

template <class Derived> struct countable { // CRTP
  int calls = 0;
  task<int> count() {
    ++calls;
    auto &self = static_cast<Derived &>(*this);
    co_await wait("count");
    int n = self.size();
    co_return n * 10 + calls + Derived::extra + co_await self.more();
  }
};
template <class T> struct items : countable<items<T>> {
  static constexpr int extra = 100;
  std::vector<T> list;
  int size() const { return static_cast<int>(list.size()); }
  task<int> more() { co_return co_await wait("more", 1000); }
};

template <class T> struct holder {
  T value;
  static inline int made = 0;
  virtual ~holder() = default;
  explicit holder(T value) : value(value) { ++made; }
  virtual task<T> get() const {
    co_await wait("holder::get");
    co_return value;
  }
  template <class U> task<T> plus(U other) const;
  struct inner {
    template <class U> task<int> compare(const holder &of, U with) {
      U kept = with;
      co_await wait("compare");
      co_return of.value == kept;
    }
  };
  template <class U> struct rebound {
    task<U> as(const holder &of) {
      co_await wait("as");
      co_return static_cast<U>(of.value);
    }
  };
};
template <class T> template <class U> task<T> holder<T>::plus(U other) const {
  T sum = value + static_cast<T>(other);
  co_await wait("plus");
  co_return sum;
}
template <class T, template <class> class Base = holder> struct derived : Base<T> {
  using Base<T>::Base;
  using Base<T>::plus;
  using typename Base<T>::inner;
  task<T> get() const override {
    T first = this->value;
    T second = co_await Base<T>::get();
    co_return first + second;
  }
  template <class U> task<int> all(U other) {
    T sum = co_await this->plus(other) + co_await plus(this->value);
    inner in;
    int same = co_await in.compare(*this, other) + co_await in.template compare<T>(*this, this->value);
    typename Base<T>::template rebound<long> as;
    say("%s", shown(sum).c_str());
    co_return same * 10 + static_cast<int>(co_await as.as(*this)) + Base<T>::made;
  }
};

int main() {
  store s;
  run("add int", [&] { return s.add(1); });
  run("add string", [&] { return s.add(std::string("two")); });
  run("add text", [&] { return s.add("three"); });
  std::string four = "four";
  const int five = 5;
  run("add all", [&] { return s.add_all(four, five); });
  run("times", [] { return store::times<3>(4); });
  run("convert", [&]() -> task<int> { return s; });
  std::string all;
  run("call", [&] { return s([&all](const std::string &each) { say("%s", (all += each).c_str()); }); });
  items<int> i;
  i.list = {1, 2};
  run("count", [&] { return i.count(); });
  items<std::string> texts;
  run("count strings", [&] { return texts.count(); });
  derived<int> d(7);
  const holder<int> &as_base = d;
  run("virtual", [&] { return as_base.get(); });
  run("plus", [&] { return as_base.plus(1.5); });
  run("all", [&] { return d.all(7L); });
  derived<std::string> text("text");
  run("virtual string", [&] { return static_cast<holder<std::string> &>(text).get(); });
  run("plus string", [&] { return text.plus("!"); });
}
// EXPECT: add int:
// EXPECT: 1: ?add |add
// EXPECT: 2: >add return(1)
// EXPECT: end:
// EXPECT: add string:
// EXPECT: 1: ?add |add
// EXPECT: 2: >add return(2)
// EXPECT: end:
// EXPECT: add text:
// EXPECT: 1: ?specialised |specialised
// EXPECT: 2: >specialised return(-1)
// EXPECT: end:
// EXPECT: add all:
// EXPECT: 1: ?add |add
// EXPECT: 2: >add return(4) ?add |add
// EXPECT: 3: >add return(5) return(5) return(5)
// EXPECT: end:
// EXPECT: times:
// EXPECT: 1: ?times |times
// EXPECT: 2: >times return(12)
// EXPECT: end:
// EXPECT: convert:
// EXPECT: 1: ?convert |convert
// EXPECT: 2: >convert return(5)
// EXPECT: end:
// EXPECT: call:
// EXPECT: 1: ?call |call
// EXPECT: 2: >call 1 ?call |call
// EXPECT: 3: >call 1two ?call |call
// EXPECT: 4: >call 1twothree ?call |call
// EXPECT: 5: >call 1twothreefour ?call |call
// EXPECT: 6: >call 1twothreefour5 return()
// EXPECT: end:
// EXPECT: count:
// EXPECT: 1: ?count |count
// EXPECT: 2: >count ?more |more
// EXPECT: 3: >more return(1000) return(1121)
// EXPECT: end:
// EXPECT: count strings:
// EXPECT: 1: ?count |count
// EXPECT: 2: >count ?more |more
// EXPECT: 3: >more return(1000) return(1101)
// EXPECT: end:
// EXPECT: virtual:
// EXPECT: 1: ?holder::get |holder::get
// EXPECT: 2: >holder::get return(7) return(14)
// EXPECT: end:
// EXPECT: plus:
// EXPECT: 1: ?plus |plus
// EXPECT: 2: >plus return(8)
// EXPECT: end:
// EXPECT: all:
// EXPECT: 1: ?plus |plus
// EXPECT: 2: >plus return(14) ?plus |plus
// EXPECT: 3: >plus return(14) ?compare |compare
// EXPECT: 4: >compare return(1) ?compare |compare
// EXPECT: 5: >compare return(1) 28 ?as |as
// EXPECT: 6: >as return(7) return(28)
// EXPECT: end:
// EXPECT: virtual string:
// EXPECT: 1: ?holder::get |holder::get
// EXPECT: 2: >holder::get return(text) return(texttext)
// EXPECT: end:
// EXPECT: plus string:
// EXPECT: 1: ?plus |plus
// EXPECT: 2: >plus return(text!)
// EXPECT: end:
