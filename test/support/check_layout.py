"""Checks that a report's numbers are those of the compilers.

    check_layout.py --costate=... --runtime=DIR --compiler=CXX... SOURCE DIRECTORY

Lowers SOURCE, makes each coroutine print, when it is called, where its machine and everything in it
lies, builds and runs that with each compiler, and compares with `--emit=report --format=json`. All
coroutines of SOURCE have to be called; instantiations are told apart by what they print.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path


def run(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return done.stdout


def measured_values(coroutine):
    """The values that offsetof can be asked for: it cannot for references."""
    for value in coroutine["values"]:
        if not value["type"].rstrip().endswith("&") and value["role"] != "object":
            yield value


def expected(coroutine):
    """What the report says, in the order in which the program prints it."""
    frame = coroutine["frame"]
    numbers = [frame["size"], frame["align"], frame["promise"]["offset"], frame["states"]["offset"]]
    for state in coroutine["states"]:
        numbers.append(state["size"])
        if not state["in_slot"]:
            numbers.append(state["offset"])
    for value in measured_values(coroutine):
        offset = value["offset"]
        if value["state"] is not None:
            offset -= coroutine["states"][value["state"]]["offset"]
        numbers.append(offset)
    return numbers


def probe(coroutine):
    """A statement that prints these numbers of the machine."""
    terms = [
        "sizeof(machine)",
        "alignof(machine)",
        "__builtin_offsetof(machine, promise)",
        "__builtin_offsetof(machine, state)",
    ]
    for state in coroutine["states"]:
        name = f"typename machine::{state['name']}"
        terms.append(f"(std::is_empty<{name}>::value ? 0 : sizeof({name}))")
        if not state["in_slot"]:
            terms.append(
                "__builtin_offsetof(machine, state) + "
                f"decltype(machine::state)::template place_of<{name}>::offset"
            )
    for value in measured_values(coroutine):
        struct = "machine"
        if value["state"] is not None:
            struct += "::" + coroutine["states"][value["state"]]["name"]
        terms.append(f"__builtin_offsetof(typename {struct}, {value['member']})"
                     if struct != "machine" else f"__builtin_offsetof({struct}, {value['member']})")
    name = coroutine["machine"]
    return (
        f"{{ using machine = {name}; const std::size_t numbers[] = {{{', '.join(terms)}}}; "
        f'std::printf("@{name}"); for (std::size_t n : numbers) std::printf(" %zu", n); '
        'std::printf("\\n"); } '
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--costate", required=True)
    parser.add_argument("--runtime", required=True, type=Path)
    parser.add_argument("--compiler", required=True, action="append")
    parser.add_argument("source", type=Path)
    parser.add_argument("directory", type=Path)
    options = parser.parse_args()
    options.directory.mkdir(parents=True, exist_ok=True)
    include = ["-I", options.runtime / "include"]

    report = json.loads(run(options.costate, "--emit=report", "--format=json",
                            "--native-sizes=false", options.source, "--", "-std=c++20", *include))
    lowered = options.directory / "lowered.cpp"
    run(options.costate, options.source, "-o", lowered, "--format-style=none", "--", "-std=c++20",
        *include)
    text = lowered.read_text()
    probes = {}
    wanted = set()
    for coroutine in report["coroutines"]:
        probes[coroutine["machine"]] = probe(coroutine)
        numbers = expected(coroutine)
        if None in numbers:
            sys.exit(f"{coroutine['name']}: the report does not know all of its sizes")
        wanted.add((coroutine["machine"], *numbers))
    start = re.compile(r"return costate::start(?:_closure)?<(\w+),")
    text = start.sub(lambda match: probes[match[1]] + match[0], text)
    probed = options.directory / "probed.cpp"
    probed.write_text("#include <cstddef>\n#include <cstdio>\n#include <type_traits>\n" + text)

    for compiler in options.compiler:
        for standard in ("c++17", "c++20"):
            program = options.directory / "probed"
            compat = ["-I", options.runtime / "compat"] if standard == "c++17" else []
            run(compiler, f"-std={standard}", "-w", *include, *compat, probed, "-o", program)
            found = set()
            for line in run(program).splitlines():
                if line.startswith("@"):
                    name, *numbers = line[1:].split()
                    found.add((name, *map(int, numbers)))
            if found != wanted:
                for what, tuples in ("report", wanted - found), (compiler, found - wanted):
                    for each in sorted(tuples, key=str):
                        print(f"{what}, {standard}: {' '.join(map(str, each))}")
                return 1
    print(f"{len(report['coroutines'])} coroutines lie as the report says")
    return 0


if __name__ == "__main__":
    sys.exit(main())
