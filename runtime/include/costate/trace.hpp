// trace.hpp - what `costate --trace` adds: each transition is printed to standard error, as in
//
//   [cart_total] AwaitSocks -> AwaitShoes
#pragma once

#include <cstdio>

namespace costate {

class tracer {
public:
  // The machine begins in \p state.
  constexpr tracer(const char *machine, const char *state) noexcept
      : machine_(machine), state_(state) {}

  // Says that the machine has come to this state. The name must outlive the machine.
  void to(const char *state) noexcept {
    std::fprintf(stderr, "[%s] %s -> %s\n", machine_, state_, state);
    state_ = state;
  }

private:
  const char *machine_;
  const char *state_;
};

} // namespace costate
