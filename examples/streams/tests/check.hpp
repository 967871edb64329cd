// check.hpp - counts what holds and prints what does not.
#pragma once

#include <cstdio>
#include <string>
#include <utility>

namespace check {

inline int checks = 0;
inline int failures = 0;

inline void that(bool holds, const char *what, const char *file, int line) {
  ++checks;
  if (!holds) {
    ++failures;
    std::printf("%s:%d: does not hold: %s\n", file, line, what);
  }
}

/// Prints the last line of a test. Returns its exit status.
inline int summary() {
  std::printf("%d checks, %d failed\n", checks, failures);
  return failures ? 1 : 0;
}

/// Notes in a log when its scope begins and ends: "+name ... -name".
class noted {
public:
  noted(std::string &log, std::string name) : log_(log), name_(std::move(name)) {
    log_ += '+' + name_ + ' ';
  }
  noted(const noted &) = delete;
  noted &operator=(const noted &) = delete;
  ~noted() { log_ += '-' + name_ + ' '; }

private:
  std::string &log_;
  std::string name_;
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
