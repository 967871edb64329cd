#include "shapes.hpp"

task<int> session(connection &peer) {
  std::string log;
  int total = 0;
  while (true) {
    buffer bytes(1024);
    int got = co_await peer.read(bytes);
    if (got == 0)
      break;
    total += got;
    co_await peer.write(bytes, got);
  }
  log += "done";
  co_await peer.close();
  co_return total + static_cast<int>(log.size());
}
