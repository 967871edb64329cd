// RUN: %run_and_compare %s %t
// A promise with a stricter alignment than operator new gives is aligned, and found from its handle and back, also from
// outside ([coroutine.handle.con], [basic.align]/3); so are the parameters and locals beside it.
// NATIVE-DIFFERS: Clang 22 and g++ 12 do not align their frames; UBSan reports it.
#include "trace.hpp"
#include <cstdint>

bool aligned(const void *p, std::uintptr_t to) {
  volatile std::uintptr_t address = reinterpret_cast<std::uintptr_t>(p);
  return address % to == 0;
}
struct alignas(32) wide {
  int value;
};

template <std::size_t Alignment> struct coroutine {
  struct alignas(Alignment) promise_type {
    int value = 5;
    promise_type() {} // no aggregate, which could be made of the parameters
    coroutine get_return_object() {
      say("%d", aligned(this, Alignment));
      return {std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    std::suspend_always initial_suspend() { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
  coroutine(std::coroutine_handle<promise_type> handle) : handle(handle) {}
  coroutine(coroutine &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~coroutine() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

template <std::size_t Alignment> struct own_promise { // awaits its promise
  int *value = nullptr;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<typename coroutine<Alignment>::promise_type> handle) {
    value = &handle.promise().value;
    say("%d", aligned(&handle.promise(), Alignment));
    pending = handle;
  }
  int &await_resume() const { return *value; }
};

coroutine<64> of_64(wide parameter) {
  wide local{2};
  co_await own_promise<64>() += parameter.value;
  co_await wait("a");
  say("%d%d", aligned(&parameter, 32), aligned(&local, 32));
}
coroutine<256> of_256(char c) {
  co_await own_promise<256>() += c;
  co_await wait("b");
}
coroutine<8> of_8(char c) { co_await own_promise<8>() += c; }

template <class Coroutine, class T> void check(const char *title, Coroutine (*make)(T), T argument) {
  line("%s:", title);
  Coroutine made = make(argument);
  auto &promise = made.handle.promise();
  auto back = std::remove_reference_t<decltype(made.handle)>::from_promise(promise);
  pending = std::coroutine_handle<>::from_address(made.handle.address());
  drive();
  line("%s: %d %d", title, promise.value, back == made.handle);
}

int main() {
  for (int i = 0; i < 2; ++i) {
    check("64", of_64, wide{10});
    check<coroutine<256>, char>("256", of_256, 20);
    check<coroutine<8>, char>("8", of_8, 30);
  }
}
// EXPECT: 64: 1
// EXPECT: 1: 1
// EXPECT: 2: ?a |a
// EXPECT: 3: >a 11
// EXPECT: 64: 15 1
// EXPECT: 256: 1
// EXPECT: 1: 1
// EXPECT: 2: ?b |b
// EXPECT: 3: >b
// EXPECT: 256: 25 1
// EXPECT: 8: 1
// EXPECT: 1: 1
// EXPECT: 2:
// EXPECT: 8: 35 1
// EXPECT: 64: 1
// EXPECT: 1: 1
// EXPECT: 2: ?a |a
// EXPECT: 3: >a 11
// EXPECT: 64: 15 1
// EXPECT: 256: 1
// EXPECT: 1: 1
// EXPECT: 2: ?b |b
// EXPECT: 3: >b
// EXPECT: 256: 25 1
// EXPECT: 8: 1
// EXPECT: 1: 1
// EXPECT: 2:
// EXPECT: 8: 35 1
