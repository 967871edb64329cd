// Creates, runs and destroys a chain of ten tasks, each of which awaits the next. ELIDABLE says whether their type is
// marked with [[clang::coro_await_elidable]]. bench/chain_of_tasks.sh builds it natively and lowered.
#include <benchmark/benchmark.h>

#include <coroutine>
#include <exception>
#include <utility>

#if defined(ELIDABLE) && defined(__clang__)
#define MARKED [[clang::coro_await_elidable]]
#else
#define MARKED
#endif

struct MARKED task {
  struct promise_type {
    std::coroutine_handle<> awaiting = std::noop_coroutine();
    std::exception_ptr error;
    int value = 0;

    struct final_awaiter {
      bool await_ready() const noexcept { return false; }
      std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> done) const noexcept {
        return done.promise().awaiting;
      }
      void await_resume() const noexcept {}
    };
    task get_return_object() noexcept { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() const noexcept { return {}; }
    final_awaiter final_suspend() const noexcept { return {}; }
    void return_value(int result) noexcept { value = result; }
    void unhandled_exception() noexcept { error = std::current_exception(); }
  };

  explicit task(std::coroutine_handle<promise_type> coroutine) noexcept : coroutine(coroutine) {}
  task(task &&other) noexcept : coroutine(std::exchange(other.coroutine, nullptr)) {}
  ~task() {
    if (coroutine) coroutine.destroy();
  }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) const noexcept {
    coroutine.promise().awaiting = awaiting;
    return coroutine;
  }
  int await_resume() const {
    if (coroutine.promise().error) std::rethrow_exception(coroutine.promise().error);
    return coroutine.promise().value;
  }

  std::coroutine_handle<promise_type> coroutine;
};

task level0(int n) { co_return n; }
task level1(int n) { co_return co_await level0(n) + 1; }
task level2(int n) { co_return co_await level1(n) + 1; }
task level3(int n) { co_return co_await level2(n) + 1; }
task level4(int n) { co_return co_await level3(n) + 1; }
task level5(int n) { co_return co_await level4(n) + 1; }
task level6(int n) { co_return co_await level5(n) + 1; }
task level7(int n) { co_return co_await level6(n) + 1; }
task level8(int n) { co_return co_await level7(n) + 1; }
task level9(int n) { co_return co_await level8(n) + 1; }

static void chain(benchmark::State &state) {
  int n = 1;
  for ([[maybe_unused]] auto each : state) {
    task outermost = level9(n);
    outermost.coroutine.resume();
    benchmark::DoNotOptimize(n = outermost.await_resume());
  }
}
BENCHMARK(chain);
BENCHMARK_MAIN();
