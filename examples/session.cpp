// An echo server's side of a connection: read, write back, until the peer
// hangs up. What the session holds is held by locals, so it is given back at
// the end of each round, and also when the session is dropped in mid-sentence.
//
// The coroutine's type and the awaiters are written out here. They are all
// that a library for coroutines has to provide.

#include <coroutine>
#include <cstdio>
#include <deque>
#include <exception>
#include <string>
#include <utility>

// A running coroutine. It starts at once; dropping it destroys it.
class session_task {
public:
  struct promise_type {
    int result = 0;

    session_task get_return_object() { return session_task(*this); }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(int value) { result = value; }
    void unhandled_exception() { std::terminate(); }
  };

  explicit session_task(promise_type &promise)
      : coroutine_(std::coroutine_handle<promise_type>::from_promise(promise)) {}
  session_task(session_task &&other) noexcept
      : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
  ~session_task() {
    if (coroutine_)
      coroutine_.destroy();
  }

  bool done() const { return coroutine_.done(); }
  int result() const { return coroutine_.promise().result; }

private:
  std::coroutine_handle<promise_type> coroutine_;
};

// Memory for one message.
class buffer {
public:
  explicit buffer(int size) : bytes_(new char[size]), size_(size) {
    std::printf("    a buffer of %d is taken\n", size_);
  }
  ~buffer() {
    std::printf("    a buffer of %d is given back\n", size_);
    delete[] bytes_;
  }
  buffer(const buffer &) = delete;
  buffer &operator=(const buffer &) = delete;

  char *data() { return bytes_; }
  int size() const { return size_; }

private:
  char *bytes_;
  int size_;
};

// One end of a conversation. The other end is main, which types on it.
class connection {
public:
  explicit connection(const char *name) : name_(name) { std::printf("  %s: connected\n", name_); }
  ~connection() { std::printf("  %s: closed\n", name_); }
  connection(const connection &) = delete;
  connection &operator=(const connection &) = delete;

  // co_await read(into) waits for the peer to type something, and gives its
  // length, or 0 if the peer has hung up.
  struct reading {
    connection &from;
    buffer &into;

    bool await_ready() const { return !from.inbox_.empty(); }
    void await_suspend(std::coroutine_handle<> reader) { from.reader_ = reader; }
    int await_resume() {
      std::string text = std::move(from.inbox_.front());
      from.inbox_.pop_front();
      return int(text.copy(into.data(), std::size_t(into.size())));
    }
  };
  reading read(buffer &into) { return {*this, into}; }

  // co_await write(from, n) shows n bytes to the peer, who is always ready.
  struct writing {
    connection &to;
    buffer &from;
    int n;

    bool await_ready() const { return true; }
    void await_suspend(std::coroutine_handle<>) {}
    void await_resume() { std::printf("  %s: <- %.*s\n", to.name_, n, from.data()); }
  };
  writing write(buffer &from, int n) { return {*this, from, n}; }

  // The peer types, and wakes up the reader.
  void type(const char *text) {
    std::printf("  %s: -> %s\n", name_, text);
    deliver(text);
  }
  void hang_up() {
    std::printf("  %s: hangs up\n", name_);
    deliver("");
  }

private:
  void deliver(std::string text) {
    inbox_.push_back(std::move(text));
    if (auto reader = std::exchange(reader_, nullptr))
      reader.resume();
  }

  const char *name_;
  std::deque<std::string> inbox_;
  std::coroutine_handle<> reader_;
};

session_task session(connection &peer) {
  std::string log;
  int total = 0;
  while (true) {
    buffer bytes(16);
    int got = co_await peer.read(bytes);
    if (got == 0)
      break;
    total += got;
    log += log.empty() ? "" : "+";
    log += std::to_string(got);
    co_await peer.write(bytes, got);
  }
  std::printf("    the session echoed %s bytes\n", log.c_str());
  co_return total;
}

int main() {
  std::printf("a conversation\n");
  {
    connection peer("ada");
    session_task echo = session(peer);
    peer.type("hello");
    peer.type("anybody there?");
    peer.hang_up();
    std::printf("  done: %s, %d bytes\n", echo.done() ? "yes" : "no", echo.result());
  }

  std::printf("a conversation that the server ends\n");
  {
    connection peer("bob");
    session_task echo = session(peer);
    peer.type("let me tell you");
    std::printf("  done: %s\n", echo.done() ? "yes" : "no");
  } // dropped while it waits for more
}
