// As buffer_for_its_length.broken.cpp, with what is needed of the page taken before the task waits.

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
  size_t length = 0;
  long lines = 0;
  {
    std::string page = download();
    length = page.size();
    lines = std::count(page.begin(), page.end(), '\n');
  }
  co_await store(lines);
  std::printf("%zu bytes\n", length);
}

int main() { costate::block_on(summarise()); }
