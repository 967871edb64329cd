// RUN: %run_and_compare %s %t
// The address of a variable, parameter, structured binding or member is an argument of what a template awaits: it points
// to the object, whatever the type that depends on it ([expr.unary.op]/3).
#include "trace.hpp"
#include <utility>

template <class T> struct at_address {
  T *address;
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> handle) const { say("|%s", shown(*address).c_str()), pending = handle; }
  T *await_resume() const { return address; }
};
template <class T> at_address<T> at_place(T *address) { return {address}; }
template <class T, class U> at_address<T> both(T *address, U *) { return {address}; }

template <class T> task<int> addresses(T parameter) {
  T local(parameter);
  std::pair<T, int> pair(parameter, 1);
  auto &[name, number] = pair;
  T *given = co_await at_place(&local);
  say("%d", given == &local);
  given = co_await at_place(& parameter);
  say("%d", given == &parameter);
  given = co_await at_address<T>{&name};
  say("%d", given == &pair.first);
  given = co_await both(&pair.first, &number);
  say("%d", given == &name);
  T **to_given = co_await both(&given, &local) ? &given : nullptr;
  co_return number && given && *to_given == given;
}

inline std::string shown(noisy *value) { return value->name; }

int main() {
  run("addresses", [] { return addresses(noisy("a")); });
}
