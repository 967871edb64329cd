// driver.cpp - runs a case. One of
//
//   case --heap         prints bytes and number of what a run allocates
//   case --instructions under callgrind: counts resuming, then creating, running and destroying
//   case --parked=N     prints the bytes that N of its coroutines take of the heap
//   case                Google Benchmark's options: the times of both
#include "coroutines.hpp"

#include <benchmark/benchmark.h>
#include <valgrind/callgrind.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <malloc.h>
#include <new>
#include <vector>

namespace {
long allocations = 0;
long allocated = 0;
} // namespace

void *operator new(std::size_t size) {
  ++allocations;
  allocated += static_cast<long>(size);
  if (void *memory = std::malloc(size))
    return memory;
  throw std::bad_alloc();
}
void operator delete(void *memory) noexcept { std::free(memory); }
void operator delete(void *memory, std::size_t) noexcept { std::free(memory); }

void bench::use(const void *object) noexcept { benchmark::DoNotOptimize(object); }

namespace {

constexpr int batch = 100;

void make(std::vector<std::coroutine_handle<>> &all) {
  for (auto &each : all)
    each = bench::create();
}
long run(const std::vector<std::coroutine_handle<>> &all) {
  long resumed = 0;
  for (auto each : all)
    resumed += bench::run(each);
  return resumed;
}
void destroy(const std::vector<std::coroutine_handle<>> &all) {
  for (auto each : all)
    each.destroy();
}

long once() {
  auto coroutine = bench::create();
  const long resumed = bench::run(coroutine);
  coroutine.destroy();
  return resumed;
}

// The time that all suspensions and resumptions of a batch take, of which there are "resumed".
void resume(benchmark::State &state) {
  std::vector<std::coroutine_handle<>> all(batch);
  long resumed = 0;
  for (auto _ : state) {
    make(all);
    const auto begin = std::chrono::steady_clock::now();
    resumed = run(all);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    destroy(all);
    state.SetIterationTime(took.count());
  }
  state.counters["resumed"] = static_cast<double>(resumed);
}

void whole(benchmark::State &state) {
  for (auto _ : state)
    once();
}

int heap() {
  once(); // what is allocated once
  allocations = allocated = 0;
  const long resumed = once();
  std::printf("%ld %ld %ld\n", allocated, allocations, resumed);
  return 0;
}

int instructions() {
  std::vector<std::coroutine_handle<>> all(batch);
  once();
  make(all);
  CALLGRIND_TOGGLE_COLLECT;
  const long resumed = run(all);
  CALLGRIND_TOGGLE_COLLECT;
  CALLGRIND_DUMP_STATS_AT("resume");
  destroy(all);
  CALLGRIND_TOGGLE_COLLECT;
  for (int i = 0; i != batch; ++i)
    once();
  CALLGRIND_TOGGLE_COLLECT;
  CALLGRIND_DUMP_STATS_AT("whole");
  std::printf("%ld %d\n", resumed, batch);
  return 0;
}

int parked(int number) {
  std::vector<std::coroutine_handle<>> all(static_cast<std::size_t>(number));
  const auto before = mallinfo2();
  make(all);
  for (auto each : all)
    each.resume();
  const auto after = mallinfo2();
  std::printf("%zu\n", after.uordblks + after.hblkhd - before.uordblks - before.hblkhd);
  destroy(all);
  return 0;
}

} // namespace

BENCHMARK(resume)->UseManualTime();
BENCHMARK(whole);

int main(int count, char **arguments) {
  if (count == 2 && std::strcmp(arguments[1], "--heap") == 0)
    return heap();
  if (count == 2 && std::strcmp(arguments[1], "--instructions") == 0)
    return instructions();
  if (count == 2 && std::strncmp(arguments[1], "--parked=", 9) == 0)
    return parked(std::atoi(arguments[1] + 9));
  benchmark::Initialize(&count, arguments);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
