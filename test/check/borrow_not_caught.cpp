// What borrow-across-suspend must leave alone.
//
// RUN: %check_warnings --only=borrow-across-suspend %s -- -std=c++23 -I %S/Inputs

#include "await.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

void use(std::string_view);
void use_number(int);
std::string name();
std::vector<int> numbers();

eager<> before_the_first(const std::string &text) {
  use(text);
  co_await tick();
}

eager<> copied_first(const std::string &text, std::string_view view) {
  const std::string copy = text;
  std::string second(view);
  co_await tick();
  use(copy);
  use(second);
}

eager<> never_suspended(const std::string &text) {
  co_await std::suspend_never();
  use(text);
}

eager<> other_path(const std::string &text, bool wait) {
  if (wait) {
    co_await tick();
    co_return;
  }
  use(text);
}

task<> unused(const std::string &, const int &number) {
  co_await tick();
}

task<> by_value(std::string text, std::vector<int> all, std::unique_ptr<int> number) {
  co_await tick();
  use(text);
  use_number(all[0] + *number);
}

task<> pointer(const std::string *text) {
  co_await tick();
  use(*text);
}

task<> of_a_local() {
  std::string text = name();
  std::string_view view = text;
  const std::string &same = text;
  auto first = text.begin();
  co_await tick();
  use(view);
  use(same);
  *first = 'a';
}

task<> of_a_parameter_copy(std::string text) {
  std::string_view view = text;
  co_await tick();
  use(view);
}

const std::string constant = "text";

task<> of_something_static() {
  static const std::string local = "local";
  std::string_view view = constant;
  std::string_view other = local;
  const std::string &same = constant;
  const char *text = "text";
  std::string_view literal = "literal";
  co_await tick();
  use(view);
  use(other);
  use(same);
  use(text);
  use(literal);
}

task<> extended() {
  const std::string &text = name();
  auto &&all = numbers();
  co_await tick();
  use(text);
  use_number(all[0]);
}

task<> temporary_used_at_once() {
  std::string_view view = name();
  use_number(view.size());
  co_await tick();
}

task<> ranges() {
  for (const int each : numbers()) {
    co_await tick();
    use_number(each);
  }
}

void spawn(task<>);
task<> print(const std::string &text);
task<> print_view(std::string_view text);
task<> print_copy(std::string text) {
  co_await tick();
  use(text);
}
template <class... Tasks> value<int> when_all(Tasks... tasks);
void sync_wait(task<>);
task<> when_done(value<int>);

task<> awaited_at_once() {
  std::string text = name();
  co_await print(text);
  co_await print(name() + "!");
  co_await print_view(name());
  co_await when_all(print(text), print(name()));
}

task<> awaited_in_the_scope() {
  std::string text = name();
  auto job = print(text);
  co_await job;
}

task<> given_by_value() {
  std::string text = name();
  spawn(print_copy(text));
  spawn(print_copy(name()));
  co_return;
}

void waited_for() {
  std::string text = name();
  sync_wait(print(text));
  sync_wait(print(name()));
}

struct task_scope {
  void spawn(task<>);
  value<int> join();
};

task<> joined() {
  std::string text = name();
  task_scope scope;
  scope.spawn(print(text));
  co_await scope.join();
}

void of_something_static_spawned() {
  spawn(print(constant));
}

task<> closure_awaited(int number) {
  co_await [number]() -> task<> {
    co_await tick();
    use_number(number);
  }();
}

task<> closure_by_name(int number) {
  auto job = [&number]() -> task<> {
    co_await tick();
    ++number;
  };
  co_await job();
}

void closure_waited_for(int number) {
  sync_wait([&]() -> task<> {
    co_await tick();
    ++number;
  }());
}

void no_captures() {
  spawn([]() -> task<> {
    co_await tick();
    use(constant);
  }());
}

void as_parameters(int number) {
  spawn([](int number) -> task<> {
    co_await tick();
    use_number(number);
  }(number));
}

void captured_before_the_first(int number) {
  [number]() -> eager<> {
    use_number(number);
    co_await tick();
  }();
}

void closure_copied(int number) {
  spawn([number](this auto self) -> task<> {
    co_await tick();
    use_number(number);
  }());
}

class account {
  std::string owner_;

public:
  task<> show() { // the object is the caller's to keep
    co_await tick();
    use(owner_);
  }
};

task<> rebound(bool again) {
  std::string text = name();
  std::string_view view = name();
  view = text;
  co_await tick();
  use(view);
}

task<> dead(const std::string &text) {
  co_return;
  co_await tick();
  use(text);
}

struct [[clang::annotate("costate::long_lived")]] io_context {
  int threads;
};

task<> marked(io_context &io) {
  co_await tick();
  use_number(io.threads);
}

task<> allowed(const std::string &text) { // costate: allow(borrow-across-suspend)
  co_await tick();
  use(text);
}

template <class Make> void drive(Make make) { sync_wait(make()); }

void by_name_through_another_lambda(int number) {
  auto job = [number]() -> task<> {
    co_await tick();
    use_number(number);
  };
  drive([&] { return job(); });
  drive(job);
}

void resumed_by_hand(task<> job) { auto &same = job; (void)same; }

void destroyed_before_the_return() {
  std::string text = name();
  resumed_by_hand(print(text));
}

task<> in_a_container() {
  std::string text = name();
  std::vector<task<>> all;
  for (int i = 0; i != 3; ++i)
    all.push_back(print(text));
  for (auto &each : all)
    co_await each;
}

auto returned_closure(int number) {
  return [number]() -> task<> {
    co_await tick();
    use_number(number);
  };
}

void closure_joined(int number) {
  auto job = [&number]() -> task<> {
    co_await tick();
    ++number;
  };
  task_scope scope;
  scope.spawn(job());
  sync_wait(when_done(scope.join()));
}

struct adaptor {
  task<> inner;
};
int result_of(task<>);
adaptor wrapped(task<>);

void given_for_a_result() {
  std::string text = name();
  use_number(result_of(print(text)));
  adaptor both = wrapped(print(text));
}

task<int> arguments_of_lambdas(int number) {
  co_await [](int &number) -> task<> {
    co_await tick();
    ++number;
  }(number);
  auto print = [](std::string_view text, const int &times) -> task<> {
    co_await tick();
    use(text);
    use_number(times);
  };
  co_await print("text", 2);
  co_await when_all(print(name(), number), print("other", number));
  co_return number;
}

struct counter {
  int count = 0;
  task<> object(this counter &self) { // as `this`
    co_await tick();
    ++self.count;
  }
};

// Where it is called, the compiler says whether what it is given lives long enough.
task<> watched(const std::string &text [[clang::lifetimebound]]) {
  co_await tick();
  use(text);
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

bound all_watched(const std::string &text, std::string_view view) {
  co_await tick();
  use(text);
  use(view);
}

task<> closure_in_another_variable(int number) {
  auto job = [number]() -> task<> {
    co_await tick();
    use_number(number);
  };
  auto moved = std::move(job);
  auto &same = moved;
  co_await same();
}

task<> address_of_a_closure(int number) {
  auto job = [number]() -> task<> {
    co_await tick();
    use_number(number);
  };
  const void *at = &job;
  use_number(at == nullptr ? 0 : sizeof job);
  (void)job;
  co_await job();
}
