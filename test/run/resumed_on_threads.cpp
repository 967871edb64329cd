// RUN: %run_and_compare %s %t
// await_suspend hands the coroutine to another thread, which resumes, ends or destroys it while await_suspend is still
// running: all values are saved before the call, and nothing of the coroutine is touched after it, also not to learn
// what it returned (under TSan a touch is a race; [expr.await]/5: the coroutine is suspended before the call).
#include "trace.hpp"
#include <chrono>
#include <thread>
#include <vector>

std::vector<std::thread> threads;

enum class how { resume, destroy };
template <class Result> struct elsewhere {
  how what;
  int value;
  bool await_ready() const { return false; }
  Result await_suspend(std::coroutine_handle<> handle) {
    how chosen = what;
    std::thread other([=] { chosen == how::resume ? handle.resume() : handle.destroy(); });
    other.join(); // it ran on, or is gone
    if constexpr (std::is_same_v<Result, bool>) return true;
    else if constexpr (std::is_same_v<Result, std::coroutine_handle<>>) return std::noop_coroutine();
  }
  int await_resume() const { return value; }
};

struct detached {
  struct promise_type {
    noisy member{"member"};
    promise_type() {}
    detached get_return_object() { return {}; }
    std::suspend_never initial_suspend() { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

detached travelling(how end) {
  noisy local("local");
  int sum = 1;
  for (int i = 0; i < 2; ++i) {
    int before = sum * 10;
    sum += co_await elsewhere<void>{how::resume, i};
    sum += before + co_await elsewhere<bool>{how::resume, 3} * before;
    const noisy &kept = noisy("kept");
    sum += co_await elsewhere<std::coroutine_handle<>>{how::resume, static_cast<int>(kept.name.size())};
  }
  say("%d", sum);
  co_await elsewhere<void>{end, 0};
  say("end");
}

struct later { // overlaps: the other thread runs while await_suspend sleeps
  int value;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> handle) {
    threads.emplace_back([=] { handle.resume(); });
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  int await_resume() const { return value; }
};
struct main_again { // leaves the coroutine to main
  std::coroutine_handle<> &left;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> handle) { left = handle; }
  void await_resume() const {}
};

detached overlapping(std::coroutine_handle<> &left) {
  std::string text = "kept over the threads, and too long for a place in the string";
  int n = 5;
  n += co_await later{10};
  std::string more = text + std::to_string(n);
  co_await main_again{left};
  say("%d %s", n, more.substr(50).c_str());
}

int main() {
  line("resumed:");
  travelling(how::resume);
  line("destroyed:");
  travelling(how::destroy);
  line("overlapping:");
  std::coroutine_handle<> left;
  overlapping(left);
  for (std::thread &each : threads) each.join();
  left.resume();
}
// EXPECT: resumed: +member +local +kept -kept +kept -kept 1850 end -local -member
// EXPECT: destroyed: +member +local +kept -kept +kept -kept 1850 -local -member
// EXPECT: overlapping: +member 15  the string15 -member
