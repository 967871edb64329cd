// Generators: recursion, the order in which things end, exceptions through stages.
//
// LIBRARY: ../include

#include "check.hpp"

#include <streams/generator.hpp>
#include <streams/pipes.hpp>
#include <streams/recursive_generator.hpp>

#include <algorithm>
#include <cstddef>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

using namespace streams;
using check::noted;

template <class Key, class Value> class search_tree {
public:
  struct node {
    Key key;
    Value value;
    std::unique_ptr<node> left, right;
  };

  Value &operator[](const Key &key) {
    auto *link = &root_;
    while (*link && (*link)->key != key)
      link = key < (*link)->key ? &(*link)->left : &(*link)->right;
    if (!*link)
      *link = std::unique_ptr<node>(new node{key, Value(), nullptr, nullptr});
    return (*link)->value;
  }

  // In order. The values may be changed.
  recursive_generator<node &> nodes() { return walk(root_.get()); }

  // From the root down, as long as `descend` says so.
  template <class Predicate>
  recursive_generator<std::pair<int, Key>> top_down(Predicate descend) const {
    auto visit = [&descend](auto &visit, const node *from,
                            int depth) -> recursive_generator<std::pair<int, Key>> {
      if (!from || !descend(depth))
        co_return;
      co_yield {depth, from->key};
      for (const node *child : {from->left.get(), from->right.get()})
        co_yield visit(visit, child, depth + 1);
    };
    co_yield visit(visit, root_.get(), 0);
  }

private:
  static recursive_generator<node &> walk(node *from) {
    if (from == nullptr)
      co_return;
    co_yield walk(from->left.get());
    co_yield *from;
    co_yield walk(from->right.get());
  }

  std::unique_ptr<node> root_;
};

void trees() {
  search_tree<std::string, int> count;
  for (const char *word : {"more", "is", "less", "or", "less", "is", "not", "more"})
    ++count[word];

  std::string text;
  for (auto &[key, value, left, right] : count.nodes()) {
    text += key + std::to_string(value) + " ";
    value = left || right;
  }
  CHECK(text == "is2 less2 more2 not1 or1 ");
  CHECK((from(count.nodes()) | map([](auto &node) { return node.value; }) | join("")) == "10101");

  text.clear();
  for (auto &&[depth, key] : count.top_down([](int depth) { return depth < 2; }))
    text += std::string(static_cast<std::size_t>(depth), '-') + key + " ";
  CHECK(text == "more -is -or ");
}

recursive_generator<std::string> hanoi(int disks, char from, char to, char over) {
  if (disks == 0)
    co_return;
  co_yield hanoi(disks - 1, from, over, to);
  co_yield std::string{from, to};
  co_yield hanoi(disks - 1, over, to, from);
}

recursive_generator<int> nested(int depth) {
  if (depth > 0)
    co_yield nested(depth - 1);
  co_yield depth;
}

void recursion() {
  CHECK((from(hanoi(3, 'a', 'c', 'b')) | join(" ")) == "ac ab cb ac ba bc ac");
  CHECK((from(hanoi(10, 'a', 'c', 'b')) | fold(0, [](int n, auto &&) { return n + 1; })) == 1023);
  CHECK((from(nested(500)) | fold(0L, std::plus<>())) == 500 * 501 / 2);

  std::vector<int> digits{1, 2, 3};
  std::string text;
  for (const auto &order : permutations(digits))
    text += (from(order) | join("")) + " ";
  CHECK(text == "123 132 213 231 321 312 " && digits == std::vector{1, 2, 3});

  std::string letters = "abcd";
  auto of_letters = from(letters) | to_vector();
  auto sorted = [](auto &order) { return std::is_sorted(order.rbegin(), order.rend()); };
  for (auto &order : from(permutations(of_letters)) | filter(sorted))
    CHECK(std::string(order.begin(), order.end()) == "dcba");
}

generator<int> count(std::string &log, std::string name, int last) {
  noted all(log, name);
  for (int i = 1; i <= last; ++i) {
    noted each(log, std::to_string(i));
    co_yield i;
  }
  log += "end ";
}

template <class T> generator<T> spy(generator<T> source, std::string &log) {
  noted all(log, "spy");
  for (auto &&element : source) {
    noted each(log, "see");
    co_yield std::forward<T>(element);
  }
}

// What the stages hold ends in the order of the stages, whoever stops.
void endings() {
  std::string log;
  {
    auto two = count(log, "a", 9) | take(2);
    CHECK(log.empty());
    for (int n : std::move(two))
      log += "=" + std::to_string(n) + " ";
    CHECK(log == "+a +1 =1 -1 +2 =2 ");
  }
  CHECK(log == "+a +1 =1 -1 +2 =2 -2 -a ");

  log.clear();
  for (int n : spy(count(log, "a", 2), log))
    if (n == 1)
      break;
  CHECK(log == "+spy +a +1 +see -see -spy -1 -a ");

  log.clear();
  for (auto &&[n, m] : count(log, "a", 2) | zip(count(log, "b", 1)))
    log += "=" + std::to_string(n * m) + " ";
  CHECK(log == "+b +1 +a +1 =1 -1 end -b -1 +2 -2 -a ");

  log.clear();
  auto replaced = count(log, "a", 3);
  auto here = replaced.begin();
  replaced = count(log, "b", 1); // the first one ends in its loop
  CHECK(log == "+a +1 -1 -a ");
  here = replaced.begin();
  CHECK(*here == 1 && (here++, here == replaced.end()));
  CHECK(log == "+a +1 -1 -a +b +1 -1 end -b ");
}

recursive_generator<int> unsafe(std::string &log, int depth) {
  noted level(log, std::to_string(depth));
  if (depth == 0)
    throw std::range_error("the bottom");
  co_yield depth;
  try {
    co_yield unsafe(log, depth - 1);
  } catch (const std::runtime_error &e) {
    log += "caught ";
    if (depth < 3)
      throw;
  }
  co_yield -depth;
}

void exceptions() {
  std::string log;
  auto divide = [](int n) {
    if (n == 0)
      throw std::domain_error("division by zero");
    return 12 / n;
  };
  auto feed = [&log](auto... numbers) -> generator<int> {
    noted guard(log, "feed");
    (co_yield numbers, ...);
  };
  int sum = 0;
  try {
    for (int n : feed(1, 2, 0, 3) | map(divide) | filter(std::not_fn([](int n) { return n == 1; })))
      sum += n;
  } catch (const std::domain_error &) {
    log += "caught ";
  }
  CHECK(sum == 18 && log == "+feed -feed caught ");

  CHECK_THROWS(std::domain_error, feed(4, 0) | map(divide) | to_vector());
  CHECK((feed(4, 3) | map(divide) | join(" ")) == "3 4");

  log.clear();
  CHECK((from(unsafe(log, 4)) | join(" ")) == "4 3 2 1 -3 -4");
  CHECK(log == "+4 +3 +2 +1 +0 -0 caught -1 caught -2 caught -3 -4 ");
  CHECK_THROWS(std::range_error, from(unsafe(log, 2)) | to_vector());

  log.clear();
  {
    CHECK(*unsafe(log, 1).begin() == 1);
  }
  CHECK(log == "+1 -1 ");
}

int main() {
  trees();
  recursion();
  endings();
  exceptions();
  return check::summary();
}
