// What borrow-across-suspend must catch of elements of members and globals that others change.
//
// RUN: %check_warnings --only=borrow-across-suspend %s -- -std=c++20 -I %S/Inputs

#include "await.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

void use(std::string_view);
void use_number(int);

struct peer {
  value<int> send(int);
  int sent = 0;
};

struct request {
  std::vector<std::string> lines;
};

class server {
  std::map<int, peer> peers_;
  std::vector<peer> queue_;
  std::unordered_map<int, std::string> names_;
  std::map<int, std::unique_ptr<peer>> owned_;
  std::deque<int> numbers_;
  std::string title_;
  std::optional<peer> last_;

public:
  void drop(int id) {
    peers_.erase(id);
    owned_.erase(id);
    last_.reset();
  }
  void add(peer p, int id) {
    queue_.push_back(p);
    names_[id] = "new";
    numbers_.push_back(id);
  }
  void rename(std::string title) { title_ = std::move(title); }

  task<> iterator(int id) {
    auto it = peers_.find(id); // WARN: borrow-across-suspend NOTE: 'it' refers to an element of 'peers_'
    co_await tick();           // NOTE: the coroutine is suspended here
    ++it->second.sent;         // NOTE: it is used later, here
  }

  task<> reference(int id) {
    peer &to = peers_.at(id); // WARN: borrow-across-suspend
    co_await to.send(1);
    ++to.sent;
  }

  task<> through_an_iterator(int id) {
    auto it = peers_.find(id);
    peer &to = it->second; // WARN: borrow-across-suspend
    co_await tick();
    ++to.sent;
  }

  task<> pointer() {
    peer *first = &queue_.front(); // WARN: borrow-across-suspend
    co_await tick();
    ++first->sent;
  }

  task<> loop() {
    for (peer &each : queue_) // WARN: borrow-across-suspend NOTE: the loop goes through 'queue_'
      co_await each.send(1);
  }

  task<> loop_by_value() {
    for (const int each : numbers_) { // WARN: borrow-across-suspend
      co_await tick();
      use_number(each);
    }
  }

  task<> rehashed(int id) {
    auto it = names_.find(id); // WARN: borrow-across-suspend
    co_await tick();
    use(it->second);
  }

  task<> owned(int id) {
    peer &to = *owned_[id]; // WARN: borrow-across-suspend
    co_await tick();
    ++to.sent;
  }

  task<> view() {
    std::string_view title = title_; // WARN: borrow-across-suspend
    co_await tick();
    use(title);
  }

  task<> in_an_optional() {
    peer &to = *last_; // WARN: borrow-across-suspend
    co_await tick();
    ++to.sent;
  }

  task<> by_another_name() {
    auto &all = queue_;
    auto first = all.begin(); // WARN: borrow-across-suspend
    co_await tick();
    ++first->sent;
  }

  task<> of_another_server(server &other) { // WARN: borrow-across-suspend
    auto &to = other.queue_[0]; // WARN: borrow-across-suspend
    co_await tick();
    ++to.sent;
  }
};

std::vector<std::string> words;
void learn(std::string word) { words.push_back(std::move(word)); }

task<> global() {
  const std::string &first = words.front(); // WARN: borrow-across-suspend
  co_await tick();
  use(first);
}

class store {
  std::vector<peer> kept_;
  std::vector<peer> cleaned_;
  std::vector<peer> closed_;
  std::vector<std::span<int>> spans_;
  std::function<void()> on_close_;
  void clean() { cleaned_.clear(); }

public:
  store() {
    on_close_ = [this] { closed_.clear(); };
  }
  store &operator=(const store &) = default;
  void tidy() { clean(); }
  void grow() {
    spans_.push_back({});
    kept_.reserve(10);
  }

  task<> by_a_function_that_others_call() {
    for (peer &each : cleaned_) // WARN: borrow-across-suspend
      co_await each.send(1);
  }

  task<> by_a_closure_of_the_constructor() {
    for (peer &each : closed_) // WARN: borrow-across-suspend
      co_await each.send(1);
  }

  task<> element_that_is_a_view() {
    std::span<int> &numbers = spans_.front(); // WARN: borrow-across-suspend
    co_await tick();
    ++numbers[0];
  }

  task<> copy_of_an_iterator() {
    auto first = kept_.begin();
    auto same = first; // WARN: borrow-across-suspend
    co_await tick();
    ++same->sent;
  }
};

task<> worker(request &of);
task<> serve() {
  request own;
  co_await worker(own);
  own.lines.clear(); // NOTE: 'lines' is changed here
}
task<> in_a_coroutine_around(request *of) {
  auto &first = of->lines.front(); // WARN: borrow-across-suspend
  co_await tick();
  use(first);
}
