// RUN: %run_and_compare %s %t
// Coroutines that are lambdas, by what they capture: nothing, copies, references, `this`, `*this`, init-captures, packs.
// Captures are members of the closure: not copied into the coroutine, and seen by it as they are when it resumes
// ([expr.prim.lambda.capture]).
#include "trace.hpp"
#include <memory>
#include <string>
#include <vector>

void captureless() {
  auto plain = []() -> task<int> { co_return co_await wait("a", 1); };
  run("plain", plain);
  auto with_parameters = [](int n, noisy object, std::string text = "default") -> task<int> {
    co_await ready("a");
    say("%s %s", object.text(), text.c_str());
    co_return n;
  };
  run("with parameters", [&] { return with_parameters(2, noisy("object")); });
  task<int> (*pointer)(int, noisy, std::string) = with_parameters;
  run("through a pointer", [&] { return pointer(3, noisy("object"), "text"); });
}

void values_and_references(int parameter) {
  noisy object("object");
  int number = 10;
  const std::vector<int> list = {1, 2, 3};
  auto by_value = [object, number, list]() -> task<int> {
    co_await wait("a");
    say("%s", object.text());
    int sum = number;
    for (int each : list) co_await wait("b"), sum += each;
    co_return sum;
  };
  object.name = "changed";
  number = 20;
  run("by value", [&] { return by_value(); });
  auto by_reference = [&object, &number, &list, parameter]() -> task<int> {
    number += parameter;
    co_await wait("a");
    object.name += "!";
    number *= 2;
    co_await wait("b");
    co_return number + list.back() + parameter;
  };
  run("by reference", [&] { return by_reference(); });
  auto by_default = [&]() -> task<> {
    co_await wait("a");
    say("%s %d %d %zu", object.text(), number, parameter, list.size());
  };
  auto copy_by_default = [=, &number]() -> task<> {
    number = 0;
    co_await wait("a");
    say("%s %d %d %zu", object.text(), number, parameter, list.size());
  };
  number = 30;
  run("by default", [&] { return by_default(); });
  run("copy by default", [&] { return copy_by_default(); });
  line("destroyed:");
}

void init_captures() {
  noisy outside("outside");
  auto moved = [inside = std::move(outside), n = 1 + 1, owned = std::make_unique<noisy>("owned")]() -> task<int> {
    co_await wait("a");
    say("%s %s", inside.text(), owned->text());
    co_return n;
  };
  run("moved", [&] { return moved(); });
  int target = 5;
  auto reference = [&alias = target, copy = target]() mutable -> task<int> {
    alias += co_await wait("a", ++copy);
    co_return copy;
  };
  run("reference", [&] { return reference(); });
  run("reference again", [&] { return reference(); });
  line("%d", target);
}

struct object {
  noisy tag;
  int n = 1;
  void use() {
    auto by_this = [this](int more) -> task<int> {
      n += more;
      co_await wait("a");
      say("%s %s", tag.text(), this->tag.text());
      co_return n;
    };
    auto by_copy = [*this](int more) mutable -> task<int> {
      n += more;
      co_await wait("a");
      say("%s %s", tag.text(), this->tag.text());
      co_return helper(n);
    };
    auto by_both = [self = this, *this]() -> task<bool> {
      co_await wait("a");
      co_return self->n != n && self != this;
    };
    auto by_default = [&]() -> task<int> {
      co_await wait("a");
      co_return helper(n);
    };
    n = 100;
    tag.name = "renamed";
    run("this", [&] { return by_this(1); });
    run("*this", [&] { return by_copy(2); });
    run("*this again", [&] { return by_copy(2); });
    run("both", [&] { return by_both(); });
    run("default", [&] { return by_default(); });
    line("closures end:");
  }
  int helper(int of) const { return of * 10; }
};

template <class... Arguments> void packs(Arguments &...arguments) {
  auto by_value = [arguments...]() -> task<> {
    co_await wait("a");
    (say("%s", shown(arguments).c_str()), ...);
  };
  auto by_reference = [&arguments...](Arguments... more) -> task<int> {
    co_await wait("a");
    ((arguments += more), ...);
    co_return static_cast<int>(sizeof...(arguments));
  };
  run("pack by reference", [&] { return by_reference(static_cast<Arguments>("?")...); });
  run("pack by value", [&] { return by_value(); });
}

int main() {
  captureless();
  values_and_references(100);
  init_captures();
  object{{"tag"}}.use();
  std::string first = "first", second = "second";
  packs(first, second);
  line("%s %s", first.c_str(), second.c_str());
}
// EXPECT: plain:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return(1)
// EXPECT: end:
// EXPECT: with parameters: +object move(object) -(object)
// EXPECT: 1: ?a >a object default return(2)
// EXPECT: end: -object
// EXPECT: through a pointer: +object move(object) -(object)
// EXPECT: 1: ?a >a object text return(3)
// EXPECT: end: -object +object copy(object)
// EXPECT: by value:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a object' ?b |b
// EXPECT: 3: >b ?b |b
// EXPECT: 4: >b ?b |b
// EXPECT: 5: >b return(16)
// EXPECT: end:
// EXPECT: by reference:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b return(343)
// EXPECT: end: copy(changed!)
// EXPECT: by default:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a changed! 30 100 3 return()
// EXPECT: end:
// EXPECT: copy by default:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a changed!' 0 100 3 return()
// EXPECT: end:
// EXPECT: destroyed: -changed!' -object' -changed! +outside move(outside) +owned
// EXPECT: moved:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a outside owned return(2)
// EXPECT: end:
// EXPECT: reference:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return(6)
// EXPECT: end:
// EXPECT: reference again:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return(7)
// EXPECT: end:
// EXPECT: 18 -owned -outside -(outside) +tag copy(tag) copy(tag)
// EXPECT: this:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a renamed renamed return(101)
// EXPECT: end:
// EXPECT: *this:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a tag' tag' return(30)
// EXPECT: end:
// EXPECT: *this again:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a tag' tag' return(50)
// EXPECT: end:
// EXPECT: both:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return(1)
// EXPECT: end:
// EXPECT: default:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return(1010)
// EXPECT: end:
// EXPECT: closures end: -tag' -tag' -renamed
// EXPECT: pack by reference:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a return(2)
// EXPECT: end:
// EXPECT: pack by value:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a first second return()
// EXPECT: end:
// EXPECT: first? second?
