// check.hpp - counts what holds and prints what does not.
#pragma once

#include <atomic>
#include <cstdio>
#include <exception>
#include <utility>

namespace check {

inline std::atomic<int> checks = 0;
inline std::atomic<int> failures = 0;

inline void that(bool holds, const char *what, const char *file, int line) {
  ++checks;
  if (!holds) {
    ++failures;
    std::printf("%s:%d: does not hold: %s\n", file, line, what);
  }
}

/// Prints the last line of a test. Returns its exit status.
inline int summary() {
  std::printf("%d checks, %d failed\n", checks.load(), failures.load());
  return failures ? 1 : 0;
}

/// Counts its living instances; knows whether it was moved from.
class counted {
public:
  explicit counted(int value = 0) : value_(value) { ++alive; }
  counted(counted &&other) noexcept : value_(std::exchange(other.value_, -1)) { ++alive; }
  counted &operator=(counted &&other) noexcept {
    value_ = std::exchange(other.value_, -1);
    return *this;
  }
  ~counted() { --alive; }

  int value() const { return value_; }

  static inline std::atomic<int> alive = 0;

private:
  int value_;
};

} // namespace check

#define CHECK(...) ::check::that(bool(__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__)

#define CHECK_THROWS(type, ...)                                                                    \
  do {                                                                                             \
    bool thrown = false;                                                                           \
    try {                                                                                          \
      static_cast<void>(__VA_ARGS__);                                                              \
    } catch (const type &) {                                                                       \
      thrown = true;                                                                               \
    }                                                                                              \
    ::check::that(thrown, #__VA_ARGS__ " throws " #type, __FILE__, __LINE__);                      \
  } while (false)
