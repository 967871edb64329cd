#include <coroutine>

struct session_task {
  struct promise_type {
    int result = 0;
    session_task get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int value) { result = value; }
    void unhandled_exception() {}
  };
};

struct buffer {
  char *bytes;
  long size;
  explicit buffer(int size);
  ~buffer();
};

struct connection {
  struct transfer {
    connection *with;
    buffer *what;
    bool await_ready();
    void await_suspend(std::coroutine_handle<>);
    int await_resume();
  };
  transfer read(buffer &into);
  transfer write(buffer &from, int n);
};

session_task session(connection &peer) {
  int total = 0;
  while (true) {
    buffer bytes(16);
    int got = co_await peer.read(bytes);
    if (got == 0)
      break;
    total += got;
    co_await peer.write(bytes, got);
  }
  co_return total;
}
