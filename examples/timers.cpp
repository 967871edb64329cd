// Cooking dinner with one cook: an event loop whose clock jumps to the next
// timer, so that the program takes no time and prints the same every time. The
// recipes are coroutines; they sleep on timers and wait for each other's
// results, all in one thread.

#include <costate/task.hpp>

#include <coroutine>
#include <cstdio>
#include <exception>
#include <queue>
#include <utility>
#include <vector>

// Timers on a clock that shows minutes.
class event_loop {
public:
  int now() const { return now_; }

  // co_await sleep(n) goes on n minutes later.
  struct sleeping {
    event_loop &loop;
    int minutes;

    bool await_ready() const { return minutes <= 0; }
    void await_suspend(std::coroutine_handle<> sleeper) {
      loop.timers_.push({loop.now_ + minutes, loop.count_++, sleeper});
    }
    void await_resume() const {}
  };
  sleeping sleep(int minutes) { return {*this, minutes}; }

  // Runs until no one is asleep.
  void run() {
    while (!timers_.empty()) {
      timer next = timers_.top();
      timers_.pop();
      now_ = next.when;
      next.sleeper.resume();
    }
  }

private:
  struct timer {
    int when;
    int number; // of two timers for the same time, the older goes first
    std::coroutine_handle<> sleeper;

    friend bool operator<(const timer &a, const timer &b) {
      return a.when != b.when ? a.when > b.when : a.number > b.number;
    }
  };

  int now_ = 0;
  int count_ = 0;
  std::priority_queue<timer> timers_;
};

// Something that will be there at some time: whoever awaits it until then is
// resumed when it is.
class event {
public:
  struct waiting {
    event &what;

    bool await_ready() const { return what.set_; }
    void await_suspend(std::coroutine_handle<> waiter) { what.waiters_.push_back(waiter); }
    void await_resume() const {}
  };
  waiting wait() { return {*this}; }

  void set() {
    set_ = true;
    for (auto waiter : std::exchange(waiters_, {}))
      waiter.resume();
  }

private:
  bool set_ = false;
  std::vector<std::coroutine_handle<>> waiters_;
};

// A coroutine that belongs to no one: it starts at once and frees itself.
struct job {
  struct promise_type {
    job get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};

// A line in the kitchen's diary.
void note(const event_loop &loop, const char *what) {
  std::printf("%2d min  %s\n", loop.now(), what);
}

costate::task<void> boil_water(event_loop &loop) {
  note(loop, "the pot goes on the stove");
  co_await loop.sleep(8);
  note(loop, "the water boils");
}

costate::task<int> grate_cheese(event_loop &loop, int grams) {
  int done = 0;
  while (done < grams) {
    co_await loop.sleep(1);
    done += 30;
  }
  co_return done;
}

job cook_pasta(event_loop &loop, event &ready) {
  co_await boil_water(loop);
  note(loop, "the pasta goes in");
  co_await loop.sleep(11);
  note(loop, "the pasta is done");
  ready.set();
}

job cook_sauce(event_loop &loop, event &ready) {
  note(loop, "onions and tomatoes go into the pan");
  for (int stirs = 0; stirs < 3; ++stirs) {
    co_await loop.sleep(5);
    note(loop, "the sauce is stirred");
  }
  ready.set();
}

job serve(event_loop &loop, event &pasta, event &sauce) {
  int cheese = co_await grate_cheese(loop, 100);
  note(loop, "the cheese is grated");
  co_await sauce.wait();
  note(loop, "the sauce is off the heat");
  co_await pasta.wait();
  co_await loop.sleep(1);
  std::printf("%2d min  dinner, with %d g of cheese\n", loop.now(), cheese);
}

int main() {
  event_loop loop;
  event pasta, sauce;
  cook_pasta(loop, pasta);
  cook_sauce(loop, sauce);
  serve(loop, pasta, sauce);
  loop.run();
  std::printf("the kitchen closes after %d minutes\n", loop.now());
}
