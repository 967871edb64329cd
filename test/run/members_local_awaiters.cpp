// RUN: %run_and_compare %s %t
// Awaiters of classes that only the functions which return them can name: in const members, and where the promise
// gives them, which the type of a state's awaiter has to be deduced from.
#include "trace.hpp"
#include <utility>

struct quiet { // its awaiters are local classes
  struct promise_type {
    quiet get_return_object() { return quiet{std::coroutine_handle<promise_type>::from_promise(*this)}; }
    auto initial_suspend() noexcept {
      struct starts : std::suspend_never {
        noisy tag{"initial"};
      };
      return starts{};
    }
    auto final_suspend() noexcept {
      struct ends : std::suspend_always {};
      return ends{};
    }
    auto await_transform(const char *name) {
      struct named {
        const char *name;
        noisy tag{name};
        bool await_ready() const { return false; }
        void await_suspend(std::coroutine_handle<> handle) { pending = handle; }
        const char *await_resume() const { return name; }
      };
      return named{name};
    }
    auto yield_value(int value) {
      struct given : std::suspend_always {
        int value;
        void await_suspend(std::coroutine_handle<> handle) {
          say("gives(%d)", value);
          pending = handle;
        }
      };
      return given{{}, value};
    }
    void return_void() { say("return"); }
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
  explicit quiet(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  quiet(quiet &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~quiet() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

class source {
  int n = 7;

public:
  auto next() const {
    struct numbered {
      const int &n;
      bool await_ready() const { return false; }
      void await_suspend(std::coroutine_handle<> handle) { pending = handle; }
      int await_resume() const { return n; }
    };
    return numbered{n};
  }
  task<int> sum() const {
    int total = 0;
    for (int i = 0; i < 2; ++i) total += co_await next();
    co_return total;
  }
  quiet all() const {
    say("%s", co_await "const");
    co_yield n;
    say("%s", co_await "again");
  }
  static quiet none() { co_await "static"; }
};

int main() {
  source from;
  run("sum", [&] { return from.sum(); });
  run("all", [&] { return from.all(); });
  run("none", [] { return source::none(); });
  run("lambda", [&] { return [](const source &of) -> quiet { co_yield static_cast<int>(of.next().n); }(from); });
  destroy_everywhere("all", [&] { return from.all(); });
}
