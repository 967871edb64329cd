// RUN: %run_and_compare %s %t
// break, continue, goto and co_return out of several scopes destroy the locals of each, innermost first, once, and
// nothing that was not yet made ([stmt.jump]/2); what is outside lives on.
#include "trace.hpp"

enum jump { none, inner_break, inner_continue, outer_break, outer_continue, leave, back, finish };

task<int> all(jump how) {
  noisy function("function");
  int rounds = 0;
again:
  noisy after_label("label");
  for (int i = 0; i < 2; ++i) {
    noisy outer("outer");
    {
      noisy block("block");
      while (true) {
        noisy inner("inner");
        co_await wait("x");
        if (how == inner_break) break;
        if (how == inner_continue) {
          noisy innermost("innermost");
          how = inner_break;
          continue;
        }
        if (how == outer_break) goto broken;
        if (how == outer_continue) goto continued;
        if (how == leave) {
          noisy leaving("leaving");
          goto outside;
        }
        if (how == back) {
          how = finish;
          goto again;
        }
        if (how == finish) {
          noisy finishing("finishing");
          co_return co_await wait("y", 5);
        }
        noisy late("late");
        break;
      }
      noisy block_end("block_end");
      co_await wait("z");
    }
  continued:
    ++rounds;
  }
broken:
  co_await wait("w");
outside:
  noisy last("last");
  co_await wait("v");
  co_return rounds;
}

task<int> through_switch(int n) {
  noisy function("function");
  for (int i = 0;; ++i) {
    noisy loop("loop");
    switch (noisy condition("condition"); co_await wait("a", n + i)) {
    case 0: {
      noisy zero("zero");
      co_await wait("b");
      continue; // the loop
    }
    case 1: {
      noisy one("one");
      co_await wait("c");
      break; // the switch
    }
    case 2: {
      noisy two("two");
      if (n == 1) goto done;
      co_return i;
    }
    }
    noisy end("end");
    co_await wait("d");
  }
done:
  co_await wait("e");
  co_return -1;
}

int main() {
  const char *names[] = {"none", "inner break", "inner continue", "outer break", "outer continue", "leave", "back"};
  for (int how = none; how <= back; ++how) run(names[how], [=] { return all(static_cast<jump>(how)); });
  run("through switch 0", [] { return through_switch(0); });
  run("through switch 1", [] { return through_switch(1); });
  destroy_everywhere("back", [] { return all(back); });
  destroy_everywhere("through switch", [] { return through_switch(0); });
}
// EXPECT: none:
// EXPECT: 1: +function +label +outer +block +inner ?x |x
// EXPECT: 2: >x +late -late -inner +block_end ?z |z
// EXPECT: 3: >z -block_end -block -outer +outer +block +inner ?x |x
// EXPECT: 4: >x +late -late -inner +block_end ?z |z
// EXPECT: 5: >z -block_end -block -outer ?w |w
// EXPECT: 6: >w +last ?v |v
// EXPECT: 7: >v return(2) -last -label -function
// EXPECT: end:
// EXPECT: inner break:
// EXPECT: 1: +function +label +outer +block +inner ?x |x
// EXPECT: 2: >x -inner +block_end ?z |z
// EXPECT: 3: >z -block_end -block -outer +outer +block +inner ?x |x
// EXPECT: 4: >x -inner +block_end ?z |z
// EXPECT: 5: >z -block_end -block -outer ?w |w
// EXPECT: 6: >w +last ?v |v
// EXPECT: 7: >v return(2) -last -label -function
// EXPECT: end:
// EXPECT: inner continue:
// EXPECT: 1: +function +label +outer +block +inner ?x |x
// EXPECT: 2: >x +innermost -innermost -inner +inner ?x |x
// EXPECT: 3: >x -inner +block_end ?z |z
// EXPECT: 4: >z -block_end -block -outer +outer +block +inner ?x |x
// EXPECT: 5: >x -inner +block_end ?z |z
// EXPECT: 6: >z -block_end -block -outer ?w |w
// EXPECT: 7: >w +last ?v |v
// EXPECT: 8: >v return(2) -last -label -function
// EXPECT: end:
// EXPECT: outer break:
// EXPECT: 1: +function +label +outer +block +inner ?x |x
// EXPECT: 2: >x -inner -block -outer ?w |w
// EXPECT: 3: >w +last ?v |v
// EXPECT: 4: >v return(0) -last -label -function
// EXPECT: end:
// EXPECT: outer continue:
// EXPECT: 1: +function +label +outer +block +inner ?x |x
// EXPECT: 2: >x -inner -block -outer +outer +block +inner ?x |x
// EXPECT: 3: >x -inner -block -outer ?w |w
// EXPECT: 4: >w +last ?v |v
// EXPECT: 5: >v return(2) -last -label -function
// EXPECT: end:
// EXPECT: leave:
// EXPECT: 1: +function +label +outer +block +inner ?x |x
// EXPECT: 2: >x +leaving -leaving -inner -block -outer +last ?v |v
// EXPECT: 3: >v return(0) -last -label -function
// EXPECT: end:
// EXPECT: back:
// EXPECT: 1: +function +label +outer +block +inner ?x |x
// EXPECT: 2: >x -inner -block -outer -label +label +outer +block +inner ?x |x
// EXPECT: 3: >x +finishing ?y |y
// EXPECT: 4: >y return(5) -finishing -inner -block -outer -label -function
// EXPECT: end:
// EXPECT: through switch 0:
// EXPECT: 1: +function +loop +condition ?a |a
// EXPECT: 2: >a +zero ?b |b
// EXPECT: 3: >b -zero -condition -loop +loop +condition ?a |a
// EXPECT: 4: >a +one ?c |c
// EXPECT: 5: >c -one -condition +end ?d |d
// EXPECT: 6: >d -end -loop +loop +condition ?a |a
// EXPECT: 7: >a +two return(2) -two -condition -loop -function
// EXPECT: end:
// EXPECT: through switch 1:
// EXPECT: 1: +function +loop +condition ?a |a
// EXPECT: 2: >a +one ?c |c
// EXPECT: 3: >c -one -condition +end ?d |d
// EXPECT: 4: >d -end -loop +loop +condition ?a |a
// EXPECT: 5: >a +two -two -condition -loop ?e |e
// EXPECT: 6: >e return(-1) -function
// EXPECT: end:
// EXPECT: back destroyed after 0:
// EXPECT: back destroyed after 1: -inner -block -outer -label -function
// EXPECT: back destroyed after 2: -inner -block -outer -label -function
// EXPECT: back destroyed after 3: -finishing -inner -block -outer -label -function
// EXPECT: back destroyed after 4, done:
// EXPECT: through switch destroyed after 0:
// EXPECT: through switch destroyed after 1: -condition -loop -function
// EXPECT: through switch destroyed after 2: -zero -condition -loop -function
// EXPECT: through switch destroyed after 3: -condition -loop -function
// EXPECT: through switch destroyed after 4: -one -condition -loop -function
// EXPECT: through switch destroyed after 5: -end -loop -function
// EXPECT: through switch destroyed after 6: -condition -loop -function
// EXPECT: through switch destroyed after 7, done:
