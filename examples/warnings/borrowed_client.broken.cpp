// A task that borrows its caller's client.
//
//   costate --check borrowed_client.broken.cpp -- -std=c++20 -I ../../runtime/include
//
// It starts when it is awaited. This caller keeps its client until then; one that returns
// `greet(client("ada"))` does not, and the task reads a client that is gone.

#include <costate/block_on.hpp>
#include <costate/task.hpp>

#include <cstdio>
#include <string>

struct client {
  std::string name;
};

costate::task<int> number_of_visits() { co_return 3; }

costate::task<> greet(const client &who) {
  const int visits = co_await number_of_visits();
  std::printf("hello %s, for the %dth time\n", who.name.c_str(), visits + 1);
}

int main() {
  const client ada{"ada"};
  costate::block_on(greet(ada));
}
