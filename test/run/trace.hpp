// What the run-and-compare tests share: a trace on stdout, objects that log their lives, small awaiters, a task
// and drivers. Valid C++17 and C++20, with and without exceptions and RTTI; it contains no coroutine itself.
//
// A trace is lines of events. A line starts with what the driver did, "title:" for making the coroutine, "1:" for
// the first resumption, "end:" for destroying it. The events:
//
//   +a -a      an object named a is constructed, destroyed
//   copy(a)    an object is copied: the new one is named a'
//   move(a)    an object is moved: the new one takes the name, the old one is (a) from now on
//   ?x |x >x   await_ready, await_suspend, await_resume of an awaiter named x
//   return(v)  return_value(v) or return_void() of the promise; unhandled(e): unhandled_exception() saw e
//   threw(e)   making or resuming the coroutine threw e
#pragma once
#include <coroutine>
#include <cstdarg>
#include <cstdio>
#include <exception>
#include <string>
#include <type_traits>
#include <utility>

#if defined(__cpp_exceptions)
#define TRACE_TRY try
#define TRACE_CATCH(declaration) catch (declaration)
#define TRACE_RETHROW throw
#else
#define TRACE_TRY if (true)
#define TRACE_CATCH(declaration) else
#define TRACE_RETHROW std::terminate()
#endif

// ---- The trace.

struct trace_output {
  bool open = false;  // a line is begun and not ended
  bool quiet = false; // events are dropped
  ~trace_output() { end(); }
  void end() {
    if (open) std::printf("\n");
    open = false;
  }
};
inline trace_output trace;

__attribute__((format(printf, 1, 2))) inline void say(const char *format, ...) {
  if (trace.quiet) return;
  if (trace.open) std::printf(" ");
  trace.open = true;
  std::va_list arguments;
  va_start(arguments, format);
  std::vprintf(format, arguments);
  va_end(arguments);
}

__attribute__((format(printf, 1, 2))) inline void line(const char *format, ...) {
  if (trace.quiet) return;
  trace.end();
  trace.open = true;
  std::va_list arguments;
  va_start(arguments, format);
  std::vprintf(format, arguments);
  va_end(arguments);
}

// ---- Objects that log their lives, and notice if their bytes are moved behind their back.

struct noisy {
  std::string name;
  const noisy *self = this;
  noisy(const char *name) : name(name) { say("+%s", text()); }
  noisy(const std::string &name) : name(name) { say("+%s", text()); }
  noisy(const noisy &other) : name(other.name + "'") { say("copy(%s)", other.text()); }
  noisy(noisy &&other) noexcept : name(other.name) {
    say("move(%s)", text());
    other.name = "(" + name + ")";
  }
  noisy &operator=(const noisy &other) {
    say("copy(%s=%s)", text(), other.text());
    name = other.name + "'";
    return *this;
  }
  noisy &operator=(noisy &&other) noexcept {
    say("move(%s=%s)", text(), other.text());
    std::string taken = other.name;
    other.name = "(" + taken + ")";
    name = taken;
    return *this;
  }
  ~noisy() { say(self == this ? "-%s" : "-%s(at another address)", text()); }
  const char *text() const { return name.c_str(); }
};

struct movable : noisy { // and not copyable
  using noisy::noisy;
  movable(movable &&) = default;
  movable &operator=(movable &&) = default;
};

struct immovable : noisy { // neither: only guaranteed elision passes it on
  using noisy::noisy;
  immovable(immovable &&) = delete;
};

struct failure { // what the tests throw
  const char *what;
};

inline std::string current_failure() {
#if defined(__cpp_exceptions)
  try {
    throw;
  } catch (const failure &caught) {
    return caught.what;
  } catch (const noisy &caught) {
    return caught.name;
  } catch (int caught) {
    return std::to_string(caught);
  } catch (const std::exception &caught) {
    return caught.what();
  } catch (...) {
    return "unknown";
  }
#else
  return "none";
#endif
}

[[noreturn]] inline void fail([[maybe_unused]] const char *what) {
  say("throw(%s)", what);
#if defined(__cpp_exceptions)
  throw failure{what};
#else
  std::terminate();
#endif
}

inline std::string shown(int value) { return std::to_string(value); }
inline std::string shown(const char *value) { return value; }
inline std::string shown(const std::string &value) { return value; }
inline std::string shown(const noisy &value) { return value.name; }

// ---- Awaiters.

inline std::coroutine_handle<> pending; // suspended last by one of these, for the driver to resume

struct void_waiter {
  const char *name;
  bool is_ready;
  bool await_ready() const {
    say("?%s", name);
    return is_ready;
  }
  void await_suspend(std::coroutine_handle<> handle) const {
    say("|%s", name);
    pending = handle;
  }
  void await_resume() const { say(">%s", name); }
};

template <class T> struct waiter : void_waiter { // T: a value, an lvalue reference or an rvalue reference
  T value;
  template <class U>
  waiter(const char *name, bool is_ready, U &&value) : void_waiter{name, is_ready}, value(std::forward<U>(value)) {}
  T await_resume() {
    say(">%s", name);
    return std::forward<T>(value);
  }
};

// Their names say whether await_resume gives a value, an lvalue or an rvalue reference. They take references, because
// it is implementation-defined when a parameter by value dies ([expr.call]/6).
inline void_waiter wait(const char *name) { return {name, false}; } // suspends
template <class T> waiter<std::decay_t<T>> wait(const char *name, T &&value) {
  return {name, false, std::forward<T>(value)};
}
template <class T> waiter<T &> wait_ref(const char *name, T &value) { return {name, false, value}; }
template <class T> waiter<T &&> wait_move(const char *name, T &value) { return {name, false, std::move(value)}; }

inline void_waiter ready(const char *name) { return {name, true}; } // does not suspend
template <class T> waiter<std::decay_t<T>> ready(const char *name, T &&value) {
  return {name, true, std::forward<T>(value)};
}
template <class T> waiter<T &> ready_ref(const char *name, T &value) { return {name, true, value}; }

struct maybe { // await_suspend says whether to suspend
  const char *name;
  bool suspends;
  bool await_ready() const {
    say("?%s", name);
    return false;
  }
  bool await_suspend(std::coroutine_handle<> handle) const {
    say("|%s", name);
    if (suspends) pending = handle;
    return suspends;
  }
  int await_resume() const {
    say(">%s", name);
    return suspends;
  }
};

struct transfer { // await_suspend gives the coroutine to resume next
  const char *name;
  std::coroutine_handle<> next;
  bool await_ready() const {
    say("?%s", name);
    return false;
  }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> handle) const {
    say("|%s", name);
    pending = handle;
    return next;
  }
  void await_resume() const { say(">%s", name); }
};

enum class at { ready, suspend, resume };

struct throwing { // one of its functions throws
  const char *name;
  at place;
  bool suspends = true;
  bool await_ready() const {
    say("?%s", name);
    if (place == at::ready) fail(name);
    return !suspends;
  }
  void await_suspend(std::coroutine_handle<> handle) const {
    say("|%s", name);
    if (place == at::suspend) fail(name);
    pending = handle;
  }
  int await_resume() const {
    say(">%s", name);
    if (place == at::resume) fail(name);
    return 0;
  }
};

struct keeper { // has a life that shows, and gives a reference into itself
  noisy item;
  bool is_ready = false;
  explicit keeper(const char *name, bool is_ready = false) : item(name), is_ready(is_ready) {}
  explicit keeper(const std::string &name) : item(name) {}
  bool await_ready() const {
    say("?%s", item.text());
    return is_ready;
  }
  void await_suspend(std::coroutine_handle<> handle) const {
    say("|%s", item.text());
    pending = handle;
  }
  noisy &await_resume() {
    say(">%s", item.text());
    return item;
  }
};

struct elided { // gives an object that can neither be copied nor moved
  const char *name;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> handle) const {
    say("|%s", name);
    pending = handle;
  }
  immovable await_resume() const { return immovable(name); }
};

// ---- A lazy task, which its owner destroys. It is an awaiter: awaiting it starts it and gives its result.

template <class T> struct task_result {
  T *value = nullptr;
  ~task_result() { delete value; }
  template <class U = T> void return_value(U &&result) {
    say("return(%s)", shown(result).c_str());
    value = new T(std::forward<U>(result));
  }
  T take() { return std::move(*value); }
};
template <class T> struct task_result<T &> {
  T *value = nullptr;
  void return_value(T &result) {
    say("return(%s)", shown(result).c_str());
    value = &result;
  }
  T &take() { return *value; }
};
template <> struct task_result<void> {
  void return_void() { say("return()"); }
  void take() {}
};

template <class T = void> struct task {
  struct promise_type : task_result<T> {
    std::coroutine_handle<> continuation;
    std::exception_ptr error;
    struct final_awaiter {
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> handle) const noexcept {
        std::coroutine_handle<> continuation = handle.promise().continuation;
        return continuation ? continuation : std::noop_coroutine();
      }
      void await_resume() const noexcept {}
    };
    task get_return_object() { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    final_awaiter final_suspend() noexcept { return {}; }
    void unhandled_exception() noexcept {
      error = std::current_exception();
      say("unhandled(%s)", current_failure().c_str());
    }
  };

  std::coroutine_handle<promise_type> handle;
  explicit task(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  task(task &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~task() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
  void resume() const { handle.resume(); }

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) const noexcept {
    handle.promise().continuation = awaiting;
    return handle;
  }
  T await_resume() const {
    if (handle.promise().error) std::rethrow_exception(handle.promise().error);
    return handle.promise().take();
  }
};

// ---- Drivers.

// Resumes what is pending, at most `limit` times, a line each; gives how often it did.
inline int drive(int limit = -1) {
  int count = 0;
  while (pending && count != limit) {
    line("%d:", ++count);
    TRACE_TRY { std::exchange(pending, nullptr).resume(); }
    TRACE_CATCH(...) { say("threw(%s)", current_failure().c_str()); }
  }
  return count;
}

// Makes a coroutine where the optimiser cannot see who destroys it, so that it may not omit the allocation of its state,
// and that trace stays the same.
template <class Make> __attribute__((noinline)) auto made_by(Make &make) { return make(); }

// Makes a coroutine, resumes it until it is done, and destroys it.
template <class Make> void run(const char *title, Make make) {
  line("%s:", title);
  TRACE_TRY {
    auto made = made_by(make);
    if (!made.done()) pending = made.handle;
    drive();
    line(made.done() ? "end:" : "end, not done:");
  }
  TRACE_CATCH(...) { say("threw(%s)", current_failure().c_str()); }
}

// Makes a coroutine and destroys it at its first suspension point; then another, at the second; and so on, until
// one is done. Only the destructions are traced.
template <class Make> void destroy_everywhere(const char *title, Make make) {
  bool done = false;
  for (int stop = 0; !done; ++stop) {
    trace.quiet = true;
    {
      auto made = made_by(make);
      if (!made.done()) pending = made.handle;
      drive(stop);
      pending = nullptr;
      done = made.done();
      trace.quiet = false;
      line("%s destroyed after %d%s:", title, stop, done ? ", done" : "");
    }
  }
}
