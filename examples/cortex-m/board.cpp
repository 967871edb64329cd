// The board: an LM3S6965 (Cortex-M3), as qemu-system-arm -M lm3s6965evb emulates it.
#include "board.hpp"

extern "C" {
extern std::uint32_t data_source[], data_begin[], data_end[], bss_begin[], bss_end[], stack_top[];
int main();
[[noreturn]] void reset();
[[noreturn]] void fault();
void tick();
}

namespace {

volatile std::uint32_t &reg(std::uintptr_t address) {
  return *reinterpret_cast<volatile std::uint32_t *>(address);
}
constexpr std::uintptr_t uart_data = 0x4000'c000;
constexpr std::uintptr_t timer_control = 0xe000'e010, timer_reload = 0xe000'e014;
constexpr std::uint32_t cycles_per_millisecond = 12'000;

volatile std::uint32_t milliseconds;

// What the core jumps to: behind the stack's top, the reset, the exceptions, the timer.
using vector = void (*)();
__attribute__((section(".vectors"), used)) const struct {
  std::uint32_t *stack = stack_top;
  vector vectors[15] = {reset,   fault,   fault, fault, fault,   fault, nullptr, nullptr,
                        nullptr, nullptr, fault, fault, nullptr, fault, tick};
} table;

} // namespace

void tick() { milliseconds = milliseconds + 1; }
void fault() { board::exit(2); }
void reset() {
  const std::uint32_t *source = data_source;
  for (volatile std::uint32_t *to = data_begin; to != data_end; ++to)
    *to = *source++;
  for (volatile std::uint32_t *to = bss_begin; to != bss_end; ++to)
    *to = 0;
  reg(timer_reload) = cycles_per_millisecond - 1;
  reg(timer_control) = 7; // on, with its interrupt, by the core's clock
  board::exit(main());
}

namespace board {

void print(const char *text) {
  for (; *text; ++text)
    reg(uart_data) = static_cast<unsigned char>(*text);
}
void print(std::uint32_t number) {
  if (number >= 10)
    print(number / 10);
  reg(uart_data) = '0' + number % 10;
}

std::uint32_t now() { return milliseconds; }
void wait_for_interrupt() { asm volatile("wfi"); }

std::uint32_t temperature() {
  static std::uint32_t measured = 200; // a room that somebody heats
  return measured++;
}

void exit(int status) { // angel_SWIreason_ReportExceptionExtended
  const std::uint32_t block[] = {0x20026, static_cast<std::uint32_t>(status)};
  register std::uint32_t operation asm("r0") = 0x20;
  register const std::uint32_t *argument asm("r1") = block;
  asm volatile("bkpt 0xab" ::"r"(operation), "r"(argument) : "memory");
  for (;;)
    wait_for_interrupt();
}

} // namespace board
