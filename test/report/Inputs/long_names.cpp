#include <coroutine>
#include <string>

namespace a_library_with_a_long_name {

struct task {
  struct promise_type {
    task get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};

struct tick {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

template <class Operation, class Continuation>
task run_again_and_again_until_it_succeeds(const std::string &name_of_the_operation, Operation operation, Continuation continuation) {
  for (;;) {
    try {
      operation(name_of_the_operation);
      co_await tick();
      continuation();
      co_return;
    } catch (...) {
    }
    co_await tick();
  }
}

} // namespace a_library_with_a_long_name

void use() {
  a_library_with_a_long_name::run_again_and_again_until_it_succeeds("", [](const std::string &) {}, [] {});
}
