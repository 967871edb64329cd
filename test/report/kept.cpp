// Why values are kept, and where they are used next: the flow decides, not the order of the text.
//
// RUN: %costate --emit=report --native-sizes=false %s -- -std=c++20 | FileCheck %s

#include <coroutine>

struct job {
  struct promise_type {
    job get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
struct event : std::suspend_always {};
struct guard {
  ~guard();
};
void use(int);
void look(const int &);
bool maybe();
bool more(int);

// CHECK-LABEL: {{^}}branches at
job branches(int n) {
  // CHECK: AwaitEvent at {{.*}}:[[#@LINE+7]]:
  // CHECK: n: int, 4 bytes at {{[0-9]+}} in the frame, made at [[#@LINE-2]]:18; lives as long as the frame
  // CHECK: left: int, 4 bytes at {{[0-9]+}} in Body, made at [[#@LINE+2]]:7; not needed any more
  // CHECK: right: int, 4 bytes at {{[0-9]+}} in Body, made at [[#@LINE+2]]:7; used later at [[#@LINE+5]]:9
  int left = n;
  int right = n;
  if (maybe()) {
    co_await event();
    use(right);
  } else {
    // CHECK: AwaitEvent2 at {{.*}}:[[#@LINE+3]]:
    // CHECK: left: int, {{.*}}; used later at [[#@LINE+3]]:9
    // CHECK-NEXT: right: int, {{.*}}; not needed any more
    co_await event();
    use(left);
  }
}

// CHECK-LABEL: {{^}}rounds at
job rounds() {
  // CHECK: AwaitEvent at
  // CHECK: last: int, {{.*}}; used later at [[#@LINE+3]]:10
  int last = 0;
  while (more(1)) {
    look(last);
    last = 1;
    co_await event();
  }
}

// CHECK-LABEL: {{^}}reasons at
job reasons() {
  // CHECK: AwaitEvent at
  // CHECK: shown: int, {{.*}}; address escapes at [[#@LINE+5]]:8
  // CHECK: g: guard, 1 byte {{.*}}; destroyed later
  guard g;
  int shown = 1;
  int spent = 2;
  look(shown);
  use(spent);
  co_await event();
}

// CHECK-LABEL: {{^}}later_escape at
job later_escape(int n) {
  // CHECK: AwaitEvent at
  // CHECK: value: int, {{.*}}; used later at [[#@LINE+3]]:8{{$}}
  int value = n;
  co_await event();
  look(value);
}

// CHECK-LABEL: {{^}}handlers at
job handlers(int n) {
  // CHECK: AwaitEvent at
  // CHECK: n: int, {{.*}}; used later at [[#@LINE+4]]:9
  try {
    co_await event();
  } catch (...) {
    use(n);
  }
}

// CHECK-LABEL: {{^}}jumps at
job jumps(int n) {
  // CHECK: transitions
  // CHECK-NEXT: (call) -> Start: call
  // CHECK-NEXT: Start -> AwaitEvent: resume
  // CHECK-NEXT: AwaitEvent -> AwaitEvent: maybe()
  // CHECK-NEXT: AwaitEvent -> AwaitEvent2: !maybe(), case 1
  // CHECK-NEXT: AwaitEvent -> Done: !maybe(), default, co_return
  // CHECK-NEXT: AwaitEvent2 -> Done: resume
again:
  co_await event();
  if (maybe()) {
    use(n);
    goto again;
  }
  switch (n) {
  case 1:
    co_await event();
    break;
  default:
    co_return;
  }
}
