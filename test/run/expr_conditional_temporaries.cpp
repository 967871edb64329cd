// RUN: %run_and_compare %s %t
// A conditional gives a reference into a temporary of an arm, with and without a destructor, to an awaiter that keeps
// it: the temporary lives to the end of the full-expression.
#include "trace.hpp"
struct pair {
  int first, second;
};
struct traced : pair {
  traced(int number) : pair{number, number + 1} { say("+traced"); }
  ~traced() {
    say("-traced");
    second = 0;
  }
};
struct view {
  const pair *of;
};
struct holds : void_waiter {
  const int &number;
  int await_resume() const { return number; }
};
holds hold(const int &number) { return {{"hold", false}, number}; }
holds hold(view given) { return {{"view", false}, given.of->second}; }
view look(const pair &of) { return {&of}; }
template <class T> task<T> in_template(T number) {
  int sum = co_await hold(3 > 2 ? pair{1, 4}.second : throw 5);
  sum += co_await hold(sum > 2 ? traced(1).second : throw 5);
  sum += co_await hold(sum > 2 ? traced(1).second : traced(7).second);
  sum += co_await hold(sum > 200 ? look(pair{1, 2}) : look(pair{3, int(number)}));
  sum += co_await hold((void(), traced(int(number)).second));
  co_return sum;
}
task<int> plain(int number) {
  int sum = co_await hold(3 > 2 ? pair{1, 4}.second : throw 5);
  sum += co_await hold(number > 2 ? traced(1).second : throw 5);
  sum += co_await hold(number > 2 ? traced(1).second : traced(7).second);
  sum += co_await hold(number > 2 ? look(pair{1, 2}) : look(traced(3)));
  sum += co_await hold((void(), traced(int(number)).second));
  co_return sum;
}
int main() {
  run("in_template", [] { return in_template<int>(3); });
  for (int number : {2, 3})
    run("plain", [=] { return plain(number); });
  destroy_everywhere("plain", [] { return plain(3); });
}
