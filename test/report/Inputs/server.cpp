// Several coroutines for one page: one that holds the frame of another, a template, a lambda.
#include "elidable.hpp"
#include <string>
#include <vector>
#include <mutex>

struct connection {
  struct transfer : tick {};
  transfer read(std::vector<char> &into);
  transfer write(const std::vector<char> &from, int count);
};

task<int> read_all(connection &peer) {
  char buffer[256] = {};
  std::vector<char> bytes(16);
  int got = co_await peer.read(bytes);
  co_return got + buffer[0];
}

std::mutex mutex;
int served;

task<int> session(connection &peer, std::string name) {
  int total = 0;
  while (total < 1000) {
    const std::lock_guard lock(mutex);
    int got = co_await read_all(peer);
    if (got == 0)
      break;
    total += got;
    std::vector<char> answer(name.begin(), name.end());
    co_await peer.write(answer, got);
  }
  ++served;
  co_return total;
}

template <class T> task<T> retry(T fallback, int attempts) {
  for (int i = 0; i < attempts; ++i) {
    T got = co_await tick{};
    if (got != T())
      co_return got;
  }
  co_return fallback;
}

int main() {
  connection peer;
  auto first = session(peer, "x");
  auto second = retry<long>(3, 4);
  auto greet = [count = 0](std::string whom) mutable -> task<int> {
    ++count;
    co_await tick{};
    co_return count + static_cast<int>(whom.size());
  };
  auto third = greet("you");
}
