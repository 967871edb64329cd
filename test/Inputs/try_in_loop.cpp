#include "shapes.hpp"

task<int> retry(connection &peer, int attempts) {
  buffer bytes(64);
  for (int i = 0; i < attempts; ++i) {
    try {
      std::string round = "round " + std::to_string(i);
      int sent = co_await peer.write(bytes, static_cast<int>(round.size()));
      co_return sent + (i > 0 ? co_await peer.read(bytes) : 0);
    } catch (const connection_lost &) {
      // the next round may have more luck
    }
  }
  co_return -1;
}
