#!/usr/bin/env python3
"""Compares what `costate --check` says of a source with what the source says of itself.

    check_warnings.py --costate=COSTATE [--only=WARNING] FILE -- FLAGS

A comment names what is to be warned of at its line, and what the notes must say at theirs:

    std::lock_guard lock(mutex); // WARN: lock-across-suspend
    co_await tick();             // NOTE: suspended here
    // WARN@+1: unused-task
    // NOTE@-1: released here

Every WARN must be there once, and no other warning may be; every NOTE's text must be a part of a
note's (or a warning's) at its line. What does not agree is printed, and the exit status is 1.
"""

import argparse
import collections
import re
import subprocess
import sys

DIAGNOSTIC = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+): (?P<level>\w+): (?P<text>.*)$")
NAME = re.compile(r" \[([a-z-]+)(,-warnings-as-errors)?\]$")
COMMENT = re.compile(r"(WARN|NOTE)(?:@([+-]\d+))?: *(.*?)(?= *(?:// *)?(?:WARN|NOTE)(?:@[+-]\d+)?:|$)")


def expectations(path):
    warnings = collections.Counter()
    notes = []
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        _, slashes, comment = line.partition("//")
        if not slashes:
            continue
        for kind, offset, text in COMMENT.findall(comment):
            at = number + int(offset or 0)
            if kind == "WARN":
                for name in text.split(","):
                    warnings[at, name.strip()] += 1
            else:
                notes.append((at, text.strip()))
    return warnings, notes


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--costate", required=True)
    parser.add_argument("--only", default="*")
    parser.add_argument("file")
    parser.add_argument("flags", nargs="*")
    arguments = parser.parse_args()
    run = subprocess.run(
        [*arguments.costate.split(), "--check", "--quiet", f"--warnings=-*,{arguments.only}", arguments.file, "--", *arguments.flags],
        capture_output=True, text=True)
    output = run.stderr
    problems = []
    if run.returncode not in (0, 1):
        problems.append(f"costate ended with {run.returncode}")
    if run.stdout:
        problems.append("costate wrote to standard output")

    seen = collections.Counter()
    said = []
    for line in output.splitlines():
        match = DIAGNOSTIC.match(line)
        if not match:
            continue
        at = int(match["line"])
        if match["file"] == arguments.file or match["file"].endswith("/" + arguments.file):
            said.append((at, match["text"]))
        name = NAME.search(match["text"])
        if match["level"] in ("warning", "error"):
            if name:
                seen[at, name[1]] += 1
            else:
                problems.append(f"line {at}: {match['level']}: {match['text']}")
    wanted, notes = expectations(arguments.file)
    for at, name in sorted((wanted - seen).elements()):
        problems.append(f"line {at}: no warning of {name}")
    for at, name in sorted((seen - wanted).elements()):
        problems.append(f"line {at}: a warning of {name} that is not expected")
    for at, text in notes:
        if not any(line == at and text in each for line, each in said):
            problems.append(f"line {at}: nothing says '{text}'")
    if problems:
        print(output)
        for problem in problems:
            print(f"{arguments.file}: {problem}")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
