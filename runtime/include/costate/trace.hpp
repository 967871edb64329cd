// trace.hpp - what `costate --trace` adds: each transition is printed to standard error, as in
//
//   [cart_total] AwaitSocks -> AwaitShoes
#pragma once

#include <cstdio>

namespace costate {

class tracer {
public:
  explicit constexpr tracer(const char *machine) noexcept : machine_(machine) {}

  // Says that the machine has come to this state. The name must outlive the machine.
  void to(const char *state) noexcept {
    if (state_)
      std::fprintf(stderr, "[%s] %s -> %s\n", machine_, state_, state);
    state_ = state;
  }

private:
  const char *machine_;
  const char *state_ = nullptr;
};

} // namespace costate
