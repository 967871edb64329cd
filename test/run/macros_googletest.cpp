// RUN: %run_and_compare %s %t
// Awaits in the assertions of GoogleTest, in a coroutine that a test waits for.
// FLAGS: -Wl,--whole-archive -lgtest -Wl,--no-whole-archive -Wno-unused-command-line-argument
#include "trace.hpp"
#include <gtest/gtest.h>

struct listener : testing::EmptyTestEventListener {
  void OnTestPartResult(const testing::TestPartResult &result) override {
    std::string text = result.message();
    for (char &each : text)
      if (each == '\n') each = '/';
    line("%s", text.c_str());
  }
};

task<int> asserted(int n) {
  EXPECT_EQ(co_await wait("a", n), 3);
  EXPECT_EQ(co_await wait("b", n), co_await wait("c", 3)) << "more " << co_await wait("d", 1);
  EXPECT_TRUE(co_await wait("e", n == 3)) << "text";
  EXPECT_FALSE(co_await wait("f", n == 3));
  EXPECT_STREQ("text", co_await wait("g", "text"));
  EXPECT_NEAR(co_await wait("h", 1.0), 1.1, 0.2);
  EXPECT_THROW(co_await(throwing{"i", at::resume}), failure);
  EXPECT_THROW(co_await wait("j"), failure) << "nothing";
  EXPECT_NO_THROW(co_await wait("k"));
  EXPECT_ANY_THROW({ co_await(throwing{"l", at::resume}); });
  EXPECT_LT(co_await wait("m", n), n);
  if (n > 3)
    EXPECT_GE(co_await wait("n", 1), n);
  else
    ADD_FAILURE() << "else " << co_await wait("o", 1);
  co_return n;
}

TEST(coroutine, is_asserted) {
  run("good", [] { return asserted(3); });
  run("bad", [] { return asserted(4); });
}

int main(int argc, char **argv) {
  testing::InitGoogleTest(&argc, argv);
  testing::TestEventListeners &listeners = testing::UnitTest::GetInstance()->listeners();
  delete listeners.Release(listeners.default_result_printer());
  listeners.Append(new listener);
  return RUN_ALL_TESTS();
}
// EXPECT: good:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?e |e
// EXPECT: 5: >e ?f |f
// EXPECT: 6: >f
// EXPECT: Value of: co_await wait("f", n == 3)/  Actual: true/Expected: false ?g |g
// EXPECT: 7: >g ?h |h
// EXPECT: 8: >h ?i |i
// EXPECT: 9: >i throw(i) ?j |j
// EXPECT: 10: >j
// EXPECT: Expected: co_await wait("j") throws an exception of type failure./  Actual: it throws nothing./nothing ?k |k
// EXPECT: 11: >k ?l |l
// EXPECT: 12: >l throw(l) ?m |m
// EXPECT: 13: >m
// EXPECT: Expected: (co_await wait("m", n)) < (n), actual: 3 vs 3 ?o |o
// EXPECT: 14: >o
// EXPECT: Failed/else 1 return(3)
// EXPECT: end:
// EXPECT: bad:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a
// EXPECT: Expected equality of these values:/  co_await wait("a", n)/    Which is: 4/  3 ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?d |d
// EXPECT: 5: >d
// EXPECT: Expected equality of these values:/  co_await wait("b", n)/    Which is: 4/  co_await wait("c", 3)/    Which is: 3/more 1 ?e |e
// EXPECT: 6: >e
// EXPECT: Value of: co_await wait("e", n == 3)/  Actual: false/Expected: true/text ?f |f
// EXPECT: 7: >f ?g |g
// EXPECT: 8: >g ?h |h
// EXPECT: 9: >h ?i |i
// EXPECT: 10: >i throw(i) ?j |j
// EXPECT: 11: >j
// EXPECT: Expected: co_await wait("j") throws an exception of type failure./  Actual: it throws nothing./nothing ?k |k
// EXPECT: 12: >k ?l |l
// EXPECT: 13: >l throw(l) ?m |m
// EXPECT: 14: >m
// EXPECT: Expected: (co_await wait("m", n)) < (n), actual: 4 vs 4 ?n |n
// EXPECT: 15: >n
// EXPECT: Expected: (co_await wait("n", 1)) >= (n), actual: 1 vs 4 return(4)
// EXPECT: end:
