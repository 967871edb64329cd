// What a server holds for each connection that waits; a million of them.
#include "coroutines.hpp"

namespace {

struct connection {
  int socket;
  explicit connection(int socket) : socket(socket) {}
  connection(const connection &) = delete;
  ~connection() { bench::use(this); }
};

bench::task serve(int socket, long limit) {
  connection peer(socket);
  long total = 0;
  char buffer[64];
  for (int i = 0; i != 10; ++i) {
    buffer[total % 64] = static_cast<char>(co_await bench::pause{peer.socket});
    bench::use(buffer);
    total += buffer[0];
    if (total > limit)
      break;
  }
  co_return static_cast<int>(total);
}

} // namespace

std::coroutine_handle<> bench::create() { return serve(3, 1000).release(); }

long bench::run(std::coroutine_handle<> coroutine) { return resume_all(coroutine); }
