// A megabyte that is kept while the task waits, for its length.
//
//   costate --check buffer_for_its_length.broken.cpp -- -std=c++20 -I ../../runtime/include
//
// A thousand such tasks keep a gigabyte of text that nobody reads any more.

#include <costate/block_on.hpp>
#include <costate/task.hpp>

#include <algorithm>
#include <cstdio>
#include <string>

std::string download() {
  std::string page(1 << 20, '-');
  page[1000] = '\n';
  return page;
}

costate::task<> store(long lines) {
  std::printf("%ld line(s)\n", lines);
  co_return;
}

costate::task<> summarise() {
  std::string page = download();
  co_await store(std::count(page.begin(), page.end(), '\n'));
  std::printf("%zu bytes\n", page.size());
}

int main() { costate::block_on(summarise()); }
