// As borrowed_client.broken.cpp, with a client of the task's own, which lies in its frame.

#include <costate/block_on.hpp>
#include <costate/task.hpp>

#include <cstdio>
#include <string>

struct client {
  std::string name;
};

costate::task<int> number_of_visits() { co_return 3; }

costate::task<> greet(client who) {
  const int visits = co_await number_of_visits();
  std::printf("hello %s, for the %dth time\n", who.name.c_str(), visits + 1);
}

int main() { costate::block_on(greet(client{"ada"})); }
