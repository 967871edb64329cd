// A thermostat on a Cortex-M3: a coroutine that measures now and then, one that averages, one that
// decides. There is no heap. The frames of the coroutines lie in each other, and the outermost in a
// static variable, whose size the linker knows.
#include "board.hpp"
#include "task.hpp"

#include <costate/in_place.hpp>

// Waits for some milliseconds. One coroutine at a time does.
struct sleep {
  std::uint32_t milliseconds;

  bool await_ready() const noexcept { return milliseconds == 0; }
  void await_suspend(std::coroutine_handle<> awaiting) const noexcept;
  void await_resume() const noexcept {}
};

static std::coroutine_handle<> sleeper;
static std::uint32_t wake_at;

void sleep::await_suspend(std::coroutine_handle<> awaiting) const noexcept {
  wake_at = board::now() + milliseconds;
  sleeper = awaiting;
}

task<std::uint32_t> measure() {
  co_await sleep{2}; // the sensor needs some time
  co_return board::temperature();
}

task<std::uint32_t> average(std::uint32_t count) {
  std::uint32_t sum = 0;
  for (std::uint32_t i = 0; i != count; ++i)
    sum += co_await measure();
  co_return sum / count;
}

task<std::uint32_t> regulate(std::uint32_t wanted, std::uint32_t rounds) {
  std::uint32_t heated = 0;
  for (std::uint32_t round = 0; round != rounds; ++round) {
    const std::uint32_t measured = co_await average(4);
    board::print("temperature ");
    board::print(measured);
    board::print(measured < wanted ? ", heating\n" : "\n");
    if (measured < wanted) {
      ++heated;
      co_await sleep{5};
    }
  }
  co_return heated;
}

static costate::in_place<costate::machine_of<&regulate>> frame;
static_assert(costate::frame_size<costate::machine_of<&regulate>> <= 160);

int main() {
  task<std::uint32_t> thermostat = frame.start(215, 6);
  thermostat.coroutine.resume();
  while (!thermostat.coroutine.done()) {
    while (static_cast<std::int32_t>(board::now() - wake_at) < 0)
      board::wait_for_interrupt();
    sleeper.resume();
  }
  board::print("heated in ");
  board::print(thermostat.await_resume());
  board::print(" rounds of 6\n");
  return 0;
}
