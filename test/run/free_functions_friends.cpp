// RUN: %run_and_compare %s %t
// Coroutines that are friends, defined in the class or outside: they use its private members, types and constants, and
// in the class they are inline and see its names ([class.friend]); found by argument-dependent look-up only.
#include "trace.hpp"

class account {
public:
  explicit account(int balance) : balance(balance) {}

  friend task<int> withdraw(account &from, int amount) {
    co_await wait("inside");
    from.log("withdraw", amount);
    if (from.balance < limit + amount) co_return -1;
    from.balance -= co_await wait("amount", amount);
    co_return from.balance;
  }
  friend task<> deposit(account &to, int amount);
  friend task<int> transfer_all(account &from, class bank &through);

private:
  struct entry {
    noisy tag;
    int amount;
  };
  enum class kind { open, closed };
  static constexpr int limit = 10;
  static int logged;
  int balance;
  kind state = kind::open;
  void log(const char *what, int amount) { say("[%s %d #%d]", what, amount, ++logged); }
  waiter<int> own_wait() const { return wait("private", balance); }
};
int account::logged = 0;

class bank {
  account own{1000};
  friend task<int> transfer_all(account &from, bank &through);
};

task<> deposit(account &to, int amount) {
  account::entry made{noisy("entry"), amount};
  account::kind before = to.state;
  co_await wait("outside");
  to.log(made.tag.text(), made.amount);
  to.balance += made.amount;
  if (before == account::kind::open) to.state = account::kind::closed;
  co_await wait("again");
  say("%d %d", to.balance, to.state == account::kind::closed);
}

task<int> transfer_all(account &from, bank &through) {
  int amount = co_await from.own_wait();
  int left = co_await withdraw(from, amount - account::limit);
  co_await deposit(through.own, amount - left);
  co_return through.own.balance;
}

namespace shop {
class local {
  int hidden = 7;
  friend task<int> look(local l) { co_return co_await wait("look", l.hidden); }
};
} // namespace shop

int main() {
  account first(100);
  bank second;
  run("withdraw", [&] { return withdraw(first, 30); });
  run("withdraw too much", [&] { return withdraw(first, 70); });
  run("deposit", [&] { return deposit(first, 5); });
  run("transfer all", [&] { return transfer_all(first, second); });
  run("look", [] { return look(shop::local()); });
}
// EXPECT: withdraw:
// EXPECT: 1: ?inside |inside
// EXPECT: 2: >inside [withdraw 30 #1] ?amount |amount
// EXPECT: 3: >amount return(70)
// EXPECT: end:
// EXPECT: withdraw too much:
// EXPECT: 1: ?inside |inside
// EXPECT: 2: >inside [withdraw 70 #2] return(-1)
// EXPECT: end:
// EXPECT: deposit:
// EXPECT: 1: +entry ?outside |outside
// EXPECT: 2: >outside [entry 5 #3] ?again |again
// EXPECT: 3: >again 75 1 -entry return()
// EXPECT: end:
// EXPECT: transfer all:
// EXPECT: 1: ?private |private
// EXPECT: 2: >private ?inside |inside
// EXPECT: 3: >inside [withdraw 65 #4] ?amount |amount
// EXPECT: 4: >amount return(10) +entry ?outside |outside
// EXPECT: 5: >outside [entry 65 #5] ?again |again
// EXPECT: 6: >again 1065 1 -entry return() return(1065)
// EXPECT: end:
// EXPECT: look:
// EXPECT: 1: ?look |look
// EXPECT: 2: >look return(7)
// EXPECT: end:
