// RUN: %run_and_compare %s %t
// Standard attributes and specifiers on coroutines, their parameters, locals, statements, classes and lambdas: they stay
// and the program means the same ([dcl.attr]); alignment of locals, parameters and members that the frame can give.
// GCC-DIFFERS: g++ 12 does not align locals.
// FLAGS: -Wno-deprecated-declarations
#include "trace.hpp"
#include <cstdint>

template <class T> bool aligned(const T &object, std::uintptr_t to) {
  return reinterpret_cast<std::uintptr_t>(&object) % to == 0;
}

struct [[nodiscard]] checked { // a type that is not to be discarded
  struct promise_type {
    [[nodiscard]] checked get_return_object() {
      return checked{std::coroutine_handle<promise_type>::from_promise(*this)};
    }
    [[nodiscard]] std::suspend_always initial_suspend() { return {}; }
    [[nodiscard]] std::suspend_always final_suspend() noexcept { return {}; }
    void return_value([[maybe_unused]] int value) { say("value(%d)", value); }
    [[noreturn]] void unhandled_exception() { std::terminate(); }
  };
  std::coroutine_handle<> handle;
  explicit checked(std::coroutine_handle<> handle) : handle(handle) {}
  checked(checked &&other) noexcept : handle(std::exchange(other.handle, nullptr)) {}
  ~checked() {
    if (handle) handle.destroy();
  }
  bool done() const { return handle.done(); }
};

[[nodiscard]] task<int> kept(int n) { co_return co_await wait("kept", n); }
[[nodiscard]] static inline checked doubly([[maybe_unused]] int n, [[maybe_unused]] noisy object) {
  co_await wait("doubly");
  co_return 2;
}
[[deprecated("use kept")]] task<> old() { co_await wait("old"); }
[[maybe_unused]] static task<> not_called(int n) { co_await wait("not called", n); }

task<int> locals([[maybe_unused]] int parameter, [[maybe_unused]] const noisy &object) {
  [[maybe_unused]] int unused = 1;
  [[maybe_unused]] noisy local("local");
  [[maybe_unused]] auto [one, two] = std::make_pair(1, 2);
  [[maybe_unused]] constexpr int constant = 4;
  [[maybe_unused]] auto closure = [one = one] { return one; };
  co_await wait("a");
  struct [[maybe_unused]] unused_class {
    [[maybe_unused]] int member;
  };
  using unused_type [[maybe_unused]] = int;
  [[maybe_unused]] auto result = co_await wait("b", 5);
  for ([[maybe_unused]] int each : {1, 2}) co_await wait("c");
  (void)co_await kept(6);
  co_return 7;
}
task<int> statements(int n) {
  int sum = 0;
  for (; n < 4; ++n) switch (n) {
    case 1: sum += co_await wait("one", 1); [[fallthrough]];
    case 2:
      co_await wait("two");
      sum += 10;
      [[fallthrough]];
    default: sum += 100;
    }

  co_return sum;
}
task<int> alignment(char small, [[maybe_unused]] char other) {
  alignas(16) char first = small;
  alignas(double) unsigned char bytes[3] = {1, 2, 3};
  struct alignas(16) block {
    char c = 'c';
  } blocks[2];
  char between = 'b';
  alignas(8) char last = 'l';
  co_await wait("a");
  say("%d%d%d%d%d", aligned(first, 16), aligned(bytes, alignof(double)), aligned(blocks[0], 16), aligned(blocks[1], 16),
      aligned(last, 8));
  alignas(alignof(long long)) char late = between;
  co_await wait("b");
  say("%d%c%c%c%d", aligned(late, alignof(long long)), first, late, last, bytes[2]);
  co_return static_cast<int>(sizeof blocks);
}
struct object {
  alignas(16) char room[3] = {'a', 'b', 'c'};
  [[nodiscard]] task<int> member([[maybe_unused]] int n) const & noexcept {
    [[maybe_unused]] auto &alias = room;
    co_await wait("member");
    co_return aligned(room, 16);
  }
  [[deprecated]] int old_data = 3;
  [[nodiscard, deprecated]] static task<int> both() { co_return co_await wait("both", 1); }
};
enum class [[nodiscard]] status { good, bad [[deprecated]] };
task<status> checked_status() {
  status now = status::good;
  co_await wait("status");
  co_return now;
}
std::string shown(status of) { return of == status::good ? "good" : "bad"; }

int main() {
  run("kept", [] { return kept(1); });
  run("doubly", [] { return doubly(1, noisy("object")); });
  run("old", [] { return old(); });
  noisy object_of_locals("object");
  run("locals", [&] { return locals(1, object_of_locals); });
  destroy_everywhere("locals", [&] { return locals(1, object_of_locals); });
  run("statements", [] { return statements(1); });
  run("alignment", [] { return alignment('s', 'o'); });
  object o;
  run("member", [&] { return o.member(1); });
  run("both", [] { return object::both(); });
  run("status", [] { return checked_status(); });
  auto lambda = [](noisy object, [[maybe_unused]] int n) -> task<int> {
    [[maybe_unused]] noisy local(object);
    co_return co_await wait("lambda", 8);
  };
  run("lambda", [&] { return lambda(noisy("object"), 1); });
}
// EXPECT: kept:
// EXPECT: 1: ?kept |kept
// EXPECT: 2: >kept return(1)
// EXPECT: end:
// EXPECT: doubly: +object move(object) -(object)
// EXPECT: 1: ?doubly |doubly
// EXPECT: 2: >doubly value(2)
// EXPECT: end: -object
// EXPECT: old:
// EXPECT: 1: ?old |old
// EXPECT: 2: >old return()
// EXPECT: end: +object
// EXPECT: locals:
// EXPECT: 1: +local ?a |a
// EXPECT: 2: >a ?b |b
// EXPECT: 3: >b ?c |c
// EXPECT: 4: >c ?c |c
// EXPECT: 5: >c ?kept |kept
// EXPECT: 6: >kept return(6) return(7) -local
// EXPECT: end:
// EXPECT: locals destroyed after 0:
// EXPECT: locals destroyed after 1: -local
// EXPECT: locals destroyed after 2: -local
// EXPECT: locals destroyed after 3: -local
// EXPECT: locals destroyed after 4: -local
// EXPECT: locals destroyed after 5: -local
// EXPECT: locals destroyed after 6, done:
// EXPECT: statements:
// EXPECT: 1: ?one |one
// EXPECT: 2: >one ?two |two
// EXPECT: 3: >two ?two |two
// EXPECT: 4: >two return(321)
// EXPECT: end:
// EXPECT: alignment:
// EXPECT: 1: ?a |a
// EXPECT: 2: >a 11111 ?b |b
// EXPECT: 3: >b 1sbl3 return(32)
// EXPECT: end:
// EXPECT: member:
// EXPECT: 1: ?member |member
// EXPECT: 2: >member return(1)
// EXPECT: end:
// EXPECT: both:
// EXPECT: 1: ?both |both
// EXPECT: 2: >both return(1)
// EXPECT: end:
// EXPECT: status:
// EXPECT: 1: ?status |status
// EXPECT: 2: >status return(good)
// EXPECT: end:
// EXPECT: lambda: +object move(object) -(object)
// EXPECT: 1: copy(object) ?lambda |lambda
// EXPECT: 2: >lambda return(8) -object'
// EXPECT: end: -object -object
