// Two coroutines that go on with each other by symmetric transfer.
#include "coroutines.hpp"

namespace {

struct pass_to {
  std::coroutine_handle<> &other;
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) const noexcept {
    return std::exchange(other, waiting);
  }
  void await_resume() const noexcept {}
};

bench::task pong(std::coroutine_handle<> &other) {
  for (;;)
    co_await pass_to{other};
}

constexpr int rounds = 20;

bench::task ping() {
  std::coroutine_handle<> other;
  bench::task partner = pong(other);
  auto coroutine = partner.release();
  other = coroutine;
  for (int i = 0; i != rounds; ++i)
    co_await pass_to{other};
  coroutine.destroy();
  co_return rounds;
}

} // namespace

std::coroutine_handle<> bench::create() { return ping().release(); }

long bench::run(std::coroutine_handle<> coroutine) {
  coroutine.resume();
  return 2 * rounds;
}
