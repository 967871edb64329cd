// The Fibonacci numbers, as many as one cares to ask for. The coroutine is
// endless; the loops over it are not.

#include <costate/generator.hpp>

#include <cstdint>
#include <cstdio>

costate::generator<std::uint64_t> fibonacci() {
  std::uint64_t current = 0;
  std::uint64_t next = 1;
  while (true) {
    co_yield current;
    std::uint64_t sum = current + next;
    current = next;
    next = sum;
  }
}

// A generator over a generator: what `numbers` yields, `count` of them.
costate::generator<std::uint64_t> take(int count, costate::generator<std::uint64_t> numbers) {
  if (count == 0)
    co_return;
  for (std::uint64_t n : numbers) {
    co_yield n;
    if (--count == 0)
      co_return;
  }
}

void print(std::uint64_t n) { std::printf(" %llu", static_cast<unsigned long long>(n)); }

int main() {
  std::printf("the first fifteen:");
  for (std::uint64_t n : take(15, fibonacci()))
    print(n);

  std::printf("\nthe even ones below a thousand:");
  for (std::uint64_t n : fibonacci()) {
    if (n >= 1000)
      break;
    if (n % 2 == 0)
      print(n);
  }

  std::printf("\nthe first above 10^12:");
  for (std::uint64_t n : fibonacci())
    if (n > 1'000'000'000'000) {
      print(n);
      break;
    }
  std::printf("\n");
}
