// board.hpp - the few parts of the board that the example needs: a UART, a timer, and how QEMU
// ends.
#pragma once

#include <cstdint>

namespace board {

// Prints a text.
void print(const char *text);
void print(std::uint32_t number);

// Milliseconds since the start, which an interrupt counts.
std::uint32_t now();

// Sleeps until an interrupt has been served.
void wait_for_interrupt();

// What the temperature sensor measures, in tenths of a degree.
std::uint32_t temperature();

// Ends the emulation.
[[noreturn]] void exit(int status);

} // namespace board
