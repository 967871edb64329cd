#!/usr/bin/env python3
"""Compares costate's warnings with clang-tidy's coroutine checks over the same cases.

    compare_with_clang_tidy.py --costate=COSTATE --clang-tidy=CLANG_TIDY [--write=PAGE | --check=PAGE]
                               CASES.cpp -- FLAGS

A case begins at a line `// CASE+ what it is` (an offence) or `// CASE- what it is` (none). Prints a
table in Markdown, and puts it into PAGE between the lines `<!-- table -->` and `<!-- end of table -->`,
or compares it with what is there. The exit status is 1 where costate misses an offence, warns of what is
none, or the page has another table.
"""

import argparse
import re
import subprocess
import sys

CHECKS = [
    "misc-coroutine-hostile-raii",
    "cppcoreguidelines-no-suspend-with-lock",
    "cppcoreguidelines-avoid-reference-coroutine-parameters",
    "cppcoreguidelines-avoid-capturing-lambda-coroutines",
]
WARNINGS = ["lock-across-suspend", "borrow-across-suspend"]
DIAGNOSTIC = re.compile(r"^(.*?):(\d+):\d+: (?:warning|error): .* \[([a-z-]+)[],]")


def warnings(command, path):
    run = subprocess.run(command, capture_output=True, text=True)
    found = []
    for line in (run.stdout + run.stderr).splitlines():
        match = DIAGNOSTIC.match(line)
        if match and match[1].endswith(path.rsplit("/", 1)[-1]):
            found.append((int(match[2]), match[3]))
        elif re.search(r": (fatal )?error: ", line):
            sys.exit(f"{command[0]}: {line}")
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--costate", required=True)
    parser.add_argument("--clang-tidy", required=True)
    parser.add_argument("--write")
    parser.add_argument("--check")
    parser.add_argument("cases")
    parser.add_argument("flags", nargs="*")
    arguments = parser.parse_args()

    theirs = warnings([arguments.clang_tidy, "--quiet", "--checks=-*," + ",".join(CHECKS),
                       arguments.cases, "--", *arguments.flags], arguments.cases)
    ours = warnings([arguments.costate, "--check", "--quiet", "--warnings=-*," + ",".join(WARNINGS),
                     arguments.cases, "--", *arguments.flags], arguments.cases)

    cases = []
    for number, line in enumerate(open(arguments.cases, encoding="utf-8"), 1):
        match = re.match(r"// CASE([+-]) (.*)$", line)
        if match:
            cases.append((number, match[1] == "+", match[2]))
    ends = [case[0] for case in cases[1:]] + [1 << 30]

    rows, wrong = [], []
    totals = {"caught": [0, 0], "missed": [0, 0], "false": [0, 0]}
    for (begin, offence, text), end in zip(cases, ends):
        row = [text, "yes" if offence else "no"]
        for tool, found in enumerate((theirs, ours)):
            names = sorted({name for line, name in found if begin <= line < end})
            mark = ", ".join(f"`{name.replace('cppcoreguidelines-', '')}`" for name in names) or "-"
            if offence and not names:
                mark = "**missed**"
            elif not offence and names:
                mark += ", **wrongly**"
            kind = ("caught" if names else "missed") if offence else ("false" if names else None)
            if kind:
                totals[kind][tool] += 1
            if tool == 1 and bool(names) != offence:
                wrong.append(text)
            row.append(mark)
        rows.append(row)
    offences = sum(offence for _, offence, _ in cases)
    table = [f"| Case | Offence | clang-tidy 22 | costate |", "|---|---|---|---|"]
    table += ["| " + " | ".join(row) + " |" for row in rows]
    table += ["", "| | clang-tidy 22 | costate |", "|---|---|---|",
              f"| offences caught, of {offences} | {totals['caught'][0]} | {totals['caught'][1]} |",
              f"| warnings of what is none, in {len(cases) - offences} cases "
              f"| {totals['false'][0]} | {totals['false'][1]} |"]
    text = "\n".join(table) + "\n"
    print(text)

    page = arguments.write or arguments.check
    if page:
        content = open(page, encoding="utf-8").read()
        new, places = re.subn(r"(?s)(<!-- table -->\n).*?(<!-- end of table -->)",
                              lambda match: f"{match[1]}\n{text}\n{match[2]}", content)
        if places != 1:
            sys.exit(f"{page} has no place for the table")
        if arguments.write:
            open(page, "w", encoding="utf-8").write(new)
        elif new != content:
            sys.exit(f"{page} has another table; --write puts this one there")
    if wrong:
        sys.exit("costate is wrong about: " + "; ".join(wrong))


if __name__ == "__main__":
    main()
