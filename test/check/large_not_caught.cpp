// What large-across-suspend must leave alone.
//
// RUN: %check_warnings --only=large-across-suspend %s -- -std=c++20 -I %S/Inputs

#include "await.hpp"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <vector>

using size = decltype(sizeof(0));
void fill(char *, size);
void use(const char *, size);
void log(size);
void take(std::vector<char> body);
std::vector<char> read_all();
task<size> read(std::span<char>);

task<> scope_ends_before() {
  {
    char buffer[1 << 20];
    fill(buffer, sizeof buffer);
  }
  co_await tick();
}

task<> not_used_after() {
  char buffer[1 << 20];
  fill(buffer, sizeof buffer);
  co_await tick();
}

task<> made_after() {
  co_await tick();
  char buffer[1 << 20];
  fill(buffer, sizeof buffer);
}

task<> small() {
  char buffer[1024];
  fill(buffer, sizeof buffer);
  co_await tick();
  use(buffer, sizeof buffer);
}

task<> on_the_heap() {
  auto buffer = std::make_unique<std::array<char, 1 << 20>>();
  co_await tick();
  use(buffer->data(), buffer->size());
}

task<> constant() {
  static const char table[8192] = {};
  co_await tick();
  use(table, sizeof table);
}

task<> reference(const std::array<char, 8192> &other) {
  const auto &same = other;
  log(same.size());
  co_return;
}

task<> only_its_type() {
  char buffer[8192];
  co_await tick();
  log(sizeof buffer);
}

task<> elements_used() {
  std::vector<char> body = read_all();
  co_await tick();
  use(body.data(), body.size());
}

task<size> iterated() {
  std::vector<char> body = read_all();
  size sum = 0;
  for (const char c : body) {
    co_await tick();
    sum += c;
  }
  co_return sum + body.size();
}

task<size> lent() {
  std::vector<char> body = read_all();
  co_await read(body);
  co_return body.size();
}

task<> used_through_a_view() {
  std::vector<char> body = read_all();
  std::span<char> all = body;
  co_await tick();
  log(body.size());
  use(all.data(), all.size());
}

task<> used_through_a_reference() {
  std::vector<char> body = read_all();
  auto &same = body;
  co_await tick();
  log(body.size());
  same[0] = 1;
}

task<> size_before() {
  std::vector<char> body = read_all();
  const size length = body.size();
  take(std::move(body));
  co_await tick();
  log(length);
}

task<> cleared() {
  std::vector<char> body = read_all();
  body.clear();
  co_await tick();
  body = read_all();
  log(body.size());
}

task<> small_and_destroyed() {
  std::string name = "name";
  co_await tick();
}

task<> no_suspension() {
  std::vector<char> body = read_all();
  co_await std::suspend_never();
  log(body.size());
}

task<> dead() {
  char buffer[1 << 20];
  fill(buffer, sizeof buffer);
  if (false) {
    co_await tick();
    use(buffer, sizeof buffer);
  }
}

task<> in_another_function() {
  auto count = [] {
    char buffer[1 << 20];
    fill(buffer, sizeof buffer);
    return buffer[0];
  };
  co_await tick();
  log(count());
}

task<> allowed() {
  char buffer[1 << 20]; // costate: allow(large-across-suspend)
  fill(buffer, sizeof buffer);
  co_await tick();
  use(buffer, sizeof buffer);
}

task<> one_path_or_the_other(bool wait) {
  char buffer[1 << 20];
  if (wait) {
    co_await tick();
  } else {
    fill(buffer, sizeof buffer);
    use(buffer, sizeof buffer);
  }
}

struct picture {
  char pixels[10000];
  picture(int);
  ~picture();
  int weight() const;
};
void show(const picture &);
value<int> weigh(int);

task<> temporaries_of_other_statements() {
  show(picture(1));
  co_await tick();
  show(picture(2));
  const int weight = picture(3).weight();
  co_await weigh(weight);
}

struct bytes { // without a destructor
  char all[10000];
};
int count(const bytes &);

task<> trivial_temporaries_of_other_statements() {
  log(count(bytes{}));
  co_await tick();
}
