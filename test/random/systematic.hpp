// Behind the prelude: every point of a coroutine throws in turn, and it is destroyed at every suspension.
#include <condition_variable>
#include <mutex>
#include <thread>

// ---- a coroutine whose owner is the driver: its return object does nothing at its end, so that anything before the
// body may throw. (Clang asks the frame that it has freed whether another return object is there.)

template <bool Eager> struct raw {
  struct promise_type;
  using handle_type = std::coroutine_handle<promise_type>;
  handle_type handle;
  struct initial {
    bool await_ready() {
      say("initial ready?");
      point("initial await_ready");
      return Eager;
    }
    void await_suspend(std::coroutine_handle<>) {
      say("initial suspend");
      point("initial await_suspend");
    }
    void await_resume() {
      say("initial resume");
      point("initial await_resume");
    }
  };
  struct promise_type : numbered, results<unsigned, 0>, allocates<allocating> {
    std::exception_ptr thrown;
    promise_type() {
      say("+%u promise", id);
      point("promise");
    }
    ~promise_type() { say("-%u promise", id); }
    raw get_return_object() {
      say("get_return_object");
      point("get_return_object");
      now.root = handle_type::from_promise(*this); // an eager one may be destroyed before it is returned
      return raw{handle_type::from_promise(*this)};
    }
    initial initial_suspend() {
      say("initial_suspend");
      point("initial_suspend");
      return {};
    }
    final_awaiter<0> final_suspend() noexcept { return {}; }
    std::coroutine_handle<> continuation;
    void unhandled_exception() {
      say("unhandled_exception");
      point("unhandled_exception");
      thrown = std::current_exception();
    }
  };
};

// ---- another thread, which resumes what it is given while await_suspend may still be running

struct worker {
  std::mutex mutex;
  std::condition_variable changed;
  std::coroutine_handle<> next;
  bool ends = false;
  unsigned busy = 0; // what it was given and has not left again
  std::thread thread{[this] {
    std::unique_lock<std::mutex> lock(mutex);
    while (changed.wait(lock, [this] { return next || ends; }), next) {
      std::coroutine_handle<> given = std::exchange(next, nullptr);
      lock.unlock();
      resume_quietly(given);
      lock.lock();
      --busy;
      changed.notify_all();
    }
  }};
  void resume(std::coroutine_handle<> given) {
    {
      std::lock_guard<std::mutex> lock(mutex);
      next = given;
      ++busy;
    }
    changed.notify_all();
  }
  void wait() {
    std::unique_lock<std::mutex> lock(mutex);
    changed.wait(lock, [this] { return !busy; });
  }
  ~worker() {
    {
      std::lock_guard<std::mutex> lock(mutex);
      ends = true;
    }
    changed.notify_all();
    thread.join();
  }
};
inline worker *other_thread;

// The same three kinds of await_suspend. Nothing of the awaiter is used once the coroutine is given away.
struct thread_void : waiter_base {
  using waiter_base::waiter_base;
  void await_suspend(std::coroutine_handle<> handle) {
    suspended(id);
    other_thread->resume(handle);
  }
};
struct thread_bool : waiter_base {
  using waiter_base::waiter_base;
  bool await_suspend(std::coroutine_handle<> handle) {
    suspended(id);
    other_thread->resume(handle);
    return true;
  }
};
struct thread_handle : waiter_base {
  using waiter_base::waiter_base;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> handle) {
    suspended(id);
    other_thread->resume(handle);
    return std::noop_coroutine();
  }
};
// Resumed to its next suspension or end before await_suspend returns.
template <class Kind> struct joined;
template <> struct joined<as_void> : waiter_base {
  using waiter_base::waiter_base;
  void await_suspend(std::coroutine_handle<> handle) {
    suspended(id);
    std::thread([=] { resume_quietly(handle); }).join();
  }
};
template <> struct joined<as_bool> : waiter_base {
  using waiter_base::waiter_base;
  bool await_suspend(std::coroutine_handle<> handle) {
    suspended(id);
    std::thread([=] { resume_quietly(handle); }).join();
    return true;
  }
};
template <> struct joined<as_handle> : waiter_base {
  using waiter_base::waiter_base;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> handle) {
    suspended(id);
    std::thread([=] { resume_quietly(handle); }).join();
    return std::noop_coroutine();
  }
};

// ---- the driver

inline unsigned scenarios;

template <class Make>
void one(const char *name, Make make, unsigned throw_at, unsigned destroy_at, bool destroy_inside) {
  ++scenarios;
  now = scenario_state();
  now.fuel = 25;
  now.throw_at = throw_at;
  now.destroy_at = destroy_at;
  now.destroy_inside = destroy_inside;
  say("== %s, %u, %u, %u", name, throw_at, destroy_at, unsigned(destroy_inside));
  try {
    noisy argument(4u);
    worker thread;
    other_thread = &thread;
    auto made = make(argument);
    thread.wait();
    // An eager one may have suspended already.
    if (now.root && !now.root.done() && !now.suspensions)
      resume_quietly(now.root);
    thread.wait();
    while (now.root && !now.root.done() && !now.destroy_now && waiting.first) {
      resume_quietly(waiting.take());
      thread.wait();
    }
    if (now.root) {
      say(!now.root.done() ? "not ended" : made.handle.promise().thrown ? "ended with an exception" : "ended");
      now.root.destroy();
    }
  } catch (failure caught) {
    say("%u came out", caught.number);
  }
  say("%d alive", now.alive);
  lines_left = 60000;
}

template <class Make> void everything(const char *name, Make make, bool threads) {
  one(name, make, 0, 0, false);
  const unsigned points = now.points, suspensions = now.suspensions;
  for (unsigned throw_at = 1; throw_at <= points; ++throw_at)
    one(name, make, throw_at, 0, false);
  if (threads)
    return;
  for (unsigned destroy_at = 1; destroy_at <= suspensions; ++destroy_at)
    for (bool inside : {false, true})
      for (unsigned throw_at = 0; throw_at <= points; ++throw_at)
        one(name, make, throw_at, destroy_at, inside);
}
