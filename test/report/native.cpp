// The size of Clang's own frame is what it allocates.
//
// RUN: rm -rf %t && mkdir %t
// RUN: %costate --emit=report %s -o %t/report -- -std=c++20
// RUN: %clangxx -std=c++20 -O2 %s -o %t/program && %t/program > %t/sizes
// RUN: FileCheck --check-prefix=SIZES %s < %t/sizes
// RUN: sed -n 's/.*at -O2: //p' %t/report | sort > %t/reported
// RUN: sort %t/sizes | diff - %t/reported
// RUN: %costate --emit=report %s -- -std=c++20 -O0 | FileCheck --check-prefix=O0 %s
// RUN: %costate --emit=report --native-sizes=false %s -- -std=c++20 | FileCheck --check-prefix=NONE %s
//
// SIZES-COUNT-4: {{^[0-9]+$}}
// O0: Clang's at -O0: {{[0-9]+}}
// NONE-NOT: Clang's

#include <coroutine>
#include <cstdio>
#include <string>

struct job {
  struct promise_type {
    void *operator new(std::size_t size) {
      std::printf("%zu\n", size);
      return ::operator new(size);
    }
    void operator delete(void *memory) { ::operator delete(memory); }
    job get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
};

job simple(int n) {
  co_await std::suspend_always();
  std::printf("%d", n);
}
static job internal(std::string text) {
  std::string copy = text;
  co_await std::suspend_always();
  std::printf("%s", copy.c_str());
}
struct device {
  long name = 1;
  job read(char c) { // inline
    co_await std::suspend_always();
    std::printf("%ld %c", name, c);
  }
};
template <class T> job keep(T value) {
  co_await std::suspend_always();
  std::printf("%zu", sizeof(value));
}

void *volatile out;
int main() {
  out = simple(1).handle.address();
  out = internal("text").handle.address();
  device d;
  out = d.read('c').handle.address();
  out = keep(1.0).handle.address();
}
