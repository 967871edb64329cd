"""Lowers a program with costate and checks that it still does what it did.

usage: run_and_compare.py [OPTION...] SOURCE PREFIX [-- COSTATE-OPTION...]

    1. builds SOURCE natively (clang++, C++20, -O0) and runs it;
    2. runs costate on it, and checks that no co_await, co_yield or co_return is left;
    3. builds the result as each configuration of the matrix says, without a warning;
    4. runs each, and compares what it prints and its exit status with 1.

Files are made as PREFIX.*; those of a configuration that fails are kept.

--matrix=full      {clang++, g++} x {-O0, -O2} x {C++17, C++20}
--matrix=quick     two of these, which cover each compiler, level and standard once
--matrix=sanitize  clang++ as C++17 or g++ as C++20, by SOURCE's name, with ASan and UBSan (at -O0: what
                   they watch takes g++ three times as long to optimise)

Lines of SOURCE say what differs from that:

    // EXPECT: TEXT             these texts, in order, are exactly the lines that it prints: what
                                the standard demands, not what one compiler made of it. SOURCE's
                                neighbour NAME.expected says the same in a file.
    // EXPECT-EXIT: N           what it exits with; without this line, whatever the native one does
    // NATIVE-DIFFERS: REASON   Clang's native program is known to err here: it must differ from
                                EXPECT, and the lowered one is compared with EXPECT (and exits
                                with 0, unless EXPECT-EXIT says otherwise)
    // FLAGS: FLAG...           for every compile, costate's included
    // LOWERED-FLAGS: FLAG...   for the builds of the lowered program
    // LIBRARY: DIR             SOURCE's headers lie in DIR, a path from SOURCE, and are lowered
                                with it
    // SKIP: PATTERN: REASON    leaves out the configurations whose names match, as `g++ -O0 *`
"""

import argparse
import concurrent.futures
import dataclasses
import difflib
import fnmatch
import os
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import zlib

# Limits of CPU time, which a busy machine does not shorten; what waits for nothing gets ten times as long.
COMPILE_SECONDS = 300
RUN_SECONDS = 60
SHOWN_LINES = 60

SANITIZERS = ["-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-g"]


class TestFailure(Exception):
    """The test failed, and the message says why."""


@dataclasses.dataclass(frozen=True)
class Configuration:
    compiler: str  # "clang++" or "g++"
    level: str
    standard: str
    sanitized: bool = False

    def __str__(self):
        return f"{self.compiler} {self.level} {self.standard}" + " sanitized" * self.sanitized

    def path(self, prefix):
        return f"{prefix}.{str(self).replace(' ', '')}"


MATRICES = {
    "full": [
        Configuration(compiler, level, standard)
        for compiler in ("clang++", "g++")
        for level in ("-O0", "-O2")
        for standard in ("c++17", "c++20")
    ],
    "quick": [
        Configuration("clang++", "-O2", "c++17"),
        Configuration("g++", "-O0", "c++20"),
    ],
    "sanitize": [
        Configuration("clang++", "-O0", "c++17", sanitized=True),
        Configuration("g++", "-O0", "c++20", sanitized=True),
    ],
}


@dataclasses.dataclass
class Directives:
    """What the lines of a test say."""

    expected: list | None  # the lines of standard output
    exit: int | None
    native_differs: bool
    flags: list
    lowered_flags: list
    libraries: list
    skipped: list  # patterns

    @staticmethod
    def read(source):
        with open(source, encoding="utf-8") as file:
            text = file.read()

        def all_of(name):
            return re.findall(rf"^[ \t]*//[ \t]*{name}:[ ]?(.*)$", text, re.MULTILINE)

        def flags_of(name):
            return [flag for line in all_of(name) for flag in shlex.split(line)]

        expected = all_of("EXPECT") or None
        neighbour = os.path.splitext(source)[0] + ".expected"
        if os.path.exists(neighbour):
            if expected:
                raise TestFailure(f"both EXPECT lines and {neighbour}: one of them is enough")
            with open(neighbour, encoding="utf-8") as file:
                expected = file.read().splitlines()
        exits = all_of("EXPECT-EXIT")
        result = Directives(
            expected=expected,
            exit=int(exits[0]) if exits else None,
            native_differs=bool(all_of("NATIVE-DIFFERS")),
            flags=flags_of("FLAGS"),
            lowered_flags=flags_of("LOWERED-FLAGS"),
            skipped=[line.partition(":")[0].strip() for line in all_of("SKIP")],
            libraries=[
                os.path.normpath(os.path.join(os.path.dirname(source), line.strip()))
                for line in all_of("LIBRARY")
            ],
        )
        if result.native_differs and result.expected is None:
            raise TestFailure("NATIVE-DIFFERS leaves nothing to compare with: add EXPECT lines")
        return result


@dataclasses.dataclass
class Outcome:
    """What a run of a program showed."""

    output: str
    exit: int
    errors: str = ""

    def same_as(self, other):
        return self.output == other.output and self.exit == other.exit

    def trimmed(self):
        """The same without white space at the ends of lines, which EXPECT lines do not state."""
        lines = [line.rstrip() for line in self.output.splitlines()]
        return Outcome("".join(line + "\n" for line in lines), self.exit, self.errors)


def exit_text(status):
    return signal.Signals(-status).name if status < 0 else f"exit status {status}"


def shortened(text):
    lines = text.rstrip().splitlines()
    if len(lines) <= SHOWN_LINES:
        return "\n".join(lines)
    return "\n".join(lines[:SHOWN_LINES] + [f"... {len(lines) - SHOWN_LINES} more lines"])


def difference(expected, actual, expected_name, actual_name):
    """A text with what differs between two outcomes."""
    parts = []
    if expected.exit != actual.exit:
        parts.append(
            f"{expected_name}: {exit_text(expected.exit)}, {actual_name}: {exit_text(actual.exit)}"
        )
    expected_lines, actual_lines = expected.output.split("\n"), actual.output.split("\n")
    parts += difflib.unified_diff(
        expected_lines, actual_lines, expected_name, actual_name, lineterm=""
    )
    if actual.errors:
        parts.append(f"standard error of {actual_name}:\n{shortened(actual.errors)}")
    return shortened("\n".join(parts))


def limited(command, seconds):
    """The command, ended by SIGXCPU after so many seconds of CPU time."""
    return ["prlimit", f"--cpu={seconds}:{seconds + 5}", "--", *command]


def checked(command, what, seconds):
    """Runs a command that has to succeed."""
    try:
        result = subprocess.run(
            limited(command, seconds),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=10 * seconds,
            encoding="utf-8",
            errors="backslashreplace",
        )
    except subprocess.TimeoutExpired:
        raise TestFailure(f"{what} took more than {10 * seconds} s\n{shlex.join(command)}") from None
    if result.returncode:
        raise TestFailure(
            f"{what}: {exit_text(result.returncode)}\n"
            f"{shlex.join(command)}\n{shortened(result.stdout)}"
        )


def compile_program(compiler, flags, source, program):
    """Builds `source` in two steps, of which ccache can save the first."""
    ccache = shutil.which("ccache")
    compile_command = [ccache, compiler] if ccache else [compiler]
    unit = program + ".o"
    what = f"building {os.path.basename(source)}"
    checked([*compile_command, *flags, "-c", source, "-o", unit], what, COMPILE_SECONDS)
    link_program(compiler, flags, unit, program)


def link_program(compiler, flags, unit, program):
    """Makes `program` of the object file `unit`, which it removes."""
    # Half of the time that a small program takes is that of the linker and of loading clang++, which g++ spares:
    # both link the same libraries, but for the sanitizers'.
    if not any(flag.startswith("-fsanitize=") for flag in flags):
        compiler = "g++"
    fast = ["-fuse-ld=gold"] if shutil.which("ld.gold") else []
    what = f"linking {os.path.basename(program)}"
    checked([compiler, *flags, *fast, unit, "-o", program], what, COMPILE_SECONDS)
    os.remove(unit)


def run_program(program):
    """Runs `program`; a sanitizer that has something to say ends it."""
    environment = dict(
        os.environ,
        ASAN_OPTIONS="detect_stack_use_after_return=1:detect_leaks=1",
        UBSAN_OPTIONS="print_stacktrace=1",
    )
    try:
        result = subprocess.run(
            limited([program], RUN_SECONDS),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=10 * RUN_SECONDS,
            env=environment,
            encoding="utf-8",
            errors="backslashreplace",
        )
    except subprocess.TimeoutExpired as error:
        printed = (error.stdout or b"").decode(errors="backslashreplace")
        raise TestFailure(
            f"{program} ran for more than {10 * RUN_SECONDS} s and printed\n{shortened(printed)}"
        ) from None
    return Outcome(result.stdout, result.returncode, result.stderr)


# What can hide a keyword or be taken for one: comments, literals, numbers with digit separators.
TOKEN = re.compile(
    r"""
      //(?:\\\n|[^\n])*
    | /\*.*?\*/
    | (?:u8|[uUL])?R"(?P<delimiter>[^\s()\\]*)\(.*?\)(?P=delimiter)"
    | "(?:\\.|[^"\\\n])*"
    | \.?[0-9](?:'?\w|[eEpP][+-]|\.)*
    | '(?:\\.|[^'\\\n])*'
    | (?P<name>[A-Za-z_]\w*)
    """,
    re.VERBOSE | re.DOTALL,
)


def check_no_keyword_left(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    for token in TOKEN.finditer(text):
        if token["name"] in ("co_await", "co_yield", "co_return"):
            line = text.count("\n", 0, token.start()) + 1
            raise TestFailure(
                f"{path}:{line}: costate left a {token['name']}\n{text.splitlines()[line - 1]}"
            )


class Comparison:
    """One test: its source, what it asks for, and how things are built."""

    def __init__(self, options):
        self.options = options
        self.source = os.path.abspath(options.source)
        self.prefix = os.path.abspath(options.prefix)
        self.lowered = self.prefix + ".lowered.cpp"
        self.directives = Directives.read(self.source)
        self.include = ["-I", os.path.join(options.runtime, "include")]
        self.compat = ["-I", os.path.join(options.runtime, "compat")]
        self.copies = self.prefix + ".headers"
        self.libraries = [f for lib in self.directives.libraries for f in ("-I", lib)]

    def expected(self):
        """What the lowered program has to do: what the native one does, or what EXPECT says where
        that one is known to err."""
        directives = self.directives
        stated = None
        if directives.expected is not None:
            stated = Outcome("\n".join([*directives.expected, ""]), directives.exit or 0).trimmed()
        program = self.prefix + ".native"
        flags = ["-std=c++20", "-O0", "-w", "-pthread", *self.include]
        flags += [*self.libraries, *directives.flags]
        try:
            compile_program(self.options.clangxx, flags, self.source, program)
            native = run_program(program)
        except TestFailure:
            if directives.native_differs:
                return stated
            raise
        if directives.native_differs:
            if stated.same_as(native.trimmed()):
                raise TestFailure("the native program does what EXPECT says: drop NATIVE-DIFFERS")
            return stated
        if directives.exit not in (None, native.exit):
            raise TestFailure(f"native: {exit_text(native.exit)}, not {directives.exit}")
        if stated and stated.output != native.trimmed().output:
            stated.exit = native.exit
            raise TestFailure(difference(stated, native.trimmed(), "EXPECT", "native"))
        os.remove(program)
        return native

    def lower(self):
        """Writes the lowered program."""
        options = self.options
        if os.path.exists(self.lowered):
            os.remove(self.lowered)
        tool = [options.costate, self.source, "-o", self.lowered, *options.costate_options]
        if self.libraries:
            shutil.rmtree(self.copies, ignore_errors=True)
            paths = "|".join(map(re.escape, self.directives.libraries))
            tool += [f"--header-filter={paths}", f"--out-dir={self.copies}"]
        flags = ["-std=c++20", *self.include, *self.compat, *self.libraries]
        flags += self.directives.flags
        checked([*tool, "--", *flags], "costate", COMPILE_SECONDS)
        check_no_keyword_left(self.lowered)
        for directory, _, names in os.walk(self.copies):
            for name in names:
                check_no_keyword_left(os.path.join(directory, name))

    def flags_of(self, configuration):
        flags = [f"-std={configuration.standard}", configuration.level, "-Wall", "-Wextra"]
        flags += ["-pthread", *self.include]
        if configuration.standard == "c++17":
            flags += self.compat
        if self.libraries:
            flags += ["-I", self.copies, *self.libraries]
        flags += ["-iquote", os.path.dirname(self.source)]
        if configuration.sanitized:
            flags += SANITIZERS  # these make g++ warn about what it does not see without them
        else:
            flags += ["-Werror"]
        if configuration.compiler == "clang++":
            flags += ["-Wno-unknown-warning-option"]
        return flags + self.directives.flags + self.directives.lowered_flags

    def failure(self, configuration, expected):
        """Builds and runs the lowered program; what is wrong with it, or None."""
        compilers = {"clang++": self.options.clangxx, "g++": self.options.gxx}
        program = configuration.path(self.prefix)
        try:
            flags = self.flags_of(configuration)
            compile_program(compilers[configuration.compiler], flags, self.lowered, program)
            actual = run_program(program)
        except TestFailure as failure:
            return str(failure)
        if self.directives.native_differs:
            actual = actual.trimmed()
        if not expected.same_as(actual):
            name = "EXPECT" if self.directives.native_differs else "native"
            return f"{program}\n" + difference(expected, actual, name, "lowered")
        os.remove(program)
        return None

    def configurations(self):
        matrix = MATRICES[self.options.matrix]
        if self.options.matrix == "sanitize":
            matrix = [matrix[zlib.crc32(os.path.basename(self.source).encode()) % len(matrix)]]
        patterns = self.directives.skipped
        return [c for c in matrix if not any(fnmatch.fnmatch(str(c), p) for p in patterns)]

    def run(self):
        """Prints what is wrong; returns whether nothing is."""
        expected = self.expected()
        self.lower()
        configurations = self.configurations()
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            failures = list(pool.map(lambda c: self.failure(c, expected), configurations))
        for configuration, failure in zip(configurations, failures):
            if failure:
                print(f"\n[{configuration}] {failure}")
        failed = sum(failure is not None for failure in failures)
        if failed:
            print(f"\n{failed} of {len(configurations)} configurations failed; see {self.lowered}")
        return not failed


def parse_options():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--costate", required=True, help="the tool")
    parser.add_argument("--clangxx", default="clang++-22")
    parser.add_argument("--gxx", default="g++")
    parser.add_argument("--runtime", required=True, help="the directory of include/ and compat/")
    parser.add_argument("--matrix", choices=MATRICES, default="full")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("source")
    parser.add_argument("prefix")
    parser.add_argument("costate_options", nargs="*")
    return parser.parse_args()


def main():
    options = parse_options()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a test may well end in a trap
    os.makedirs(os.path.dirname(os.path.abspath(options.prefix)), exist_ok=True)
    try:
        return 0 if Comparison(options).run() else 1
    except (TestFailure, OSError) as failure:
        print(failure)
        return 1


if __name__ == "__main__":
    sys.exit(main())
