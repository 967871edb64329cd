// Walks trees with recursive generators: the walk of a tree is the walk of its
// left side, its own value, the walk of its right side. Two walks that run side
// by side, each from where it stopped, tell whether two trees of different
// shape hold the same values - an awkward task for callbacks.

#include <costate/generator.hpp>

#include <cstdio>
#include <initializer_list>
#include <memory>
#include <string>

struct tree {
  explicit tree(int value) : value(value) {}

  int value;
  std::unique_ptr<tree> left;
  std::unique_ptr<tree> right;
};

// Puts `value` where it belongs in a search tree.
void insert(std::unique_ptr<tree> &root, int value) {
  if (!root)
    root = std::make_unique<tree>(value);
  else
    insert(value < root->value ? root->left : root->right, value);
}

std::unique_ptr<tree> make_tree(std::initializer_list<int> values) {
  std::unique_ptr<tree> root;
  for (int value : values)
    insert(root, value);
  return root;
}

// The nodes from left to right. They are yielded by reference, and may be
// changed on the way.
costate::generator<tree &> in_order(tree *root) {
  if (!root)
    co_return;
  for (tree &node : in_order(root->left.get()))
    co_yield node;
  co_yield *root;
  for (tree &node : in_order(root->right.get()))
    co_yield node;
}

// The way to every leaf, like "8>3>1".
costate::generator<std::string> paths(const tree &root) {
  std::string here = std::to_string(root.value);
  if (!root.left && !root.right)
    co_yield here;
  for (const tree *child : {root.left.get(), root.right.get()})
    if (child)
      for (const std::string &rest : paths(*child))
        co_yield here + ">" + rest;
}

bool same_values(tree *a, tree *b) {
  auto walk_a = in_order(a);
  auto walk_b = in_order(b);
  auto i = walk_a.begin();
  auto j = walk_b.begin();
  for (; i != walk_a.end() && j != walk_b.end(); ++i, ++j)
    if (i->value != j->value)
      return false;
  return i == walk_a.end() && j == walk_b.end();
}

int main() {
  auto wide = make_tree({8, 3, 10, 1, 6, 14});
  auto deep = make_tree({1, 3, 6, 8, 10, 14});

  std::printf("in order:");
  for (tree &node : in_order(wide.get()))
    std::printf(" %d", node.value);

  std::printf("\npaths:");
  for (const std::string &path : paths(*wide))
    std::printf(" %s", path.c_str());

  std::printf("\nthe same values: %s", same_values(wide.get(), deep.get()) ? "yes" : "no");

  for (tree &node : in_order(deep.get()))
    if (node.value > 8)
      ++node.value;
  std::printf("\nthe same after a change: %s", same_values(wide.get(), deep.get()) ? "yes" : "no");

  std::printf("\nthe first above 5:");
  for (tree &node : in_order(deep.get()))
    if (node.value > 5) {
      std::printf(" %d", node.value);
      break; // the walks that are still open are closed, innermost last
    }
  std::printf("\n");
}
