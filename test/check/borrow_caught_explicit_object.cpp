// What borrow-across-suspend must catch of closures that are parameters, by reference.
//
// RUN: %check_warnings --only=borrow-across-suspend %s -- -std=c++23 -I %S/Inputs

#include "await.hpp"

void use_number(int);
void spawn(task<>);

void closure_as_a_parameter(int number) {
  spawn([number](this const auto &self) -> task<> { // WARN: borrow-across-suspend
    co_await tick();
    use_number(number);
  }());
}

void closure_of_any_kind(int number) {
  spawn([number](this auto &&self, int more) -> task<> { // WARN: borrow-across-suspend
    co_await tick();
    use_number(number + more);
  }(1));
}
