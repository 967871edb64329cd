// What borrow-across-suspend must catch.
//
// RUN: %check_warnings --only=borrow-across-suspend %s -- -std=c++20 -I %S/Inputs

#include "await.hpp"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

void use(std::string_view);
void use_number(int);
std::string name();
std::vector<int> numbers();

task<> lazy(const std::string &text) { // WARN: borrow-across-suspend NOTE: 'text' of type 'const std::string &' NOTE: starts suspended
  use(text); // NOTE: it is used later, here
  co_return;
}

eager<> after_an_await(const std::string &text) { // WARN: borrow-across-suspend
  co_await tick(); // NOTE: suspended here
  use(text);
}

task<> to_be_changed(std::string &text) { // WARN: borrow-across-suspend
  co_await tick();
  text += "!";
}

task<> moved_from(std::string &&text) { // WARN: borrow-across-suspend
  co_await tick();
  use(std::move(text));
}

task<> view(std::string_view text) { // WARN: borrow-across-suspend
  co_await tick();
  use(text);
}

task<> span(std::span<const int> all) { // WARN: borrow-across-suspend
  co_await tick();
  use_number(all[0]);
}

task<> iterators(std::vector<int>::iterator first, std::vector<int>::iterator last) { // WARN: borrow-across-suspend, borrow-across-suspend
  for (; first != last; ++first)
    co_await tick();
}

task<> braces(std::initializer_list<int> all) { // WARN: borrow-across-suspend
  co_await tick();
  for (const int each : all)
    use_number(each);
}

task<> wrapper(std::reference_wrapper<int> number) { // WARN: borrow-across-suspend
  co_await tick();
  use_number(number);
}

eager<> through_an_alias(const std::vector<std::string> &all) { // WARN: borrow-across-suspend
  const std::string &first = all.front();
  co_await tick();
  use(first); // NOTE: it is used later, here
}

eager<> in_a_loop(const std::vector<int> &all) { // WARN: borrow-across-suspend
  for (const int each : all) {
    use_number(each);
    co_await tick();
  }
}

generator<int> yields(const std::vector<int> &all) { // WARN: borrow-across-suspend
  for (const int each : all)
    co_yield each;
}

eager<> in_handler(const std::string &text) { // WARN: borrow-across-suspend
  try {
    co_await tick();
  } catch (...) {
    use(text);
  }
}

struct server {
  int port;
  task<> listen(const std::string &host) { // WARN: borrow-across-suspend
    co_await tick();
    use(host);
  }
};

task<> pointer_to_temporary() {
  const char *text = name().c_str(); // WARN: borrow-across-suspend NOTE: refers to a temporary of type 'std::string'
  co_await tick();
  use(text);
}

task<> view_of_temporary() {
  std::string_view text = name(); // WARN: borrow-across-suspend
  co_await tick();
  use(text);
}

task<> span_of_temporary() {
  std::span<const int> all = numbers(); // WARN: borrow-across-suspend
  co_await tick();
  use_number(all[0]);
}

class config {
  std::vector<int> ports_;
  std::string host_;

public:
  const std::vector<int> &ports() const { return ports_; }
  std::string_view host() const { return host_; }
};
config read_config();

task<> member_of_temporary() {
  const auto &ports = read_config().ports(); // WARN: borrow-across-suspend
  co_await tick();
  use_number(ports[0]);
}

task<> range_of_temporary() {
  for (const int port : read_config().ports()) { // WARN: borrow-across-suspend
    co_await tick();
    use_number(port);
  }
}

task<> iterator_of_temporary() {
  auto first = numbers().begin(); // WARN: borrow-across-suspend
  co_await tick();
  use_number(*first);
}

void spawn(task<>);
task<> print(const std::string &text);
task<> print_view(std::string_view text);
task<> print_all(const std::vector<int> *all);

task<> temporary_for_later() {
  auto job = print(name() + "!"); // WARN: borrow-across-suspend NOTE: a task is given a reference to a temporary
  co_await job;
}

task<> view_of_temporary_for_later() {
  auto job = print_view(name()); // WARN: borrow-across-suspend
  co_await std::move(job);
}

task<> local_spawned() {
  std::string text = name();
  spawn(print(text)); // WARN: borrow-across-suspend NOTE: local 'text' is given by reference NOTE: it leaves the scope here
  co_return;
}

task<> pointer_spawned() {
  std::vector<int> all;
  spawn(print_all(&all)); // WARN: borrow-across-suspend
  co_await tick();
}

task<> returned() {
  std::string text = name();
  return print(text); // WARN: borrow-across-suspend
}

void spawn_temporary() {
  spawn(print(name())); // WARN: borrow-across-suspend
}

void called_at_once(int number) {
  spawn([number]() -> task<> { // WARN: borrow-across-suspend NOTE: the coroutine of this lambda uses the capture 'number' after a suspension
    co_await tick();
    use_number(number); // NOTE: the capture is used later
  }());
}

class session {
  int count_ = 0;

public:
  void start() {
    spawn([this]() -> task<> { // WARN: borrow-across-suspend NOTE: uses the captured 'this'
      co_await tick();
      ++count_;
    }());
  }
};

void by_name(int number) {
  auto job = [&number]() -> task<> { // WARN: borrow-across-suspend
    co_await tick();
    ++number;
  };
  spawn(job());
}

void post(std::function<task<>()>);

void given_away(std::string text) {
  post([text]() -> task<> { // WARN: borrow-across-suspend
    co_await tick();
    use(text);
  });
}

task<> returned_closure(int number) {
  auto job = [=]() -> task<> { // WARN: borrow-across-suspend
    co_await tick();
    use_number(number);
  };
  return job();
}

template <class T> task<> instantiated(const T &value) { // WARN: borrow-across-suspend
  co_await tick();
  use_number(value);
}
template task<> instantiated(const int &);
template task<> instantiated(const long &);

template <class T> task<> never_instantiated(const T &value) { // WARN: borrow-across-suspend
  co_await tick();
  use_number(value);
}

void lambda_that_leaves(int number) {
  auto job = [](int &number) -> task<> { // WARN: borrow-across-suspend
    co_await tick();
    ++number;
  };
  spawn(job(number)); // WARN: borrow-across-suspend
}

auto lambda_in_a_result() {
  return [](const std::string &text) -> task<> { // WARN: borrow-across-suspend
    co_await tick();
    use(text);
  };
}

struct [[clang::coro_return_type, clang::coro_lifetimebound]] bound {
  struct promise_type {
    bound get_return_object();
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
};

[[clang::coro_disable_lifetimebound]] bound not_watched(std::string_view view) { // WARN: borrow-across-suspend
  co_await tick();
  use(view);
}

void closure_moved(int number) {
  auto job = [number]() -> task<> { // WARN: borrow-across-suspend
    co_await tick();
    use_number(number);
  };
  auto moved = std::move(job);
  spawn(moved());
}
