// coroutines.hpp - what the cases are written with: small tasks, generators and awaiters of their own, and no header
// that takes long to compile, since how long a case takes to build is measured as well.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

namespace bench {

// The coroutine that waits for the driver to go on with it.
inline std::coroutine_handle<> parked;

// Goes on with what is parked, until nothing is. Returns how often it did.
inline long resume_all(std::coroutine_handle<> first) {
  long resumed = 0;
  parked = first;
  while (parked) {
    ++resumed;
    std::exchange(parked, nullptr).resume();
  }
  return resumed;
}

// An awaiter that waits for the driver.
struct pause {
  int value = 1;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> waiting) const noexcept { parked = waiting; }
  int await_resume() const noexcept { return value; }
};

// An awaiter that never waits.
struct ready {
  int value = 1;
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) const noexcept {}
  int await_resume() const noexcept { return value; }
};

// Somebody elsewhere, so that no compiler knows what becomes of what is given to it.
void use(const void *object) noexcept;

// A lazy task. The one that awaits it goes on by symmetric transfer; where nobody does, it waits for its end.
class task {
public:
  struct promise_type {
    struct final_awaiter {
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ended) const noexcept {
        return ended.promise().awaiting;
      }
      void await_resume() const noexcept {}
    };

    std::coroutine_handle<> awaiting = std::noop_coroutine();
    std::exception_ptr error;
    int result = 0;

    task get_return_object() noexcept { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    final_awaiter final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { error = std::current_exception(); }
    void return_value(int value) noexcept { result = value; }
  };

  explicit task(std::coroutine_handle<promise_type> coroutine) noexcept : coroutine_(coroutine) {}
  task(task &&other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  task &operator=(task &&) = delete;
  ~task() {
    if (coroutine_)
      coroutine_.destroy();
  }

  // The coroutine, which the caller destroys.
  std::coroutine_handle<promise_type> release() noexcept { return std::exchange(coroutine_, nullptr); }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) const noexcept {
    coroutine_.promise().awaiting = awaiting;
    return coroutine_;
  }
  int await_resume() const {
    if (coroutine_.promise().error)
      std::rethrow_exception(coroutine_.promise().error);
    return coroutine_.promise().result;
  }

private:
  std::coroutine_handle<promise_type> coroutine_;
};

// A sequence of numbers.
class generator {
public:
  struct promise_type {
    int value = 0;

    generator get_return_object() noexcept {
      return generator(std::coroutine_handle<promise_type>::from_promise(*this));
    }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    std::suspend_always yield_value(int next) noexcept {
      value = next;
      return {};
    }
    void return_void() const noexcept {}
    void unhandled_exception() { throw; }
  };

  explicit generator(std::coroutine_handle<promise_type> coroutine) noexcept : coroutine_(coroutine) {}
  generator(generator &&other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  generator &operator=(generator &&) = delete;
  ~generator() {
    if (coroutine_)
      coroutine_.destroy();
  }

  std::coroutine_handle<promise_type> release() noexcept { return std::exchange(coroutine_, nullptr); }

  // Goes on to the next number; false at the end.
  bool next() {
    coroutine_.resume();
    return !coroutine_.done();
  }
  int value() const noexcept { return coroutine_.promise().value; }

private:
  std::coroutine_handle<promise_type> coroutine_;
};

// What a case defines. The driver makes a coroutine, runs it to its end, and destroys it.
std::coroutine_handle<> create();
long run(std::coroutine_handle<> coroutine); // returns the number of suspensions

} // namespace bench
