"""Builds a random program natively and lowered, and compares what they print."""

from __future__ import annotations

import argparse
import dataclasses
import os
import re
import shutil
import sys
import types

HERE = os.path.dirname(os.path.abspath(__file__))
PROJECT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "support"))

import run_and_compare as support  # noqa: E402
from precompiled import Precompiled  # noqa: E402

ALL = support.MATRICES["full"]


@dataclasses.dataclass
class Verdict:
    """What came of a program. `kind` is same, refused, invalid (the native one), crash, build or differs."""

    kind: str
    message: str = ""
    configuration: object = None
    scenario: str = ""
    suspensions: int = 0  # that the native program ran into
    scenarios: int = 0

    @property
    def is_mismatch(self):
        return self.kind in ("crash", "build", "differs")

    def same_as(self, other):
        """Whether it is the same mismatch, as far as one can tell."""
        return self.kind == other.kind and summary(self.message) == summary(other.message)


def summary(message):
    """The first error of a compiler or line of a difference, without what differs between programs."""
    error = re.search(r"(?:error: |Assertion )([^\n]*)", message)
    error = error or re.search(r"^([-+][^-+ ][^\n]*|[-+][-+]\d[^\n]*)", message, re.MULTILINE)
    if not error:
        return ""
    return re.sub(r"\d+", "", re.sub(r"'[^']*'", "'...'", error[1]))


def rotation(seed, any_order=False):
    """Two of the eight configurations; one of them is sanitized for one program in eight."""
    possible = [c for c in ALL if c.compiler == "clang++"] if any_order else ALL
    count = len(possible)
    first = seed % count
    second = (first + 1 + seed // count % (count - 1)) % count
    chosen = [possible[first], possible[second]]
    if seed // 3 % 8 == 0:
        chosen[0] = dataclasses.replace(chosen[0], level="-O0", sanitized=True)
    return chosen


class Builder:
    """Builds and runs programs in a directory of its own; `headers` may be shared."""

    def __init__(self, directory, build=None, headers=None, formatted=True):
        self.directory = directory
        self.formatted = formatted  # clang-format takes most of costate's time
        self.headers = headers or Precompiled(os.path.join(directory, "headers"))
        os.makedirs(directory, exist_ok=True)
        self.costate = os.path.join(build or os.path.join(PROJECT, "build"), "bin", "costate")

    def comparison(self, text):
        source = os.path.join(self.directory, "program.cpp")
        with open(source, "w", encoding="utf-8") as file:
            file.write(text)
        options = argparse.Namespace(
            costate=self.costate,
            clangxx="clang++-22",
            gxx="g++",
            runtime=os.path.join(PROJECT, "runtime"),
            source=source,
            prefix=os.path.join(self.directory, "program"),
            costate_options=["--quiet", *([] if self.formatted else ["--format-style=none"])],
        )
        comparison = support.Comparison(options)
        # A warning says nothing of these programs.
        comparison.directives.flags = ["-w"]
        return comparison

    def expected(self, comparison):
        """What the native program does."""
        program = comparison.prefix + ".native"
        flags = self.native_flags(comparison)
        self.headers.build(comparison.options.clangxx, flags, comparison.source, program)
        native = support.run_program(program)
        os.remove(program)
        return native

    @staticmethod
    def native_flags(comparison):
        flags = ["-std=c++20", "-O0", "-pthread", *comparison.include]
        return [*flags, *comparison.directives.flags, "-DNATIVE_FRAMES"]

    @staticmethod
    def lowered_flags(comparison, configuration):
        """Without the program's own directory, in which it has nothing to include."""
        flags = comparison.flags_of(configuration)
        own = flags.index("-iquote")
        return flags[:own] + flags[own + 2 :]

    def compare(self, text, configurations):
        """The verdict on the program `text`."""
        comparison = self.comparison(text)
        try:
            expected = self.expected(comparison)
        except support.TestFailure as failure:
            return Verdict("invalid", str(failure))
        if expected.exit != 0:
            return Verdict("invalid", f"the native program ends with {expected.exit}")
        verdict = self.lower(comparison)
        if verdict:
            return verdict
        for configuration in configurations:
            verdict = self.run(comparison, configuration, expected)
            if verdict:
                return verdict
        counted = re.search(r"(\d+) suspensions\n$", expected.output)
        return Verdict(
            "same",
            suspensions=int(counted[1]) if counted else 0,
            scenarios=len(re.findall("^== ", expected.output, re.MULTILINE)),
        )

    def compare_text(self, text, configuration=None):
        """The verdict as far as costate and the compilers give one, without a run; faster."""
        comparison = self.comparison(text)
        native = comparison.options.clangxx
        try:
            self.headers.build(native, self.native_flags(comparison), comparison.source, None)
        except support.TestFailure as failure:
            return Verdict("invalid", str(failure))
        verdict = self.lower(comparison)
        if verdict or not configuration:
            return verdict or Verdict("same")
        compiler = self.compilers(comparison)[configuration.compiler]
        flags = self.lowered_flags(comparison, configuration)
        try:
            self.headers.build(compiler, flags, comparison.lowered, None)
        except support.TestFailure as failure:
            return Verdict("build", str(failure), configuration)
        return Verdict("same")

    @staticmethod
    def compilers(comparison):
        return {"clang++": comparison.options.clangxx, "g++": comparison.options.gxx}

    @staticmethod
    def lower(comparison):
        try:
            comparison.lower()
        except support.TestFailure as failure:
            message = str(failure)
            is_refused = message.startswith("costate: exit status 1\n") and "costate crashed" not in message
            return Verdict("refused" if is_refused else "crash", message)
        return None

    def run(self, comparison, configuration, expected):
        compilers = self.compilers(comparison)
        program = configuration.path(comparison.prefix)
        flags = self.lowered_flags(comparison, configuration)
        try:
            self.headers.build(
                compilers[configuration.compiler], flags, comparison.lowered, program
            )
        except support.TestFailure as failure:
            return Verdict("build", str(failure), configuration)
        try:
            actual = support.run_program(program)
        except support.TestFailure as failure:
            return Verdict("differs", str(failure), configuration)
        if expected.same_as(actual):
            os.remove(program)
            return None
        message = support.difference(expected, actual, "native", "lowered")
        return Verdict("differs", message, configuration, first_scenario(expected, actual))


def first_scenario(expected, actual):
    """The numbers of the first scenario that went another way."""
    scenario = ""
    for line, other in zip(expected.output.split("\n"), actual.output.split("\n")):
        if line.startswith("== "):
            scenario = line[3:]
        if line != other:
            break
    return scenario


def refusals(message):
    """The texts of costate's errors."""
    return [re.sub(r"'[^']*'", "'...'", text) for text in re.findall(r"error: (.*)", message)]
