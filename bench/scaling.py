#!/usr/bin/env python3
"""Measures how costate's time and memory grow with the size of a coroutine.

  scaling.py [--costate FILE] [--build] [--check] [--shape NAME]...

Each shape is a program with one thing of which there may be very many. It is lowered at several sizes,
of which each is twice the one before. A line of the table holds the CPU seconds and the memory of costate, without
what a program of the same headers with nothing in it takes, the size of the output, and how the time grew from the
size before: 2 is linear. --build also compiles the largest output with both compilers and shows their time beside
that of the native program; --check fails where time grew faster than linear by much.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(HERE)
RUNTIME = os.path.join(PROJECT, "runtime")
FLAGS = ["-std=c++20", "-I", os.path.join(RUNTIME, "include")]

PROLOGUE = """#include <coroutine>
#include <exception>
struct tick {
  int n;
  bool await_ready() const { return n == -1; }
  void await_suspend(std::coroutine_handle<>) const {}
  int await_resume() const { return n; }
};
struct task {
  struct promise_type {
    int result = 0;
    promise_type() {}
    task get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void unhandled_exception() { throw; }
    void return_value(int value) { result = value; }
  };
  std::coroutine_handle<promise_type> handle;
};
struct object {
  int n;
  object(int n);
  object(const object &);
  ~object();
  operator int() const;
};
int use(int);
int sum(...);
"""


def body(lines):
    return "task f(int n) {\n" + "\n".join(lines) + "\n  co_return n;\n}\n"


def statements(n):
    """plain statements, and an await at each end"""
    return body(["  n += co_await tick{1};"] + [f"  n = use(n + {i});" for i in range(n)] + ["  n += co_await tick{2};"])


def awaits(n):
    """suspension points, one after the other"""
    return body([f"  n += co_await tick{{{i}}};" for i in range(n)])


def kept(n):
    """objects that are kept across a suspension point each, in one block"""
    return body([f"  object o{i}(n); n += co_await tick{{{i}}};" for i in range(n)])


def scopes(n):
    """blocks with an object and two suspension points each"""
    return body([f"  {{ object o(n); n += co_await tick{{{i}}}; n += co_await tick{{o}}; }}" for i in range(n)])


def loops(n):
    """loops and tries with a suspension point each"""
    return body(
        [f"  for (int i = 0; i != {i}; ++i) {{ try {{ n += co_await tick{{i}}; }} catch (int) {{ n = 0; }} }}" for i in range(n)]
    )


def nesting(n):
    """statements in statements, and a suspension point in the innermost"""
    opening = ["if (n) {", "while (n) {", "for (int i = n; i; --i) {", "try {", "{ object o(n);", "switch (n) { default: {"]
    closing = ["}", "}", "}", "} catch (int) {}", "}", "} }"]
    order = [i % len(opening) for i in range(n)]
    return body([opening[i] for i in order] + ["n += co_await tick{1};"] + [closing[i] for i in reversed(order)])


def operands(n):
    """operands of one expression, with a suspension point in the middle and at the end"""
    middle = [f"use({i})" for i in range(n)]
    middle[n // 2] = "co_await tick{1}"
    middle.append("co_await tick{2}")
    return body(["  n = " + " + ".join(middle) + ";"])


def awaited_operands(n):
    """suspension points in one expression"""
    return body(["  n = " + " + ".join(f"co_await tick{{{i}}}" for i in range(n)) + ";"])


def arguments(n):
    """arguments of one call, of which the last awaits"""
    return body(["  n = sum(" + ", ".join([f"use({i})" for i in range(n)] + ["co_await tick{2}"]) + ");"])


def conditions(n):
    """conditions of one && with a suspension point each"""
    return body(["  n = " + " && ".join(f"co_await tick{{{i}}}" for i in range(n)) + ";"])


def branches(n):
    """else-ifs that await in their conditions"""
    return body(["  if (n) {}"] + [f"  else if (co_await tick{{{i}}}) n = use({i});" for i in range(n)])


def cases(n):
    """cases of a switch that await"""
    return body(["  switch (n) {"] + [f"  case {i}: n = co_await tick{{{i}}}; break;" for i in range(n)] + ["  }"])


def coroutines(n):
    """coroutines of one file"""
    return "\n".join(f"task f{i}(int n) {{ object o(n); n = co_await tick{{n}}; co_return n; }}" for i in range(n))


def lambdas(n):
    """coroutines that are lambdas of one coroutine"""
    return body([f"  auto l{i} = [](int n) -> task {{ co_return co_await tick{{n}}; }}; l{i}(n);" for i in range(n)])


def comments(n):
    """lines of comments and macros"""
    return body(["  n += co_await tick{1};"] + [f"  // comment {i}\n#define M{i} {i}\n  n = use(M{i});" for i in range(n)])


# A shape, and its largest size.
SHAPES = [
    (statements, 10000),
    (awaits, 1000),
    (kept, 1000),
    (scopes, 1000),
    (loops, 1000),
    (nesting, 200),
    (operands, 1000),
    (awaited_operands, 1000),
    (arguments, 1000),
    (conditions, 200),
    (branches, 200),
    (cases, 1000),
    (coroutines, 1000),
    (lambdas, 500),
    (comments, 5000),
]


def measure(command, limit=600):
    """CPU seconds and peak memory (MiB) of a command, and its exit status."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if time.monotonic() - start > limit:
        print(f"took {time.monotonic() - start:.0f} s: {command}", file=sys.stderr)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, child.returncode, errors.decode(errors="replace")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--costate", default=os.path.join(PROJECT, "build", "bin", "costate"))
    parser.add_argument("--shape", action="append", choices=[shape.__name__ for shape, _ in SHAPES])
    parser.add_argument("--build", action="store_true", help="compile the largest outputs")
    parser.add_argument("--check", action="store_true", help="fail where growth is far from linear")
    parser.add_argument("--steps", type=int, default=4, help="how many sizes (4)")
    options = parser.parse_args()
    bad = []

    with tempfile.TemporaryDirectory() as directory:
        source = os.path.join(directory, "in.cpp")
        output = os.path.join(directory, "out.cpp")

        def lower(text):
            with open(source, "w") as file:
                file.write(PROLOGUE + text)
            command = [options.costate, source, "-o", output, "--", *FLAGS, "-fbracket-depth=100000"]
            seconds, memory, status, errors = measure(command)
            if status != 0:
                print(f"costate: exit status {status}\n{errors[:2000]}", file=sys.stderr)
                bad.append("failed")
            return seconds, memory

        empty_seconds, empty_memory = min(lower("task f(int n) { co_return n; }") for _ in range(3))
        print(f"An empty coroutine takes {empty_seconds:.2f} s and {empty_memory:.0f} MiB.\n")
        print("| Shape | Size | Seconds | Growth | MiB | Output, KiB |")
        print("|---|--:|--:|--:|--:|--:|")
        for shape, largest in SHAPES:
            if options.shape and shape.__name__ not in options.shape:
                continue
            before = None
            for step in reversed(range(options.steps)):
                size = max(1, largest >> step)
                seconds, memory = lower(shape(size))
                seconds = max(seconds - empty_seconds, 0.001)
                growth = seconds / before if before else None
                kib = os.path.getsize(output) / 1024 if os.path.exists(output) else 0
                print(
                    f"| {shape.__doc__} | {size} | {seconds:.2f} | {f'{growth:.1f}' if growth else ''} |"
                    f" {memory - empty_memory:.0f} | {kib:.0f} |",
                    flush=True,
                )
                if step == 0 and growth and growth > 3 and seconds > 1:
                    bad.append(f"{shape.__name__} grows by {growth:.1f} when its size doubles")
                before = seconds
            if options.build:
                for compiler in (["clang++-22"], ["g++"]):
                    for level in ("-O0", "-O2"):
                        lowered = [*compiler, level, "-w", "-c", "-fbracket-depth=100000", "-o", output + ".o"]
                        if compiler == ["g++"]:
                            lowered.remove("-fbracket-depth=100000")
                        before_seconds, _, before_status, _ = measure([*lowered, source, *FLAGS])
                        after_seconds, memory, status, errors = measure(
                            [*lowered, output, "-std=c++17", *FLAGS[1:], "-I", os.path.join(RUNTIME, "compat")]
                        )
                        if status != 0:
                            bad.append(f"{shape.__name__} does not build with {compiler[0]} {level}")
                            print(errors[:1000], file=sys.stderr)
                        print(
                            f"|   built by {compiler[0]} {level} (native) |  | {after_seconds:.2f}"
                            f" ({before_seconds:.2f}) | | {memory:.0f} | |",
                            flush=True,
                        )
    for problem in bad:
        print(problem, file=sys.stderr)
    return 1 if options.check and bad else 0


if __name__ == "__main__":
    sys.exit(main())
