// Pipes: each stage, stages behind stages, and what is copied on the way (nothing).
//
// LIBRARY: ../include

#include "check.hpp"

#include <streams/generator.hpp>
#include <streams/pipes.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace streams;

bool odd(int n) { return n % 2 != 0; }

void numbers() {
  auto square = [](auto n) { return n * n; };
  CHECK((iota(1) | map(square) | filter(odd) | take(4) | to_vector()) == std::vector{1, 9, 25, 49});
  CHECK((iota(1) | map(square) | take(10) | fold(0, std::plus<>())) == 385);
  CHECK((iota('a') | drop(23) | take(3) | fold(std::string(), std::plus<>())) == "xyz");
  CHECK((iota(1L) | take_while([](long n) { return n < 5; }) | join("+")) == "1+2+3+4");
  CHECK((iota() | take(0) | join(",")).empty());

  auto few = filter(odd) | map(square) | take(3); // a pipe without a source
  CHECK((iota(10) | few | join(" ")) == "121 169 225");
  CHECK((of<int>(2, 3, '\4', 5L) | few | join(" ")) == "9 25");
}

void groups() {
  std::string text;
  for (auto &&chunk : iota(1) | take(7) | chunk(3))
    text += (from(chunk) | join(",")) + ";";
  CHECK(text == "1,2,3;4,5,6;7;");

  text.clear();
  for (const auto &last : iota(1) | take(5) | window(3))
    text += std::to_string(last.front()) + ".." + std::to_string(last.back()) + " ";
  CHECK(text == "1..3 2..4 3..5 ");

  text.clear();
  for (auto &&[index, pair] : of<std::string>("a", "b", "c") | zip(iota(7)) | enumerate()) {
    auto &[letter, number] = pair;
    text += std::to_string(index) + letter + std::to_string(number) + " ";
  }
  CHECK(text == "0a7 1b8 2c9 ");
  CHECK((iota() | zip(of<int>()) | to_vector()).empty());

  text.clear();
  auto words = of<std::string>("ant", "ape", "bat", "bee", "boa", "cat", "asp");
  for (auto &&[letter, group] : std::move(words) | group_by([](auto &word) { return word[0]; }))
    text += letter + std::to_string(group.size()) + group.back() + " ";
  CHECK(text == "a2ape b3boa c1cat a1asp ");

  auto triples =
      iota(1) | flat_map([](int c) {
        return iota(1) | take(c) | flat_map([c](int b) {
                 return iota(1) | take(b) | map([b, c](int a) { return std::vector{a, b, c}; });
               });
      }) |
      filter([](auto &t) { return t[0] * t[0] + t[1] * t[1] == t[2] * t[2]; });
  text = std::move(triples) | take(3) | map([](auto t) { return from(t) | join("-"); }) | join(" ");
  CHECK(text == "3-4-5 6-8-10 5-12-13");
  CHECK((iota(1) | flat_map([](int n) { return std::vector(n, n); }) | take(6) | join("")) ==
        "122333");
}

// Elements that cannot be copied pass through all stages.
void move_only() {
  auto boxes = [](int count) -> generator<std::unique_ptr<int>> {
    for (int i = 1; i <= count; ++i)
      co_yield std::make_unique<int>(i);
  };
  auto kept = boxes(9) | filter([](auto &box) { return *box != 2; }) | drop(1) |
              take_while([](auto &box) { return *box < 8; }) | take(4) | chunk(3) | to_vector();
  CHECK(kept.size() == 2 && kept[0].size() == 3 && kept[1].size() == 1);
  CHECK(*kept[0][0] == 3 && *kept[1][0] == 6);

  int sum = 0;
  for (auto &&[index, box] : from(std::move(kept[0])) | enumerate()) {
    auto taken = std::move(box);
    sum += static_cast<int>(index) * *taken;
  }
  CHECK(sum == 4 + 2 * 5 && kept[0].empty());

  auto owner = std::make_unique<int>(100); // closures that cannot be copied, too
  auto add = [owner = std::move(owner)](auto box) { return *owner + *box; };
  CHECK((boxes(3) | map(std::move(add)) | join(" ")) == "101 102 103");
}

// Elements that are references stay where they are.
void references() {
  std::vector<std::string> names{"ada", "bob", "cyd"};
  for (std::string &name : from(names) | filter([](auto &name) { return name != "bob"; }))
    name += "!";
  CHECK(names == std::vector<std::string>{"ada!", "bob", "cyd!"});

  const auto &constant = names;
  for (auto &&[index, name] : from(constant) | enumerate())
    CHECK(&name == &names[index]);

  std::map<std::string, std::vector<int>> marks{{"ada", {1, 2}}, {"bob", {3}}, {"cyd", {}}};
  for (int &mark : from(marks) | map([](auto &entry) -> auto & { return entry.second; }) |
                       flat_map([](auto &marks) { return from(marks); }))
    mark *= 10;
  CHECK(marks["ada"][1] == 20 && marks["bob"][0] == 30);
  CHECK((from(marks) | map(&std::pair<const std::string, std::vector<int>>::first) | join(" ")) ==
        "ada bob cyd");

  auto first = from(names) | take(1);
  CHECK(&*first.begin() == &names[0]);
}

int main() {
  numbers();
  groups();
  move_only();
  references();
  return check::summary();
}
