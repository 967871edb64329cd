// What borrow-across-suspend must leave alone of elements of members and globals.
//
// RUN: %check_warnings --only=borrow-across-suspend %s -- -std=c++20 -I %S/Inputs

#include "await.hpp"

#include <deque>
#include <functional>
#include <map>
#include <memory>
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

struct async_mutex {
  struct guard {
    ~guard();
  };
  value<guard> scoped_lock();
};

struct list {
  std::vector<int> numbers;
};

class server {
  std::map<int, peer> peers_; // to which some are added, but none removed
  std::vector<peer> queue_;   // which changes
  std::vector<peer> fixed_;   // which only the constructor fills
  std::unordered_map<int, std::string> names_;
  std::vector<std::unique_ptr<peer>> owned_; // to which some are added
  std::vector<std::shared_ptr<peer>> shared_;
  std::deque<int> numbers_;
  std::vector<int> own_; // which only one coroutine changes
  list list_;
  async_mutex mutex_;

public:
  server() { fixed_.push_back({}); }
  void add(peer p, int id) {
    queue_.push_back(p);
    peers_[id] = p;
    names_[id] = "new";
    owned_.push_back(std::make_unique<peer>(p));
    shared_.clear();
    numbers_.push_back(id);
    list_.numbers.clear();
  }

  task<> nodes_stay(int id) {
    auto it = peers_.find(id);
    peer &to = peers_.at(id);
    co_await tick();
    ++it->second.sent;
    ++to.sent;
  }

  task<> never_changed() {
    for (peer &each : fixed_)
      co_await each.send(1);
  }

  task<> references_stay(int id) {
    const std::string &name = names_.at(id);
    int &number = numbers_.front();
    co_await tick();
    use(name);
    ++number;
  }

  task<> owner_moves_alone() {
    peer &to = *owned_.front();
    co_await tick();
    ++to.sent;
  }

  task<> before_the_await() {
    auto first = queue_.begin();
    ++first->sent;
    co_await tick();
  }

  task<> looked_up_again() {
    auto first = queue_.begin();
    co_await tick();
    first = queue_.begin();
    ++first->sent;
  }

  task<> copied() {
    peer first = queue_.front();
    auto all = queue_;
    co_await first.send(1);
    for (peer &each : all)
      co_await each.send(2);
  }

  task<> kept_alive() {
    auto first = shared_.front();
    co_await tick();
    ++first->sent;
  }

  task<> by_index() {
    for (size_t i = 0; i < queue_.size(); ++i)
      co_await queue_[i].send(1);
  }

  task<> the_container_itself() {
    auto &all = queue_;
    co_await tick();
    all.push_back({});
  }

  task<> under_an_async_lock() {
    auto guard = co_await mutex_.scoped_lock();
    for (peer &each : queue_)
      co_await each.send(1);
  }

  task<> its_own_changes() {
    own_.clear();
    own_.push_back(1);
    for (const int each : own_) {
      co_await tick();
      use_number(each);
    }
  }

  task<> of_a_local() {
    list all;
    all.numbers.push_back(1);
    for (const int each : all.numbers) {
      co_await tick();
      use_number(each);
    }
  }

  task<> of_a_parameter(list all) {
    auto &first = all.numbers.front();
    co_await tick();
    ++first;
  }

  task<> never_suspended() {
    auto &first = queue_.front();
    co_await std::suspend_never();
    ++first.sent;
  }

  task<> allowed() {
    auto &first = queue_.front(); // costate: allow(borrow-across-suspend)
    co_await tick();
    ++first.sent;
  }
};

// What an element points to is not in the container.
class registry {
  std::vector<peer *> peers_;
  std::map<int, peer *> by_id_;
  std::vector<std::string_view> names_;
  std::vector<std::span<int>> spans_;
  std::vector<std::reference_wrapper<peer>> others_;

public:
  void drop() {
    peers_.clear();
    by_id_.clear();
    names_.clear();
    spans_.clear();
    others_.clear();
  }

  task<> pointer(int i) {
    peer *to = peers_[i];
    peer *same = by_id_[i];
    co_await tick();
    ++to->sent;
    ++same->sent;
  }

  task<> found(int id) {
    auto it = by_id_.find(id);
    if (it == by_id_.end())
      co_return;
    peer *to = it->second;
    co_await tick();
    ++to->sent;
  }

  task<> behind_a_pointer(int i) {
    int &sent = peers_[i]->sent;
    peer &to = *by_id_.at(i);
    peer &other = others_[i];
    co_await tick();
    ++sent;
    ++to.sent;
    ++other.sent;
  }

  task<> view(int i) {
    std::string_view name = names_[i];
    auto numbers = spans_[i];
    int &number = spans_[i][0];
    co_await tick();
    use(name);
    ++numbers[0];
    ++number;
  }

  task<> left_the_loop() {
    for (peer *each : peers_)
      if (each->sent > 0) {
        co_await each->send(1);
        break;
      }
  }
};

// What only runs before everything else, after it, or with other objects.
class table {
  std::vector<int> loaded_;
  std::vector<int> moved_;
  std::vector<int> refilled_;

  void load() { loaded_.push_back(1); }
  void unload() { loaded_.clear(); }
  void refill() { refilled_.push_back(1); }

public:
  table() { load(); }
  ~table() { unload(); }
  table(table &&other) noexcept : moved_(std::move(other.moved_)) {}
  table &operator=(table &&other) noexcept {
    moved_ = std::move(other.moved_);
    return *this;
  }
  friend void swap(table &left, table &right) { left.moved_.swap(right.moved_); }

  task<> loaded_before() {
    for (const int each : loaded_)
      co_await value<int>(), use_number(each);
  }

  task<> moved_as_a_whole() {
    for (const int each : moved_)
      co_await value<int>(), use_number(each);
  }

  task<> refilled_by_itself() {
    refill();
    for (const int each : refilled_)
      co_await value<int>(), use_number(each);
  }
};

struct request {
  std::vector<std::string> headers;
};

request parse(std::string_view text) {
  request made;
  made.headers.emplace_back(text);
  return made;
}

request without_headers(request copy) {
  copy.headers.clear();
  return copy;
}

const auto parse_all = [](std::string_view text) {
  request made;
  made.headers.emplace_back(text);
  return made;
};

task<> made_elsewhere(request *of) {
  for (const std::string &each : of->headers) {
    co_await tick();
    use(each);
  }
}

std::vector<int> handlers;
static bool registered = [] {
  handlers.push_back(1);
  return true;
}();

static void set_up() { handlers.push_back(2); }

task<> filled_by_initialisers() {
  for (const int each : handlers)
    co_await value<int>(), use_number(each);
}

std::vector<std::string> words;

task<> filled_by_main() {
  for (const std::string &each : words) {
    co_await tick();
    use(each);
  }
}

int main() {
  words.push_back("first");
  set_up();
}
