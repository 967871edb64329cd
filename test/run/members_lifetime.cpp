// RUN: %run_and_compare %s %t
// The coroutine keeps a reference to its object: it sees what happens to it while it is suspended, may destroy what owns
// it, may outlive it if it does not touch it, and may be kept in the object itself; copies of the object are others.
// GCC-DIFFERS: what g++ 12 makes of it crashes.
#include "trace.hpp"
#include <memory>
#include <optional>
#include <vector>

struct object {
  noisy tag;
  int n = 0;
  std::optional<task<>> running;
  explicit object(const char *tag) : tag(tag) {}

  task<> watch() {
    say("%s %d", tag.text(), n);
    co_await wait("a");
    say("%s %d", tag.text(), n);
    co_await wait("b");
    say("%s %d", tag.text(), n);
  }
  task<> not_touched() {
    noisy mine("mine");
    co_await wait("a");
    co_await wait("b");
  }
  task<> own_copy() const {
    noisy copy = tag;
    co_await wait("a"); // and the object is gone
    say("%s", copy.text());
  }
  task<> start_within() {
    noisy mine("mine");
    co_await wait("a");
    ++n;
    co_await wait("b");
  }
  void start() {
    running.emplace(start_within());
    running->resume();
  }
};

struct owner {
  std::unique_ptr<object> owned = std::make_unique<object>("owned");
  task<> drop() {
    object *raw = owned.get();
    co_await wait("a");
    say("%d", raw->n);
    owned.reset();
    co_await wait("b");
    say("%d", owned == nullptr);
  }
};

struct self_owned : std::enable_shared_from_this<self_owned> {
  noisy tag{"self owned"};
  task<> stay() {
    auto self = shared_from_this();
    co_await wait("a");
    say("%s %ld", tag.text(), self.use_count());
    co_await wait("b");
    say("%d", self.get() == this);
  }
};

struct temporary {
  noisy tag;
  task<std::string> name() const {
    co_await wait("name");
    co_return tag.name;
  }
};
task<> awaits_of_temporaries() {
  say("%s", (co_await temporary{{"first"}}.name()).c_str());
  const temporary &extended = temporary{{"second"}};
  std::string name = co_await extended.name() + co_await temporary{{"third"}}.name();
  say("%s", name.c_str());
}

int main() {
  object a("a");
  line("watched:");
  {
    task<> watch = a.watch();
    watch.resume();
    ++a.n;
    watch.resume();
    object copy("copy");
    a.tag = copy.tag;
    a.n = 10;
    watch.resume();
    pending = nullptr;
    line("copied:");
  }
  line("in a vector:");
  {
    std::vector<std::unique_ptr<object>> all;
    std::vector<task<>> tasks;
    for (const char *name : {"x", "y", "z"}) {
      all.push_back(std::make_unique<object>(name));
      tasks.push_back(all.back()->watch());
    }
    for (task<> &each : tasks) each.resume();
    for (std::size_t i = 0; i < tasks.size(); ++i) all[i]->n = static_cast<int>(i), tasks[i].resume();
    line("end:");
    tasks.clear();
    pending = nullptr;
  }
  line("outlives:");
  {
    auto gone = std::make_unique<object>("gone");
    task<> suspended = gone->not_touched(), copied = gone->own_copy();
    suspended.resume();
    copied.resume();
    gone.reset();
    suspended.resume();
    copied.resume();
    pending = nullptr;
    line("end:");
  }
  line("within:");
  {
    object holder("holder");
    holder.start();
    std::exchange(pending, nullptr).resume();
    pending = nullptr;
    say("%d", holder.n);
    line("end:");
  }
  owner o;
  run("drop", [&] { return o.drop(); });
  auto shared = std::make_shared<self_owned>();
  line("self owned:");
  {
    task<> stays = shared->stay();
    stays.resume();
    shared.reset();
    stays.resume();
    pending = nullptr;
    line("destroyed:");
  }
  run("temporaries", [] { return awaits_of_temporaries(); });
  destroy_everywhere("temporaries", [] { return awaits_of_temporaries(); });
}
// EXPECT: +a
// EXPECT: watched: a 0 ?a |a >a a 1 ?b |b +copy copy(a=copy) >b copy' 10 return()
// EXPECT: copied: -copy
// EXPECT: in a vector: +x +y +z x 0 ?a |a y 0 ?a |a z 0 ?a |a >a x 0 ?b |b >a y 1 ?b |b >a z 2 ?b |b
// EXPECT: end: -x -y -z
// EXPECT: outlives: +gone +mine ?a |a copy(gone) ?a |a -gone >a ?b |b >a gone' -gone' return()
// EXPECT: end: -mine
// EXPECT: within: +holder +mine ?a |a >a ?b |b 1
// EXPECT: end: -mine -holder +owned
// EXPECT: drop:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 0 -owned ?b |b
// EXPECT: 3: >b 1 return()
// EXPECT: end: +self owned
// EXPECT: self owned: ?a |a >a self owned 1 ?b |b
// EXPECT: destroyed: -self owned
// EXPECT: temporaries:
// EXPECT: 1: +first ?name |name
// EXPECT: 2: >name return(first) first -first +second ?name |name
// EXPECT: 3: >name return(second) +third ?name |name
// EXPECT: 4: >name return(third) -third secondthird -second return()
// EXPECT: end:
// EXPECT: temporaries destroyed after 0:
// EXPECT: temporaries destroyed after 1: -first
// EXPECT: temporaries destroyed after 2: -second
// EXPECT: temporaries destroyed after 3: -third -second
// EXPECT: temporaries destroyed after 4, done: -copy'
