// RUN: %run_and_compare %s %t
// A temporary bound to a reference lives as long as the reference, across awaits and to the right place in the order of
// destruction ([class.temporary]/6): the temporary itself, one of its members or elements, through casts and ?:, in
// braces, in a for-init. Temporaries beside it die at the end of the full-expression.
// GCC-DIFFERS: g++ 12 evaluates an earlier clause of a braced list after the await ([dcl.init.list]/4).
#include "trace.hpp"

struct pair {
  noisy first, second;
  int number = 5;
  ~pair() { say("~pair"); }
};
struct base : noisy {
  using noisy::noisy;
};
struct derived : base {
  using base::base;
  ~derived() { say("~derived"); }
};
struct references {
  const noisy &a;
  noisy &&b;
};
noisy make(const noisy &from) { return noisy("made from " + from.name); }
pair make_pair(const char *first, const char *second) { return {noisy(first), noisy(second)}; }
struct converts {
  noisy inside{"inside"};
  operator noisy() const { return noisy("converted"); }
};

task<> directly() {
  const noisy &a = noisy("a");
  noisy local("local");
  noisy &&b = noisy("b");
  auto &&c = make(noisy("t1"));
  co_await wait("x");
  const auto &d = make(co_await keeper("k"));
  say("; %s %s %s %s", a.text(), b.text(), c.text(), d.text());
  const base &e = derived("e");
  const noisy &f = converts();
  co_await wait("y");
  const int &g = co_await wait("z", 5);
  const long &h = co_await wait("w", 6);
  co_await wait("v");
  say("; %s %s %d %ld", e.text(), f.text(), g, h);
}

task<> parts() {
  const noisy &a = make_pair("a1", "a2").first;
  int &&b = make_pair("b1", "b2").number;
  co_await wait("x");
  const noisy &c = static_cast<const noisy &>(make_pair("c1", "c2").second);
  say("; %s %d %s", a.text(), b, c.text());
  noisy &&d = (co_await wait("y"), make_pair("d1", "d2")).second;
  co_await wait("z");
  say("; %s", d.text());
}

task<> chosen(bool condition) {
  const noisy &a = condition ? noisy("a1") : noisy("a2");
  noisy b("b");
  const noisy &c = condition ? make(noisy("t1")) : make(noisy("t2"));
  co_await wait("x");
  const noisy &d = condition ? static_cast<const noisy &>(b) : static_cast<const noisy &>(b);
  const noisy &e = (co_await wait("y"), make(d));
  say("; %s %s %d %s", a.text(), c.text(), &d == &b, e.text());
}

task<> in_braces() {
  references a{noisy("a"), noisy("b")};
  co_await wait("x");
  const noisy &c{noisy("c")};
  references d = {make(noisy("t1")), noisy("Y")};
  co_await wait("y");
  co_await wait("z");
  const noisy(&array)[2] = {noisy("one"), noisy("two")};
  co_await wait("w");
  say("; %s %s %s %s %s %s", a.a.text(), a.b.text(), c.text(), d.a.text(), d.b.text(), array[1].text());
}

task<> in_scopes() {
  for (noisy &&a = noisy("a"); a.name.size() == 1; a.name += "!") {
    const noisy &b = noisy("b");
    co_await wait("x");
    if (const noisy &c = noisy("c"); co_await wait("y", true)) {
      noisy d("d");
      say("; %s %s", b.text(), c.text());
      continue;
    }
  }
  {
    auto &&e = co_await wait("z", noisy("e"));
    say("; %s", e.text());
  }
  switch (noisy &&f = noisy("f"); co_await wait("w", 1)) {
  case 1: say("; %s", f.text());
  }
}

int main() {
  run("directly", [] { return directly(); });
  destroy_everywhere("directly", [] { return directly(); });
  run("parts", [] { return parts(); });
  destroy_everywhere("parts", [] { return parts(); });
  run("chosen true", [] { return chosen(true); });
  run("chosen false", [] { return chosen(false); });
  destroy_everywhere("chosen", [] { return chosen(true); });
  run("in braces", [] { return in_braces(); });
  destroy_everywhere("in braces", [] { return in_braces(); });
  run("in scopes", [] { return in_scopes(); });
  destroy_everywhere("in scopes", [] { return in_scopes(); });
}
// EXPECT: directly:
// EXPECT: 1: +a +local +b +t1 +made from t1 -t1 ?x |x
// EXPECT: 2: >x +k ?k |k
// EXPECT: 3: >k +made from k -k ; a b made from t1 made from k +e +inside +converted -inside ?y |y
// EXPECT: 4: >y ?z |z
// EXPECT: 5: >z ?w |w
// EXPECT: 6: >w ?v |v
// EXPECT: 7: >v ; e converted 5 6 -converted ~derived -e -made from k -made from t1 -b -local -a return()
// EXPECT: end:
// EXPECT: directly destroyed after 0:
// EXPECT: directly destroyed after 1: -made from t1 -b -local -a
// EXPECT: directly destroyed after 2: -k -made from t1 -b -local -a
// EXPECT: directly destroyed after 3: -converted ~derived -e -made from k -made from t1 -b -local -a
// EXPECT: directly destroyed after 4: -converted ~derived -e -made from k -made from t1 -b -local -a
// EXPECT: directly destroyed after 5: -converted ~derived -e -made from k -made from t1 -b -local -a
// EXPECT: directly destroyed after 6: -converted ~derived -e -made from k -made from t1 -b -local -a
// EXPECT: directly destroyed after 7, done:
// EXPECT: parts:
// EXPECT: 1: +a1 +a2 +b1 +b2 ?x |x
// EXPECT: 2: >x +c1 +c2 ; a1 5 c2 ?y |y
// EXPECT: 3: >y +d1 +d2 ?z |z
// EXPECT: 4: >z ; d2 ~pair -d2 -d1 ~pair -c2 -c1 ~pair -b2 -b1 ~pair -a2 -a1 return()
// EXPECT: end:
// EXPECT: parts destroyed after 0:
// EXPECT: parts destroyed after 1: ~pair -b2 -b1 ~pair -a2 -a1
// EXPECT: parts destroyed after 2: ~pair -c2 -c1 ~pair -b2 -b1 ~pair -a2 -a1
// EXPECT: parts destroyed after 3: ~pair -d2 -d1 ~pair -c2 -c1 ~pair -b2 -b1 ~pair -a2 -a1
// EXPECT: parts destroyed after 4, done:
// EXPECT: chosen true:
// EXPECT: 1: +a1 +b +t1 +made from t1 -t1 ?x |x
// EXPECT: 2: >x ?y |y
// EXPECT: 3: >y +made from b ; a1 made from t1 1 made from b -made from b -made from t1 -b -a1 return()
// EXPECT: end:
// EXPECT: chosen false:
// EXPECT: 1: +a2 +b +t2 +made from t2 -t2 ?x |x
// EXPECT: 2: >x ?y |y
// EXPECT: 3: >y +made from b ; a2 made from t2 1 made from b -made from b -made from t2 -b -a2 return()
// EXPECT: end:
// EXPECT: chosen destroyed after 0:
// EXPECT: chosen destroyed after 1: -made from t1 -b -a1
// EXPECT: chosen destroyed after 2: -made from t1 -b -a1
// EXPECT: chosen destroyed after 3, done:
// EXPECT: in braces:
// EXPECT: 1: +a +b ?x |x
// EXPECT: 2: >x +c +t1 +made from t1 +Y -t1 ?y |y
// EXPECT: 3: >y ?z |z
// EXPECT: 4: >z +one +two ?w |w
// EXPECT: 5: >w ; a b c made from t1 Y two -two -one -Y -made from t1 -c -b -a return()
// EXPECT: end:
// EXPECT: in braces destroyed after 0:
// EXPECT: in braces destroyed after 1: -b -a
// EXPECT: in braces destroyed after 2: -Y -made from t1 -c -b -a
// EXPECT: in braces destroyed after 3: -Y -made from t1 -c -b -a
// EXPECT: in braces destroyed after 4: -two -one -Y -made from t1 -c -b -a
// EXPECT: in braces destroyed after 5, done:
// EXPECT: in scopes:
// EXPECT: 1: +a +b ?x |x
// EXPECT: 2: >x +c ?y |y
// EXPECT: 3: >y +d ; b c -d -c -b -a! +e move(e) ?z |z
// EXPECT: 4: >z move(e) -(e) -(e) ; e -e +f ?w |w
// EXPECT: 5: >w ; f -f return()
// EXPECT: end:
// EXPECT: in scopes destroyed after 0:
// EXPECT: in scopes destroyed after 1: -b -a
// EXPECT: in scopes destroyed after 2: -c -b -a
// EXPECT: in scopes destroyed after 3: -e -(e)
// EXPECT: in scopes destroyed after 4: -f
// EXPECT: in scopes destroyed after 5, done:
