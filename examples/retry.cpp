// Asks a server that fails at times, and asks again. Failures are exceptions,
// which a coroutine catches where it awaits, like any function: the server
// hanging up is one that costate::receiver throws, a malformed answer is one
// of our own, thrown in one coroutine and caught in another.

#include <costate/block_on.hpp>
#include <costate/oneshot.hpp>
#include <costate/task.hpp>

#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

// Answers requests, each in a thread of its own, with what it was told to.
class server {
public:
  // The answers in their order; an empty one means to hang up without any.
  explicit server(std::vector<std::string> answers) : answers_(std::move(answers)) {}
  ~server() {
    for (std::thread &worker : workers_)
      worker.join();
  }

  costate::receiver<std::string> request() {
    auto [answer, response] = costate::oneshot<std::string>();
    workers_.emplace_back(
        [answer = std::move(answer), text = answers_.at(workers_.size())]() mutable {
          std::this_thread::sleep_for(std::chrono::milliseconds(5));
          if (!text.empty())
            answer.send(std::move(text));
        });
    return std::move(response);
  }

private:
  std::vector<std::string> answers_;
  std::vector<std::thread> workers_;
};

// What became of an attempt, printed where its scope ends.
class report {
public:
  explicit report(int attempt) : attempt_(attempt) {}
  ~report() { std::printf("  attempt %d: %s\n", attempt_, what_.c_str()); }
  report(const report &) = delete;
  report &operator=(const report &) = delete;

  void say(std::string what) { what_ = std::move(what); }

private:
  int attempt_;
  std::string what_ = "no use in asking again";
};

// One request. The server says "= 7" when it means 7.
costate::task<int> ask(server &from) {
  std::string answer = co_await from.request();
  if (answer == "closed")
    throw std::logic_error("the server is closed");
  if (answer.compare(0, 2, "= ") != 0)
    throw std::invalid_argument("cannot read \"" + answer + "\"");
  co_return std::stoi(answer.substr(2));
}

// Up to `attempts` requests. What cannot be repaired by asking again is thrown.
costate::task<int> retry(server &from, int attempts) {
  for (int attempt = 1; attempt <= attempts; ++attempt) {
    report line(attempt);
    try {
      int value = co_await ask(from);
      line.say("got " + std::to_string(value));
      co_return value;
    } catch (const costate::no_value &) {
      line.say("the server hung up");
    } catch (const std::invalid_argument &e) {
      line.say(e.what());
    }
  }
  throw std::runtime_error("gave up after " + std::to_string(attempts) + " attempts");
}

void run(const char *title, std::vector<std::string> answers) {
  std::printf("%s\n", title);
  server flaky(std::move(answers));
  try {
    int value = costate::block_on(retry(flaky, 3));
    std::printf("  value: %d\n", value);
  } catch (const std::exception &e) {
    std::printf("  error: %s\n", e.what());
  }
}

int main() {
  run("a good day", {"= 7"});
  run("a bad day", {"", "oops", "= 42"});
  run("the worst day", {"", "", "="});
  run("a holiday", {"", "closed"});
}
