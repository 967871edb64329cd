// What large-across-suspend must catch.
//
// RUN: %check_warnings --only=large-across-suspend %s -- -std=c++20 -I %S/Inputs

#include "await.hpp"

#include <array>
#include <string>
#include <vector>

using size = decltype(sizeof(0));
void fill(char *, size);
void use(const char *, size);
void log(size);
std::vector<char> read_all();
task<size> read(char *, size);

task<> array() {
  char buffer[1 << 20]; // WARN: large-across-suspend NOTE: keeps 1 MiB
  fill(buffer, sizeof buffer);
  co_await tick(); // NOTE: suspended here
  use(buffer, sizeof buffer); // NOTE: used later, here
}

task<> of_class_type() {
  std::array<int, 2048> numbers{}; // WARN: large-across-suspend NOTE: 'std::array<int, 2048>' keeps 8 KiB
  co_await tick();
  log(numbers.size());
}

struct big {
  char text[5000];
  ~big();
};

task<> destroyed_later() {
  big value; // WARN: large-across-suspend NOTE: keeps 5000 bytes
  co_await tick();
} // NOTE: destroyed later, here

task<> lent() {
  char buffer[8192]; // WARN: large-across-suspend
  log(co_await read(buffer, sizeof buffer)); // NOTE: may use it in the meantime
}

task<> parameter(big value) { // WARN: large-across-suspend
  co_await tick();
}

task<> through_a_pointer() {
  char buffer[8192]; // WARN: large-across-suspend
  char *end = buffer + sizeof buffer;
  co_await tick();
  use(end - 1, 1);
}

task<> next_round() {
  char buffer[8192] = {}; // WARN: large-across-suspend
  for (int i = 0; i != 3; ++i) {
    use(buffer, sizeof buffer);
    co_await tick();
  }
}

task<> extended() {
  const big &value = big(); // WARN: large-across-suspend
  co_await tick();
}

task<> only_its_size() {
  std::vector<char> body = read_all(); // WARN: large-across-suspend NOTE: only its size is used later
  use(body.data(), body.size());
  co_await tick(); // NOTE: suspended here
  log(body.size()); // NOTE: its size is used later
}

task<size> string_for_its_length() {
  std::string text(1 << 20, 'x'); // WARN: large-across-suspend
  co_await tick();
  co_await tick();
  co_return text.length();
}

task<bool> emptiness(std::vector<int> numbers) { // WARN: large-across-suspend
  co_await tick();
  co_return numbers.empty();
}

task<size> lent_before() {
  std::vector<char> body = read_all(); // WARN: large-across-suspend
  co_await read(body.data(), body.size());
  co_await tick(); // NOTE: suspended here
  co_return std::size(body);
}

template <class T> task<size> instantiated(T value) {
  std::vector<T> all(1000, value); // WARN: large-across-suspend
  co_await tick();
  co_return all.size();
}
template task<size> instantiated(int);

task<size> on_one_path(bool all) {
  std::vector<char> body = read_all(); // WARN: large-across-suspend
  if (all)
    co_return body[0];
  co_await tick();
  co_return body.size();
}

task<> counted_for_the_await() {
  std::vector<char> body = read_all(); // WARN: large-across-suspend
  co_await read(nullptr, body[0] + body.size());
  log(body.size());
}

struct picture {
  char pixels[10000];
  picture(int);
  ~picture();
};
value<int> show(const picture &);
int weigh(const picture &, int);

task<> temporary() {
  co_await show(picture(1)); // WARN: large-across-suspend NOTE: a temporary of type 'picture' keeps 10000 bytes
}

task<> temporary_beside() {
  log(weigh(picture(2), co_await value<int>())); // WARN: large-across-suspend
}
