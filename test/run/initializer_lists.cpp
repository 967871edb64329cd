// RUN: %run_and_compare %s %t
// Objects in the arrays of std::initializer_list, with awaits among them and kept across suspensions: the elements are
// made in their order, in their places, and the array ends with its full-expression or with the variable
// ([dcl.init.list]/5,6). What interrupts the braces destroys the elements that there are.
// GCC-DIFFERS: g++ 12 does not compile an await in a std::initializer_list ("array used as initializer").
#include "trace.hpp"
#include <initializer_list>
#include <string>
#include <vector>

struct elided_noisy { // gives an object that is made where it belongs
  const char *name;
  explicit elided_noisy(const char *name) : name(name) {}
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> handle) const {
    say("|%s", name);
    pending = handle;
  }
  noisy await_resume() const { return noisy(name); }
};

struct list_of_noisy {
  std::initializer_list<noisy> held; // until the full-expression ends
  list_of_noisy(std::initializer_list<noisy> list) : held(list) { say("list of %zu", list.size()); }
  ~list_of_noisy() { say("~list"); }
};
void show(std::initializer_list<noisy> list) {
  for (const noisy &each : list) say("show(%s)", each.text());
}
int first(std::initializer_list<int> list, int more) { return *list.begin() + more; }

task<> arguments() {
  show({noisy("a"), co_await elided_noisy("b"), noisy("c")});
  say("next");
  show({co_await elided_noisy("d"), co_await elided_noisy("e")});
  say("%d", first({1, 2}, co_await wait("f", 3)));
  say("%d", first({co_await wait("g", 4), 2}, co_await wait("h", 5)));
}

task<> constructed() {
  list_of_noisy named{noisy("a"), co_await elided_noisy("b")};
  co_await wait("c");
  say("%zu", (list_of_noisy{noisy("d"), noisy(co_await wait("e", std::string("e")))}).held.size());
  list_of_noisy copied = {co_await elided_noisy("f"), co_await elided_noisy("g")};
  std::vector<std::string> strings{co_await wait("h", std::string("h")), "i", co_await wait("j", std::string("j"))};
  say("%s%s%s", strings[0].c_str(), strings[1].c_str(), strings[2].c_str());
}

task<> variables() {
  auto kept = {noisy("a"), noisy("b")};
  co_await wait("c");
  show(kept);
  std::initializer_list<noisy> awaited{co_await elided_noisy("d"), noisy("e"), co_await elided_noisy("f")};
  co_await wait("g");
  show(awaited);
  const std::initializer_list<int> numbers = {1, co_await wait("h", 2)};
  for (int each : numbers) say("%d", co_await wait("i", each));
}

task<> loops() {
  for (const noisy &each : {noisy("a"), co_await elided_noisy("b")}) {
    co_await wait("c");
    say("%s", each.text());
  }
  for (noisy each : {noisy("d"), noisy("e")}) co_await wait(each.text());
}

task<> arms(bool chosen) {
  int count = chosen ? static_cast<int>(list_of_noisy({noisy("a"), co_await elided_noisy("b")}).held.size())
                     : co_await wait("c", 7);
  say("%d", count);
}

task<> interrupted(at place) {
  try {
    show({noisy("a"), noisy(std::to_string(co_await throwing{"b", place}))});
  } catch (const failure &caught) {
    say("caught(%s)", caught.what);
  }
}

int main() {
  run("arguments", [] { return arguments(); });
  run("constructed", [] { return constructed(); });
  run("variables", [] { return variables(); });
  run("loops", [] { return loops(); });
  run("arms", [] { return arms(true); });
  run("arms", [] { return arms(false); });
  run("interrupted", [] { return interrupted(at::suspend); });
  run("interrupted", [] { return interrupted(at::resume); });
  destroy_everywhere("arguments", [] { return arguments(); });
  destroy_everywhere("constructed", [] { return constructed(); });
  destroy_everywhere("variables", [] { return variables(); });
  destroy_everywhere("loops", [] { return loops(); });
  destroy_everywhere("arms", [] { return arms(true); });
}
