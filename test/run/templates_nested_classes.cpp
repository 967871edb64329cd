// RUN: %run_and_compare %s %t
// Classes that are nested in class templates, whose coroutines name them without arguments; a variable whose
// state could take the name of a template parameter.
#include "trace.hpp"

template <class K> struct table {
  K rows[3] = {1, 2, 3};
  struct cursor {
    const table &of;
    enum class kind { odd, even };
    struct item { K value; noisy tag; };
    task<int> sum(int limit) {
      int n = 0;
      for (int i = 0; i < limit; ++i) {
        auto one = make(i);
        co_await wait("row");
        auto k = one.value % 2 ? kind::odd : kind::even;
        co_await wait("kind");
        n += k == kind::odd ? 10 : one.value;
      }
      co_return n;
    }
    item make(int i) const { return {of.rows[i], noisy("item")}; }
  };
  template <class U> struct deep {
    U factor;
    struct more {
      deep &up;
      task<int> operator()(const table &t) const {
        auto self = *this;
        co_await wait("more");
        co_return static_cast<int>(self.up.factor * t.rows[1]);
      }
    };
  };
  task<int> all() {
    cursor c{*this};
    auto d = deep<double>{2.5};
    typename deep<double>::more m{d};
    int a = co_await c.sum(2);
    co_return a + co_await m(*this);
  }
};
int main() { table<int> t; run("all", [&] { return t.all(); }); }
