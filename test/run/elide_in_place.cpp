// RUN: %run_and_compare %s %t -- --await-elidable='^task<'
// Storage that the program provides: static, on the stack, in an object; used again when the coroutine in it is gone.
#include "trace.hpp"
#include <costate/in_place.hpp>

namespace shop {
task<int> leaf(const noisy &object, int n) {
  noisy local("leaf");
  co_await wait(object.text());
  co_return n;
}
static task<int> pair(const noisy &object, int n) noexcept {
  co_return co_await leaf(object, n) + co_await leaf(object, n + 1);
}
task<int> overloaded(int n) { co_return n; }
task<int> overloaded(const char *text) {
  co_await wait(text);
  co_return 7;
}

using overload = task<int> (*)(const char *);
struct device {
  noisy tag{"device"};
  costate::in_place<costate::machine_of<&pair>> place;
  task<int> start() { return place.start(tag, 3); }
};
static_assert(costate::frame_size<costate::machine_of<&leaf>> <= costate::frame_size<costate::machine_of<&pair>>);
static_assert(costate::frame_align<costate::machine_of<pair>> <= alignof(std::max_align_t));
} // namespace shop

static costate::in_place<costate::machine_of<&shop::pair>> place;
static costate::in_place<costate::machine_of<static_cast<shop::overload>(&shop::overloaded)>> other;

template <class Task> void finish(Task task) {
  pending = task.handle;
  drive();
  say("%d", task.handle.promise().take());
}

int main() {
  noisy object("object");
  line("static:");
  finish(place.start(object, 1));
  line("again:");
  finish(place.start(object, 2));
  line("overloaded:");
  finish(other.start("text"));
  line("member:");
  {
    shop::device device;
    finish(device.start());
    line("destroyed while it waits:");
    task<int> waiting = device.start();
    pending = waiting.handle;
    drive(1);
    pending = nullptr;
    line("leave:");
  }
  line("stack:");
  {
    costate::in_place<costate::machine_of<&shop::leaf>> here;
    finish(here.start(object, 5));
  }
}
