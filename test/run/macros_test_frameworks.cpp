// RUN: %run_and_compare %s %t
// Awaits among the arguments of assertion macros as test frameworks build them: a switch without braces around an if
// with a declaration, a failure that is streamed into an assignment, a try in a do-while, an expression template that
// takes a comparison apart, a closure that is called on the spot.
// FLAGS: -Wno-parentheses -Wno-implicit-fallthrough -Wno-dangling-else
#include "trace.hpp"
#include <sstream>

// ---- Of the first kind.

class outcome {
public:
  explicit outcome(bool good) : good_(good) {}
  outcome(const outcome &other) : good_(other.good_), text_(other.text_) {}
  ~outcome() { say("-outcome"); }
  operator bool() const { return good_; }
  outcome &operator<<(const std::string &text) {
    text_ += text;
    return *this;
  }
  const char *text() const { return text_.c_str(); }

private:
  bool good_;
  std::string text_;
};

struct message {
  std::ostringstream stream;
  template <class T> message &operator<<(const T &value) {
    stream << value;
    return *this;
  }
};
struct reporter {
  std::string text;
  void operator=(const message &more) const { say("failed: %s %s", text.c_str(), more.stream.str().c_str()); }
};

template <class A, class B> outcome compare(const char *left, const char *right, const A &a, const B &b) {
  say("compare");
  if (a == b) return outcome(true);
  return outcome(false) << std::string(left) + " != " + right;
}

#define AMBIGUOUS_ELSE_BLOCKER                                                                                         \
  switch (0)                                                                                                           \
  case 0:                                                                                                              \
  default:
#define TEST_(expression, on_failure)                                                                                  \
  AMBIGUOUS_ELSE_BLOCKER                                                                                               \
  if (const outcome result = (expression))                                                                             \
    ;                                                                                                                  \
  else                                                                                                                 \
    on_failure(result.text())
#define NONFATAL(text) reporter{text} = message()
#define FATAL(text) co_return reporter{text} = message()
#define EXPECT_EQ(a, b) TEST_(compare(#a, #b, a, b), NONFATAL)
#define ASSERT_EQ(a, b) TEST_(compare(#a, #b, a, b), FATAL)
#define EXPECT_TRUE(condition)                                                                                         \
  AMBIGUOUS_ELSE_BLOCKER                                                                                               \
  if (const outcome result = outcome(condition))                                                                       \
    ;                                                                                                                  \
  else                                                                                                                 \
    NONFATAL(#condition)
#define EXPECT_THROW(statement, type)                                                                                  \
  AMBIGUOUS_ELSE_BLOCKER                                                                                               \
  if (bool caught = false; true) {                                                                                     \
    try {                                                                                                              \
      if (true) { statement; }                                                                                         \
    } catch (const type &) {                                                                                           \
      caught = true;                                                                                                   \
    }                                                                                                                  \
    if (!caught) goto CONCAT(label_, __LINE__);                                                                        \
  } else                                                                                                               \
    CONCAT(label_, __LINE__) : NONFATAL("no " #type)
#define CONCAT(a, b) CONCAT_(a, b)
#define CONCAT_(a, b) a##b

task<int> first(int n) {
  EXPECT_EQ(co_await wait("a", n), 3);
  EXPECT_EQ(1, co_await wait("b", n)) << "more " << co_await wait("c", 7);
  EXPECT_EQ(co_await wait("d", 1), co_await wait("e", 2)) << "of this";
  EXPECT_TRUE(co_await wait("f", n == 3));
  EXPECT_TRUE(!co_await wait("g", n == 3)) << n;
  if (n == 3)
    EXPECT_EQ(n, co_await wait("h", 4));
  else
    EXPECT_EQ(n, co_await wait("i", n));
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(i, co_await wait("j", 0));
  co_return n;
}

task<> fatal(int n) {
  noisy local("local");
  ASSERT_EQ(co_await wait("a", n), 3) << "stop";
  ASSERT_EQ(n, 3);
  EXPECT_EQ(n, 3);
}

task<> throws(int n) {
  EXPECT_THROW(co_await(throwing{"a", at::resume}), failure);
  EXPECT_THROW(co_await wait("b"); say("%d", n), failure) << "really";
  EXPECT_THROW(throw failure{"c"}, failure);
  co_await wait("d");
}

// ---- Of the second kind.

template <class T> struct operand {
  T value;
  template <class U> outcome operator==(const U &other) && {
    say("decomposed");
    return outcome(value == other);
  }
  operator outcome() const { return outcome(static_cast<bool>(value)); }
};
struct decomposer {
  decomposer() { say("+decomposer"); }
  ~decomposer() { say("-decomposer"); }
  template <class T> operand<const T &> operator<=(const T &value) && { return {value}; }
};
struct handler {
  const char *text;
  explicit handler(const char *text) : text(text) { say("+handler"); }
  ~handler() { say("-handler"); }
  void check(const outcome &result) { say("%s: %s", text, result ? "good" : "bad"); }
  void unexpected() { say("%s: %s", text, current_failure().c_str()); }
};
#define CHECK(...)                                                                                                     \
  do {                                                                                                                 \
    handler the_handler(#__VA_ARGS__);                                                                                 \
    try {                                                                                                              \
      the_handler.check(decomposer() <= __VA_ARGS__);                                                                  \
    } catch (...) {                                                                                                    \
      the_handler.unexpected();                                                                                        \
    }                                                                                                                  \
  } while ((void)0, (false) && static_cast<bool>(!!(__VA_ARGS__)))
#define REQUIRE(...)                                                                                                   \
  do {                                                                                                                 \
    handler the_handler(#__VA_ARGS__);                                                                                 \
    try {                                                                                                              \
      the_handler.check(decomposer() <= __VA_ARGS__);                                                                  \
    } catch (...) {                                                                                                    \
      the_handler.unexpected();                                                                                        \
    }                                                                                                                  \
  } while (false)
#define CHECK_CALLED(...)                                                                                              \
  [&] {                                                                                                                \
    handler the_handler(#__VA_ARGS__);                                                                                 \
    the_handler.check(decomposer() <= __VA_ARGS__);                                                                    \
    return true;                                                                                                       \
  }()

task<int> second(int n) {
  int x = co_await wait("x", n);
  CHECK(x == 3);
  REQUIRE(co_await wait("a", n) == 3);
  REQUIRE(co_await wait("b", n == 4));
  REQUIRE(3 == co_await wait("c", n));
  REQUIRE(co_await wait("d", std::string("text")) == "text");
  REQUIRE(co_await throwing{"e", at::resume} == 1);
  REQUIRE((co_await wait("f", noisy("object"))).text() == std::string("object"));
  CHECK_CALLED(x == 4);
  co_await wait("g");
  bool good = CHECK_CALLED(x == 3) && co_await wait("h", true);
  co_return good;
}

int main() {
  run("first", [] { return first(3); });
  run("first", [] { return first(4); });
  run("fatal", [] { return fatal(3); });
  run("fatal", [] { return fatal(4); });
  run("throws", [] { return throws(1); });
  run("second", [] { return second(3); });
  destroy_everywhere("first", [] { return first(3); });
  destroy_everywhere("second", [] { return second(3); });
}
// EXPECT: first:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a compare -outcome ?b |b
// EXPECT: 3: >b compare -outcome ?c |c
// EXPECT: 4: >c failed: 1 != co_await wait("b", n) more 7 -outcome ?d |d
// EXPECT: 5: >d ?e |e
// EXPECT: 6: >e compare -outcome failed: co_await wait("d", 1) != co_await wait("e", 2) of this -outcome ?f |f
// EXPECT: 7: >f -outcome ?g |g
// EXPECT: 8: >g failed: !co_await wait("g", n == 3) 3 -outcome ?h |h
// EXPECT: 9: >h compare -outcome failed: n != co_await wait("h", 4)  -outcome ?j |j
// EXPECT: 10: >j compare -outcome ?j |j
// EXPECT: 11: >j compare -outcome failed: i != co_await wait("j", 0)  -outcome return(3)
// EXPECT: end:
// EXPECT: first:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a compare -outcome failed: co_await wait("a", n) != 3  -outcome ?b |b
// EXPECT: 3: >b compare -outcome ?c |c
// EXPECT: 4: >c failed: 1 != co_await wait("b", n) more 7 -outcome ?d |d
// EXPECT: 5: >d ?e |e
// EXPECT: 6: >e compare -outcome failed: co_await wait("d", 1) != co_await wait("e", 2) of this -outcome ?f |f
// EXPECT: 7: >f failed: co_await wait("f", n == 3)  -outcome ?g |g
// EXPECT: 8: >g -outcome ?i |i
// EXPECT: 9: >i compare -outcome ?j |j
// EXPECT: 10: >j compare -outcome ?j |j
// EXPECT: 11: >j compare -outcome failed: i != co_await wait("j", 0)  -outcome return(4)
// EXPECT: end:
// EXPECT: fatal:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a compare -outcome compare -outcome compare -outcome -local return()
// EXPECT: end:
// EXPECT: fatal:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a compare -outcome failed: co_await wait("a", n) != 3 stop return() -outcome -local
// EXPECT: end:
// EXPECT: throws:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a throw(a) ?b |b
// EXPECT: 3: >b 1 failed: no failure really ?d |d
// EXPECT: 4: >d return()
// EXPECT: end:
// EXPECT: second:
// EXPECT: 1: ?x |x
// EXPECT: 2: >x +handler +decomposer decomposed x == 3: good -outcome -decomposer -handler +handler +decomposer ?a |a
// EXPECT: 3: >a decomposed co_await wait("a", n) == 3: good -outcome -decomposer -handler +handler +decomposer ?b |b
// EXPECT: 4: >b co_await wait("b", n == 4): bad -outcome -decomposer -handler +handler +decomposer ?c |c
// EXPECT: 5: >c decomposed 3 == co_await wait("c", n): good -outcome -decomposer -handler +handler +decomposer ?d |d
// EXPECT: 6: >d decomposed co_await wait("d", std::string("text")) == "text": good -outcome -decomposer -handler +handler +decomposer ?e |e
// EXPECT: 7: >e throw(e) -decomposer co_await throwing{"e", at::resume} == 1: e -handler +handler +decomposer +object move(object) ?f |f
// EXPECT: 8: >f move(object) decomposed (co_await wait("f", noisy("object"))).text() == std::string("object"): good -outcome -object -(object) -(object) -decomposer -handler +handler +decomposer decomposed x == 4: bad -outcome -decomposer -handler ?g |g
// EXPECT: 9: >g +handler +decomposer decomposed x == 3: good -outcome -decomposer -handler ?h |h
// EXPECT: 10: >h return(1)
// EXPECT: end:
// EXPECT: first destroyed after 0:
// EXPECT: first destroyed after 1:
// EXPECT: first destroyed after 2:
// EXPECT: first destroyed after 3: -outcome
// EXPECT: first destroyed after 4:
// EXPECT: first destroyed after 5:
// EXPECT: first destroyed after 6:
// EXPECT: first destroyed after 7:
// EXPECT: first destroyed after 8:
// EXPECT: first destroyed after 9:
// EXPECT: first destroyed after 10:
// EXPECT: first destroyed after 11, done:
// EXPECT: second destroyed after 0:
// EXPECT: second destroyed after 1:
// EXPECT: second destroyed after 2: -decomposer -handler
// EXPECT: second destroyed after 3: -decomposer -handler
// EXPECT: second destroyed after 4: -decomposer -handler
// EXPECT: second destroyed after 5: -decomposer -handler
// EXPECT: second destroyed after 6: -decomposer -handler
// EXPECT: second destroyed after 7: -object -(object) -decomposer -handler
// EXPECT: second destroyed after 8:
// EXPECT: second destroyed after 9:
// EXPECT: second destroyed after 10, done:
