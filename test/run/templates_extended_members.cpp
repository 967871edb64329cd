// RUN: %run_and_compare %s %t
// In a template, a reference to a part of a temporary: the whole lives as long as the reference.
#include "trace.hpp"

struct part {
  noisy first;
  noisy parts[2];
  part(const char *name) : first(name), parts{"x", "y"} {}
};
struct nested {
  part inner;
  nested(const char *name) : inner(name) {}
};

template <class T> T make(const noisy &n) { return T(n.name.c_str()); }
template <class T> T &give(T &t) { return t; }

template <class T> task<> bind(T t) {
  const noisy &first = T("a").first;
  const noisy &element = make<T>(noisy("b")).parts[1];
  auto &&forwarded = T("c").first;
  co_await wait("one");
  say("%s %s %s", first.text(), element.text(), forwarded.text());
  const noisy &lvalue = give(t).first;
  auto &&other = give(t).parts[0];
  co_await wait("two");
  say("%s %s", lvalue.text(), other.text());
  const noisy &brief = T("d").first;
  say("%s", brief.text());
}

template <class T> task<> awaited(T t) {
  const noisy &first = (co_await wait("one", T("a"))).inner.first;
  const noisy &same = (co_await wait_ref("two", t)).inner.first;
  co_await wait("three");
  say("%s %s", first.text(), same.text());
}

int main() {
  run("bind", [] { return bind(part("p")); });
  destroy_everywhere("bind", [] { return bind(part("p")); });
  run("awaited", [] { return awaited(nested("n")); });
  destroy_everywhere("awaited", [] { return awaited(nested("n")); });
}
