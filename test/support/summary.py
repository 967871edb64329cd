"""Adds up what lit reported: prints `N passed, N failed`, and exits with 1 unless some passed and
none failed.

usage: summary.py RESULTS.json...     each written by one run of `lit --output RESULTS.json`

A result that is neither (a test that says it does not apply here) counts as neither. A report that
is missing or unreadable means that lit itself failed, and counts as one failure.
"""

import json
import sys

PASSED = {"PASS", "FLAKYPASS"}
FAILED = {"FAIL", "XPASS", "UNRESOLVED", "TIMEOUT"}


def codes(path):
    """The result codes in lit's report at `path`."""
    try:
        with open(path, encoding="utf-8") as report:
            return [test["code"] for test in json.load(report)["tests"]]
    except (OSError, ValueError) as error:
        print(f"no results from lit: {error}")
        return ["FAIL"]


def main(paths):
    found = [code for path in paths for code in codes(path)]
    passed = sum(code in PASSED for code in found)
    failed = sum(code in FAILED for code in found)
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
